//! The shape of a model: what its tensors and its cache follow from.
//!
//! Field names follow the GGUF and Hugging Face terms. Lengths are numbers of values, not bytes.

mod attention;
mod blocks;
mod experts;
mod latent;
mod mtp;
mod recurrent;

use serde::Deserialize;

pub use attention::{Attention, OutputGate, QueryKeyNorm, SparseIndex, Window};
pub use blocks::{Blocks, Norm};
pub use experts::Experts;
pub use latent::{Compressed, Compression, Indexer, Latent};
pub use mtp::{Mtp, MtpKind};
pub use recurrent::{Recurrent, RecurrentKind};

use super::layers::{Layers, PerLayer};
use crate::columnar::columnar_struct;

/// The shape of a language model (its text part).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Architecture {
    /// The architecture's name in llama.cpp (`general.architecture`).
    pub name: String,
    /// True if llama.cpp knows that name; `None` where this was not verified.
    #[serde(default)]
    pub in_llama_cpp: Option<bool>,
    /// `model_type` of the Hugging Face configuration.
    #[serde(default)]
    pub config_type: Option<String>,
    /// Number of layers (transformer blocks, recurrent ones included).
    pub layers: u32,
    /// Width of the residual stream.
    pub hidden: u32,
    /// Rows of the token embedding.
    pub vocabulary: u32,
    /// True if the output matrix is the token embedding.
    pub tied_embeddings: bool,
    /// Width of the dense feed-forward network; `None` where every network is one of experts.
    #[serde(default)]
    pub feed_forward: Option<PerLayer<u32>>,
    /// The layers that have a feed-forward network; `None`: all.
    #[serde(default)]
    pub feed_forward_layers: Option<Layers>,
    /// The attention layers; `None` for a purely recurrent model.
    #[serde(default)]
    pub attention: Option<Attention>,
    /// The mixture of experts.
    #[serde(default)]
    pub experts: Option<Experts>,
    /// The recurrent layers.
    #[serde(default)]
    pub recurrent: Option<Recurrent>,
    /// The multi-token-prediction blocks.
    #[serde(default)]
    pub prediction: Option<Mtp>,
    /// Facts of every block that differ from the usual.
    #[serde(default)]
    pub blocks: Blocks,
    /// Kind of the rotary embedding's scaling (`llama3`, `longrope`, `proportional`, `yarn`, …): the
    /// first three keep their factors in the file.
    #[serde(default)]
    pub rope_scaling: Option<String>,
    /// The format in which the developer publishes the weights, where it is not 16 bits.
    #[serde(default)]
    pub native_quantization: Option<String>,
}

columnar_struct!(Architecture {
    name,
    in_llama_cpp,
    config_type,
    layers,
    hidden,
    vocabulary,
    tied_embeddings,
    feed_forward,
    feed_forward_layers,
    attention,
    experts,
    recurrent,
    prediction,
    blocks,
    rope_scaling,
    native_quantization
});
