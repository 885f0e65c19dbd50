//! What the estimates of one model start from, worked out once.

use crate::catalog::Architecture;

use super::cache::{Cache, Stores};
use super::compute::{Buffers, Class, Compute};
use super::rules::FileType;
use super::settings::Settings;
use super::tensors::tensors;
use super::weights::{TensorClasses, Weights};

/// A model, prepared for estimates under many quantizations and settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    parameters: u64,
    classes: TensorClasses,
    stores: Stores,
    buffers: Buffers,
}

impl Plan {
    /// Prepares `architecture`.
    #[must_use]
    pub fn new(architecture: &Architecture) -> Self {
        let tensors = tensors(architecture);
        Self {
            parameters: tensors
                .iter()
                .filter(|tensor| tensor.role.is_parameter())
                .fold(0, |sum: u64, tensor| sum.saturating_add(tensor.values())),
            classes: TensorClasses::new(architecture, &tensors),
            stores: Stores::new(architecture),
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
    pub fn weights(&self, file_type: FileType, imatrix: bool) -> Weights {
        self.classes.weights(file_type, imatrix)
    }

    /// The memory of the context under `settings`.
    #[must_use]
    pub fn cache(&self, settings: &Settings) -> Cache {
        self.stores.bytes(settings)
    }

    /// The buffers of intermediate results under `settings`.
    #[must_use]
    pub fn compute(&self, settings: &Settings) -> Compute {
        self.buffers.bytes(settings)
    }

    /// The class of models that tells how well the buffers are known.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.buffers.class()
    }
}
