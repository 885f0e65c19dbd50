//! The shape of a model: what its tensors and its cache follow from.
//!
//! Field names follow the GGUF and Hugging Face terms. Lengths are numbers of values, not bytes.

use serde::Deserialize;

use super::layers::{Layers, PerLayer};
use crate::columns::{choice, structure};

/// The shape of a language model (its text part).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Architecture {
    /// The architecture's name in llama.cpp (`general.architecture`).
    pub name: String,
    /// Whether llama.cpp knows that name; `None` where this was not verified.
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
    /// Whether the output matrix is the token embedding.
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
    pub prediction: Option<Prediction>,
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

structure!(Architecture {
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

/// The attention layers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attention {
    /// Query heads.
    pub heads: PerLayer<u32>,
    /// Key and value heads: fewer than `heads` with grouped-query attention.
    pub kv_heads: PerLayer<u32>,
    /// Values in a key head; `None` with latent attention, whose parts are in `latent`.
    #[serde(default)]
    pub key_length: Option<PerLayer<u32>>,
    /// Values in a value head; `None` with latent attention.
    #[serde(default)]
    pub value_length: Option<PerLayer<u32>>,
    /// Values of a head with rotary position; `None`: all of them.
    #[serde(default)]
    pub rotary_length: Option<u32>,
    /// The layers with attention; `None`: all.
    #[serde(default)]
    pub layers: Option<Layers>,
    /// Sliding-window (or chunked) layers.
    #[serde(default)]
    pub window: Option<Window>,
    /// Length of a chunk where the windowed layers attend within chunks.
    #[serde(default)]
    pub chunk: Option<u32>,
    /// Layers that attend to the picture instead of the text, and cache no text.
    #[serde(default)]
    pub cross_layers: Option<Layers>,
    /// Layers that reuse the cache of an earlier layer and keep none of their own.
    #[serde(default)]
    pub shared_kv_layers: Option<Layers>,
    /// Multi-head latent attention.
    #[serde(default)]
    pub latent: Option<Latent>,
    /// The compressed attention of DeepSeek V4.
    #[serde(default)]
    pub compressed: Option<Compressed>,
    /// Selection of keys by a small indexer.
    #[serde(default)]
    pub sparse_index: Option<SparseIndex>,
    /// Whether query, key and value projections have biases.
    #[serde(default)]
    pub bias: bool,
    /// Whether the output projection has a bias.
    #[serde(default)]
    pub output_bias: bool,
    /// Normalisation of queries and keys.
    #[serde(default)]
    pub query_key_norm: Option<QueryKeyNorm>,
    /// Layers with attention sinks; `all`, or a set of layers.
    #[serde(default)]
    pub sinks: Option<String>,
    /// A gate on the attention's output.
    #[serde(default)]
    pub output_gate: Option<OutputGate>,
    /// Layers whose values are their keys (no value projection).
    #[serde(default)]
    pub key_is_value_layers: Option<Layers>,
    /// Whether the attention's output is normalised before its projection.
    #[serde(default)]
    pub value_norm: bool,
}

structure!(Attention {
    heads,
    kv_heads,
    key_length,
    value_length,
    rotary_length,
    layers,
    window,
    chunk,
    cross_layers,
    shared_kv_layers,
    latent,
    compressed,
    sparse_index,
    bias,
    output_bias,
    query_key_norm,
    sinks,
    output_gate,
    key_is_value_layers,
    value_norm
});

/// Layers that see a limited stretch of the past.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Length of the window in tokens.
    pub tokens: u32,
    /// The layers that have it.
    pub layers: Layers,
}

structure!(Window { tokens, layers });

/// Multi-head latent attention (MLA): keys and values share a low-rank latent vector.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Latent {
    /// Width of the shared latent vector of keys and values.
    pub kv_rank: u32,
    /// Width of the latent vector of queries; `None` where queries are projected directly.
    #[serde(default)]
    pub query_rank: Option<u32>,
    /// Part of a key head with rotary position.
    pub rope_length: u32,
    /// Part of a key head without it.
    pub nope_length: u32,
    /// Values in a value head.
    pub value_length: u32,
    /// Whether the output has a gate of its own projection.
    #[serde(default)]
    pub output_gate: bool,
    /// Whether each head's output has a gate of one value.
    #[serde(default)]
    pub head_gate: bool,
    /// Sparse selection of keys by a small indexer.
    #[serde(default)]
    pub indexer: Option<Indexer>,
}

