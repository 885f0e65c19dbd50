//! The parts of every block besides its attention and its networks: norms, biases, further
//! parameters.

use serde::Deserialize;

use crate::catalog::layers::PerLayer;
use crate::columnar::{columnar_enum, columnar_struct};

/// Facts of every block that differ from the usual: RMS norms, two a layer, gated networks.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blocks {
    /// Kind of normalisation; `None`: RMS.
    #[serde(default)]
    pub norm: Option<Norm>,
    /// Norms in a layer; `None`: two.
    #[serde(default)]
    pub norms_per_layer: Option<PerLayer<u32>>,
    /// True if feed-forward networks have a gate; `None` stands for true.
    #[serde(default)]
    pub gated: Option<bool>,
    /// True if feed-forward networks have biases.
    #[serde(default)]
    pub feed_forward_bias: bool,
    /// True if the inner activation of the feed-forward network is normalised.
    #[serde(default)]
    pub feed_forward_norm: bool,
    /// True if the output matrix has a bias.
    #[serde(default)]
    pub output_bias: bool,
    /// Width of the embedding that each layer has for itself (Gemma 3n and 4).
    #[serde(default)]
    pub per_layer_embedding: Option<u32>,
    /// Parallel residual streams of alternating updates (Gemma 3n).
    #[serde(default)]
    pub altup_inputs: Option<u32>,
    /// Rank of the learned augmented residual (Gemma 3n).
    #[serde(default)]
    pub laurel_rank: Option<u32>,
    /// True if layers that share an earlier cache still store key and value projections.
    #[serde(default)]
    pub shared_layers_store_kv: bool,
    /// Further parameters in each layer.
    #[serde(default)]
    pub extra_per_layer: u64,
    /// Further parameters of the model.
    #[serde(default)]
    pub extra: u64,
}

columnar_struct!(Blocks {
    norm,
    norms_per_layer,
    gated,
    feed_forward_bias,
    feed_forward_norm,
    output_bias,
    per_layer_embedding,
    altup_inputs,
    laurel_rank,
    shared_layers_store_kv,
    extra_per_layer,
    extra
});

columnar_enum! {
    /// A kind of normalisation.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
    pub enum Norm {
        /// Layer norm with weight and bias.
        #[serde(rename = "layernorm")]
        Layer,
        /// Layer norm with a weight only.
        #[serde(rename = "layernorm_nobias")]
        LayerWithoutBias,
        /// A norm without weights.
        #[serde(rename = "none")]
        WithoutWeights,
    }
}
