//! A model as the list of its tensors, as llama.cpp's conversion to GGUF names and shapes them.
//!
//! Every count follows from this list: parameters, bytes under every quantization, what the
//! device holds. Each kind of block is a file here; a new architecture is a row in the catalog and,
//! where its layout is unusual, a row in `gguf_layout.rs`.

mod attention;
mod compressed;
mod embedding;
mod expert;
mod feed_forward;
pub(in crate::memory::llama_cpp) mod gguf_layout;
mod latent;
mod mtp;
mod recurrent;
mod role;

pub use role::{Category, Reading, Role, Storage};

use crate::catalog::{Architecture, Layers, Norm};
use gguf_layout::GgufLayout;

/// The most layers that are listed: a bound for configurations read from strangers.
pub(super) const MAX_LAYERS: u32 = 4_096;

/// A tensor of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tensor {
    /// Its role in the model.
    pub role: Role,
    /// Its layer; `None` for tensors of the whole model.
    pub layer: Option<u32>,
    /// Its length in each dimension, the row first: input width, output width, experts or heads.
    pub shape: [u64; 3],
}

impl Tensor {
    /// The number of its rows.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        let [_, second, third] = self.shape;
        second.saturating_mul(third)
    }

    /// The number of its values.
    #[must_use]
    pub const fn values(&self) -> u64 {
        let [first, _, _] = self.shape;
        first.saturating_mul(self.rows())
    }
}

/// The tensors of `architecture` in the order of a GGUF file: by layer.
///
/// Multi-token-prediction blocks are not part of it; see [`prediction_tensors`].
#[must_use]
pub fn tensors(architecture: &Architecture) -> Vec<Tensor> {
    let mut list = List::new(architecture);
    embedding::input(&mut list);
    for layer in 0..architecture.layers.min(MAX_LAYERS) {
        list.layer = Some(layer);
        list.block(layer);
    }
    list.layer = None;
    embedding::output(&mut list);
    list.tensors
}

/// The tensors of the multi-token-prediction blocks, which llama.cpp loads only on demand.
#[must_use]
pub fn prediction_tensors(architecture: &Architecture) -> Vec<Tensor> {
    let mut list = List::new(architecture);
    mtp::blocks(&mut list);
    list.tensors
}

/// A list of tensors that is being written.
struct List<'a> {
    architecture: &'a Architecture,
    layout: GgufLayout,
    /// Width of the residual stream.
    hidden: u64,
    /// The layer that is being written.
    layer: Option<u32>,
    tensors: Vec<Tensor>,
}

impl<'a> List<'a> {
    fn new(architecture: &'a Architecture) -> Self {
        Self {
            architecture,
            layout: GgufLayout::of(architecture),
            hidden: u64::from(architecture.hidden),
            layer: None,
            tensors: Vec::new(),
        }
    }

    /// Adds a tensor of three dimensions, unless one of them is zero.
    fn stack(&mut self, role: Role, shape: [u64; 3]) {
        if shape.iter().all(|&length| length > 0) {
            self.tensors.push(Tensor {
                role,
                layer: self.layer,
                shape,
            });
        }
    }

    /// Adds a matrix of `output` rows of `input` values.
    fn matrix(&mut self, role: Role, input: u64, output: u64) {
        self.stack(role, [input, output, 1]);
    }

    /// Adds a vector.
    fn vector(&mut self, role: Role, length: u64) {
        self.stack(role, [length, 1, 1]);
    }

    /// Adds a bias where the architecture has it.
    fn bias(&mut self, present: bool, length: u64) {
        if present {
            self.vector(Role::Bias, length);
        }
    }

    /// Adds `count` norms of the residual stream.
    fn norms(&mut self, count: u32) {
        let vectors = match self.architecture.blocks.norm {
            Some(Norm::WithoutWeights) => 0,
            Some(Norm::Layer) => 2,
            Some(Norm::LayerWithoutBias) | None => 1,
        };
        for _ in 0..count.saturating_mul(vectors).min(64) {
            self.vector(Role::Norm, self.hidden);
        }
    }

    /// Adds the tensors of one layer.
    fn block(&mut self, layer: u32) {
        let architecture = self.architecture;
        let blocks = &architecture.blocks;
        let norms = blocks.norms_per_layer.as_ref();
        self.norms(norms.and_then(|norms| norms.at(layer)).unwrap_or(2));
        if let Some(attention) = &architecture.attention
            && includes(attention.layers.as_ref(), layer)
        {
            attention::tensors(self, attention, layer);
        }
        if let Some(recurrent) = &architecture.recurrent
            && recurrent.layers.contains(layer)
        {
            recurrent::tensors(self, recurrent);
        }
        if includes(architecture.feed_forward_layers.as_ref(), layer) {
            match &architecture.experts {
                Some(experts) if experts.layers.contains(layer) => {
                    expert::tensors(self, experts, layer);
                }
                _ => feed_forward::tensors(self, layer),
            }
        }
        embedding::each_layer(self);
    }
}

/// True if a set of layers includes `layer`; `None` stands for all layers.
pub(super) fn includes(layers: Option<&Layers>, layer: u32) -> bool {
    layers.is_none_or(|layers| layers.contains(layer))
}