structure!(Latent {
    kv_rank,
    query_rank,
    rope_length,
    nope_length,
    value_length,
    output_gate,
    head_gate,
    indexer
});

/// The indexer of sparse latent attention.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indexer {
    /// Its heads.
    pub heads: u32,
    /// Values in one of them.
    pub head_length: u32,
    /// Keys that it selects.
    #[serde(default)]
    pub top_k: Option<u32>,
    /// The layers that have one; `None`: all.
    #[serde(default)]
    pub layers: Option<Layers>,
}

structure!(Indexer {
    heads,
    head_length,
    top_k,
    layers
});

/// The compressed attention of DeepSeek V4.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compressed {
    /// Width of the latent vector of queries.
    pub query_rank: u32,
    /// Width of the latent vector of each group of the output.
    pub output_rank: u32,
    /// Groups of the output projection.
    pub output_groups: u32,
    /// Parallel residual streams (hyper-connections).
    pub hyper_connections: u32,
    /// Leading layers that choose experts by a hash.
    pub hash_layers: u32,
    /// Heads of the indexer.
    pub index_heads: u32,
    /// Values in one of them.
    pub index_head_length: u32,
    /// Keys that it selects.
    pub index_top_k: u32,
    /// For each layer, how many tokens one compressed entry stands for; 0: none is kept.
    pub ratios: PerLayer<u32>,
    /// Part of a head with rotary position.
    pub rope_length: u32,
}

structure!(Compressed {
    query_rank,
    output_rank,
    output_groups,
    hyper_connections,
    hash_layers,
    index_heads,
    index_head_length,
    index_top_k,
    ratios,
    rope_length
});

/// A small indexer that selects keys.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SparseIndex {
    /// Its heads.
    pub heads: u32,
    /// Values in one of them.
    pub head_length: u32,
    /// The layers that have one.
    pub layers: Layers,
}

structure!(SparseIndex {
    heads,
    head_length,
    layers
});

/// Over what queries and keys are normalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueryKeyNorm {
    /// One weight vector of a head's length, shared by the heads.
    Head,
    /// One weight vector over all heads together.
    Full,
    /// A weight vector for each head.
    PerHead,
}

choice!(QueryKeyNorm {
    Head,
    Full,
    PerHead
});

/// How the attention's output is gated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutputGate {
    /// The query projection is twice as wide and carries the gate.
    PerChannel,
    /// A projection of its own with one value for each channel.
    Separate,
    /// One value for each head.
    PerHead,
}

choice!(OutputGate {
    PerChannel,
    Separate,
    PerHead
});

/// The mixture of experts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Experts {
    /// Routed experts in a layer.
    pub count: u32,
    /// Routed experts that work on each token.
    pub used: u32,
    /// Width of one expert.
    pub feed_forward: u32,
    /// The layers that have experts.
    pub layers: Layers,
    /// Width of all shared experts together.
    #[serde(default)]
    pub shared_feed_forward: Option<u32>,
    /// Number of shared experts.
    #[serde(default)]
    pub shared_count: Option<u32>,
    /// Whether the shared expert has a gate.
    #[serde(default)]
    pub shared_gate: bool,
    /// Whether the experts' matrices have biases.
    #[serde(default)]
    pub bias: bool,
    /// Whether the router has a bias for each expert.
    #[serde(default)]
    pub router_bias: bool,
    /// Width to which tokens are projected before the experts.
    #[serde(default)]
    pub latent: Option<u32>,
    /// Whether that projection is normalised.
    #[serde(default)]
    pub latent_norm: bool,
    /// Width of a dense network that runs beside the experts.
    #[serde(default)]
    pub parallel_dense: Option<u32>,
    /// Outputs of the router where they are not `count`.
    #[serde(default)]
    pub router_outputs: Option<u32>,
    /// Further parameters in each layer with experts.
    #[serde(default)]
    pub extra_per_layer: u64,
}

structure!(Experts {
    count,
    used,
    feed_forward,
    layers,
    shared_feed_forward,
    shared_count,
    shared_gate,
    bias,
    router_bias,
    latent,
    latent_norm,
    parallel_dense,
    router_outputs,
    extra_per_layer
});

