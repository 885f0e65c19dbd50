//! The memory of a model's context: keys and values, layer by layer, and the state of recurrent
//! layers.

mod attention;
mod recurrent;

pub(super) use attention::extent_of;

use crate::catalog::Architecture;
use crate::units::{Bytes, Tokens};

use super::count_in;
use super::settings::{Settings, step_up};
use super::tensors::MAX_LAYERS;
use crate::ggml::TensorType;

/// The memory of a context.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cache {
    /// Keys and values.
    pub kv: Bytes,
    /// States of recurrent layers, which do not grow with the context.
    pub recurrent: Bytes,
}

/// The extent of a cache in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CacheExtent {
    /// One for each token of the context.
    Context,
    /// One for each token of a window and of a batch.
    Window(u32),
    /// One for so many tokens of the context, in whole steps.
    Compressed(u32),
}

/// The cache of one layer: the values in each cell, and the number of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LayerCache {
    /// Values in a key.
    pub(super) key: u64,
    /// Values in a value; zero where the key serves as the value.
    pub(super) value: u64,
    /// The number of cells.
    pub(super) extent: CacheExtent,
}

/// The caches of a model, those alike counted together, and its recurrent state.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LayerCaches {
    caches: Vec<(LayerCache, u64)>,
    /// Bytes of recurrent state for each sequence.
    state: u64,
    /// True if sequences are kept apart although they share one context: those whose entries are
    /// compressed cannot be told apart in one cache.
    apart: bool,
}

impl LayerCaches {
    /// The caches of `architecture`.
    pub(super) fn new(architecture: &Architecture) -> Self {
        Self::of_layers(architecture, 0..architecture.layers.min(MAX_LAYERS))
    }

    /// The caches of some layers of `architecture`.
    pub(super) fn of_layers(
        architecture: &Architecture,
        layers: impl Iterator<Item = u32>,
    ) -> Self {
        let mut caches: Vec<(LayerCache, u64)> = Vec::new();
        let mut state: u64 = 0;
        for layer in layers {
            for cache in attention::caches(architecture, layer) {
                count_in(&mut caches, cache);
            }
            state = state
                .saturating_add(recurrent::state_bytes(architecture, layer))
                .saturating_add(attention::compressor_bytes(architecture, layer));
        }
        Self {
            apart: caches
                .iter()
                .any(|(cache, _)| matches!(cache.extent, CacheExtent::Compressed(_))),
            caches,
            state,
        }
    }

    /// The bytes under `settings`.
    pub(super) fn bytes(&self, settings: &Settings) -> Cache {
        let (streams, each) = if self.apart {
            let context = Tokens::new(settings.cells());
            let one = Settings {
                context,
                sequences: 1,
                ..*settings
            };
            (settings.sequences.max(1), one)
        } else {
            (settings.streams(), *settings)
        };
        let kv = self.caches.iter().map(|&(cache, layers)| {
            let cell = settings
                .keys
                .row_bytes(cache.key)
                .saturating_add(settings.values.row_bytes(cache.value));
            Bytes::new(cell)
                .saturating_mul(cache.extent.cells(&each))
                .saturating_mul(streams)
                .saturating_mul(layers)
        });
        Cache {
            kv: kv.sum(),
            recurrent: Bytes::new(self.state).saturating_mul(settings.sequences.max(1)),
        }
    }

    /// The bytes read to generate a token behind `depth` tokens of its own sequence, with caches of
    /// these types. Unlike what is held, it stops growing at a window's own length.
    pub(super) fn read(&self, keys: TensorType, values: TensorType, depth: Tokens) -> Cache {
        let kv = self.caches.iter().map(|&(cache, layers)| {
            let cell = keys
                .row_bytes(cache.key)
                .saturating_add(values.row_bytes(cache.value));
            Bytes::new(cell)
                .saturating_mul(cache.extent.reach(depth))
                .saturating_mul(layers)
        });
        Cache {
            kv: kv.sum(),
            recurrent: Bytes::new(self.state),
        }
    }
}

impl CacheExtent {
    /// Cells that the token behind `depth` others looks at.
    pub(super) fn reach(self, depth: Tokens) -> u64 {
        let depth = depth.get();
        match self {
            Self::Context => depth,
            Self::Window(tokens) => depth.min(u64::from(tokens)),
            Self::Compressed(tokens) => depth / u64::from(tokens.max(1)),
        }
    }

    /// Cells of one stream.
    // llama.cpp: src/llama-kv-cache-iswa.cpp, llama_kv_cache_iswa::llama_kv_cache_iswa
    // llama.cpp: src/llama-kv-cache-dsv4.cpp, dsv4_comp_size
    pub(super) fn cells(self, settings: &Settings) -> u64 {
        let context = settings.cells();
        match self {
            Self::Context => context,
            Self::Window(_) if settings.full_window => context,
            Self::Window(tokens) => {
                let sharing = if settings.unified {
                    settings.sequences.max(1)
                } else {
                    1
                };
                let reach = u64::from(tokens)
                    .saturating_mul(sharing)
                    .saturating_add(settings.tokens_at_once());
                step_up(context.min(reach))
            }
            Self::Compressed(tokens) => step_up(context.div_ceil(u64::from(tokens.max(1)))),
        }
    }
}
