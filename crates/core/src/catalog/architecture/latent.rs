//! Attention whose keys and values are kept in a smaller form: latent and compressed.

use serde::Deserialize;

use crate::catalog::layers::{Layers, PerLayer};
use crate::columnar::columnar_struct;

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
    /// True if the output has a gate of its own projection.
    #[serde(default)]
    pub output_gate: bool,
    /// True if each head's output has a gate of one value.
    #[serde(default)]
    pub head_gate: bool,
    /// Sparse selection of keys by a small indexer.
    #[serde(default)]
    pub indexer: Option<Indexer>,
}

columnar_struct!(Latent {
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

columnar_struct!(Indexer {
    heads,
    head_length,
    top_k,
    layers
});

/// The ratio of a sparse compression, whose short stretches overlap.
// llama.cpp: src/llama-kv-cache-dsv4.cpp, DSV4_CSA_RATIO
const SPARSE_RATIO: u32 = 4;

/// The compression of the tokens in a layer: how many of them one entry stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Short stretches from two overlapping windows, selected by an indexer (CSA).
    Sparse(u32),
    /// Long stretches (HCA).
    Heavy(u32),
}

impl Compression {
    /// The tokens that one entry stands for.
    #[must_use]
    pub const fn ratio(self) -> u32 {
        match self {
            Self::Sparse(ratio) | Self::Heavy(ratio) => ratio,
        }
    }
}

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

impl Compressed {
    /// The compression in `layer`; `None` where it keeps no compressed entries.
    #[must_use]
    pub fn compression(&self, layer: u32) -> Option<Compression> {
        match self.ratios.at(layer)? {
            0 => None,
            SPARSE_RATIO => Some(Compression::Sparse(SPARSE_RATIO)),
            ratio => Some(Compression::Heavy(ratio)),
        }
    }
}

columnar_struct!(Compressed {
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
