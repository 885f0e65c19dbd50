//! The basis of the estimates of one model, worked out once.

use crate::catalog::Architecture;
use crate::units::Tokens;

use super::cache::{Cache, LayerCaches};
use super::compute::{Buffers, Compute, ComputeClass};
use super::settings::Settings;
use super::tensors::tensors;
use super::weights::{Imatrix, TensorCounts, Weights};
use crate::ggml::FileType;
use crate::ggml::TensorType;

/// A model, prepared for estimates under many quantizations and settings.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelLayout {
    parameters: u64,
    layers: u32,
    experts: bool,
    tensors: TensorCounts,
    caches: LayerCaches,
    buffers: Buffers,
}

impl ModelLayout {
    /// Prepares `architecture`.
    #[must_use]
    pub fn new(architecture: &Architecture) -> Self {
        let tensors = tensors(architecture);
        Self {
            parameters: tensors
                .iter()
                .filter(|tensor| tensor.role.is_parameter())
                .fold(0, |sum: u64, tensor| sum.saturating_add(tensor.values())),
            layers: architecture.layers,
            experts: architecture.experts.is_some(),
            tensors: TensorCounts::new(architecture, &tensors),
            caches: LayerCaches::new(architecture),
            buffers: Buffers::new(architecture),
        }
    }

    /// The parameters of the text model, as its publisher counts them.
    #[must_use]
    pub const fn parameters(&self) -> u64 {
        self.parameters
    }

    /// The bytes of the weights under `file_type`, made with or without an importance matrix.
    #[must_use]
    pub fn weights(&self, file_type: FileType, imatrix: Imatrix) -> Weights {
        self.tensors.weights(file_type, imatrix)
    }

    /// The memory of the context under `settings`.
    #[must_use]
    pub fn cache(&self, settings: &Settings) -> Cache {
        self.caches.bytes(settings)
    }

    /// The part of the context's memory that is read to generate one token, `depth` tokens being
    /// there already of its sequence: keys and values within reach, and the recurrent state.
    #[must_use]
    pub fn cache_read(&self, keys: TensorType, values: TensorType, depth: Tokens) -> Cache {
        self.caches.read(keys, values, depth)
    }

    /// The parameters that work on each token: what [`Weights::read`] counts, in values.
    #[must_use]
    pub fn active_parameters(&self) -> u64 {
        self.tensors.values_read()
    }

    /// The number of layers.
    #[must_use]
    pub const fn layers(&self) -> u32 {
        self.layers
    }

    /// True if a router chooses among experts.
    #[must_use]
    pub const fn has_experts(&self) -> bool {
        self.experts
    }

    /// The buffers of intermediate results under `settings`.
    #[must_use]
    pub fn compute(&self, settings: &Settings) -> Compute {
        self.buffers.bytes(settings)
    }

    /// The class of models that tells how well the buffers are known.
    #[must_use]
    pub const fn class(&self) -> ComputeClass {
        self.buffers.class()
    }
}
