//! Attention: its heads, windows, gates and norms.

use serde::Deserialize;

use super::latent::{Compressed, Latent};
use crate::catalog::layers::{Layers, PerLayer};
use crate::columnar::{columnar_enum, columnar_struct};

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
    /// True if query, key and value projections have biases.
    #[serde(default)]
    pub bias: bool,
    /// True if the output projection has a bias.
    #[serde(default)]
    pub output_bias: bool,
    /// Normalisation of queries and keys.
    #[serde(default)]
    pub query_key_norm: Option<QueryKeyNorm>,
    /// Layers with attention sinks; `all`, or a set of layers.
    #[serde(default)]
    pub sinks: Option<Layers>,
    /// A gate on the attention's output.
    #[serde(default)]
    pub output_gate: Option<OutputGate>,
    /// Layers whose values are their keys (no value projection).
    #[serde(default)]
    pub key_is_value_layers: Option<Layers>,
    /// True if the attention's output is normalised before its projection.
    #[serde(default)]
    pub value_norm: bool,
}

columnar_struct!(Attention {
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

impl Attention {
    /// True if `layer` attends.
    #[must_use]
    pub fn covers(&self, layer: u32) -> bool {
        self.layers
            .as_ref()
            .is_none_or(|layers| layers.contains(layer))
    }

    /// True if `layer` keeps keys and values of the text in a cache of its own.
    #[must_use]
    pub fn has_cache(&self, layer: u32) -> bool {
        let within =
            |layers: &Option<Layers>| layers.as_ref().is_some_and(|layers| layers.contains(layer));
        self.covers(layer) && !within(&self.cross_layers) && !within(&self.shared_kv_layers)
    }
}

/// Layers that see a limited stretch of the past.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Length of the window in tokens.
    pub tokens: u32,
    /// The layers that have it.
    pub layers: Layers,
}

columnar_struct!(Window { tokens, layers });

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

columnar_struct!(SparseIndex {
    heads,
    head_length,
    layers
});

columnar_enum! {
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
}

columnar_enum! {
    /// A kind of gate on the attention's output.
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
}