/// The recurrent layers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recurrent {
    /// Their kind.
    pub kind: RecurrentKind,
    /// The layers that are recurrent.
    pub layers: Layers,
    /// Inner width.
    #[serde(default)]
    pub inner: Option<u32>,
    /// State values for each inner channel.
    #[serde(default)]
    pub state: Option<u32>,
    /// Length of the convolution.
    #[serde(default)]
    pub convolution: Option<u32>,
    /// Groups that share the state's projections.
    #[serde(default)]
    pub groups: Option<u32>,
    /// Heads.
    #[serde(default)]
    pub heads: Option<u32>,
    /// Values in a head.
    #[serde(default)]
    pub head_length: Option<u32>,
    /// Key heads of a gated delta net.
    #[serde(default)]
    pub key_heads: Option<u32>,
    /// Value heads of a gated delta net.
    #[serde(default)]
    pub value_heads: Option<u32>,
    /// Values in a key head.
    #[serde(default)]
    pub key_length: Option<u32>,
    /// Values in a value head.
    #[serde(default)]
    pub value_length: Option<u32>,
    /// Width of the time step's low-rank projection (Mamba-1).
    #[serde(default)]
    pub time_step_rank: Option<u32>,
    /// Whether the state's inputs are normalised (Jamba).
    #[serde(default)]
    pub inner_norms: bool,
    /// Whether the output is normalised with a gate; `None`: as usual for the kind.
    #[serde(default)]
    pub gated_norm: Option<bool>,
    /// Whether the output gate has full rank.
    #[serde(default)]
    pub full_rank_gate: bool,
    /// Whether the decay gate has full rank.
    #[serde(default)]
    pub full_rank_decay: bool,
}

structure!(Recurrent {
    kind,
    layers,
    inner,
    state,
    convolution,
    groups,
    heads,
    head_length,
    key_heads,
    value_heads,
    key_length,
    value_length,
    time_step_rank,
    inner_norms,
    gated_norm,
    full_rank_gate,
    full_rank_decay
});

/// A kind of recurrent layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecurrentKind {
    /// Selective state space of Mamba.
    Mamba1,
    /// State space duality of Mamba-2.
    Mamba2,
    /// Gated delta net.
    GatedDeltanet,
    /// Kimi delta attention.
    Kda,
    /// Gated short convolution.
    Shortconv,
    /// Lightning attention.
    Lightning,
}

choice!(RecurrentKind {
    Mamba1,
    Mamba2,
    GatedDeltanet,
    Kda,
    Shortconv,
    Lightning
});

/// Blocks that predict further tokens ahead; llama.cpp leaves them unused by default.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prediction {
    /// How many.
    pub layers: u32,
    /// What a block is made of; `None`: a layer like the model's last.
    #[serde(default)]
    pub kind: Option<PredictionKind>,
    /// Whether its feed-forward network is dense although the model's are not.
    #[serde(default)]
    pub dense: bool,
    /// Width of its dense feed-forward network where it differs.
    #[serde(default)]
    pub feed_forward: Option<u32>,
    /// Parameters of a block beyond its tensors named above; negative where it lacks its last norm.
    #[serde(default)]
    pub extra: i64,
}

structure!(Prediction {
    layers,
    kind,
    dense,
    feed_forward,
    extra
});

/// What a multi-token-prediction block is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PredictionKind {
    /// One attention and one expert layer (Nemotron).
    Nemotron,
}

choice!(PredictionKind { Nemotron });

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
    /// Whether feed-forward networks have a gate; `None`: yes.
    #[serde(default)]
    pub gated: Option<bool>,
    /// Whether feed-forward networks have biases.
    #[serde(default)]
    pub feed_forward_bias: bool,
    /// Whether the inner activation of the feed-forward network is normalised.
    #[serde(default)]
    pub feed_forward_norm: bool,
    /// Whether the output matrix has a bias.
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
    /// Whether layers that share an earlier cache still store key and value projections.
    #[serde(default)]
    pub shared_layers_store_kv: bool,
    /// Further parameters in each layer.
    #[serde(default)]
    pub extra_per_layer: u64,
    /// Further parameters of the model.
    #[serde(default)]
    pub extra: u64,
}

structure!(Blocks {
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

choice!(Norm {
    Layer,
    LayerWithoutBias,
    WithoutWeights
});

impl Attention {
    /// Whether `layer` attends.
    #[must_use]
    pub fn covers(&self, layer: u32) -> bool {
        self.layers
            .as_ref()
            .is_none_or(|layers| layers.contains(layer))
    }

    /// Whether `layer` keeps keys and values of the text in a cache of its own.
    #[must_use]
    pub fn has_cache(&self, layer: u32) -> bool {
        let within =
            |layers: &Option<Layers>| layers.as_ref().is_some_and(|layers| layers.contains(layer));
        self.covers(layer) && !within(&self.cross_layers) && !within(&self.shared_kv_layers)
    }
}
