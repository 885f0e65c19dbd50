//! The arithmetic of attention beside the matrices.

use crate::catalog::{Architecture, Attention, PerLayer};
use crate::units::Tokens;

use super::cache::{CacheExtent, extent_of};
use super::tensors::gguf_layout::GgufLayout;
use super::tensors::{MAX_LAYERS, includes};

/// Operations of attention for one token behind `depth` others of its sequence.
///
/// In each layer every head takes the product of its query with the keys within reach, and adds up
/// their values: two operations for each value of either. Latent attention works on the latent
/// vector with the rotated part of the key, as llama.cpp does.
#[must_use]
pub fn attention_operations(architecture: &Architecture, depth: Tokens) -> f64 {
    let Some(attention) = &architecture.attention else {
        return 0.0;
    };
    (0..architecture.layers.min(MAX_LAYERS))
        .filter(|&layer| {
            let beside = attention.cross_layers.as_ref();
            includes(attention.layers.as_ref(), layer)
                && !beside.is_some_and(|layers| layers.contains(layer))
        })
        .map(|layer| {
            let heads = f64::from(attention.heads.at(layer).unwrap_or_default());
            let reach = reach(architecture, attention, layer, depth);
            2.0 * heads * values_of_head(architecture, attention, layer) * reach
        })
        .sum()
}

/// Values of a key and a value that a head of `layer` works on.
fn values_of_head(architecture: &Architecture, attention: &Attention, layer: u32) -> f64 {
    let at = |lengths: &Option<PerLayer<u32>>| {
        let length = lengths.as_ref().and_then(|lengths| lengths.at(layer));
        f64::from(length.unwrap_or_default())
    };
    match &attention.latent {
        Some(latent) if GgufLayout::of(architecture).expanded_latent => {
            f64::from(latent.nope_length)
                + f64::from(latent.rope_length)
                + f64::from(latent.value_length)
        }
        Some(latent) => 2.0 * f64::from(latent.kv_rank) + f64::from(latent.rope_length),
        None => at(&attention.key_length) + at(&attention.value_length),
    }
}

/// The number of cells that a token of `layer` attends to.
fn reach(architecture: &Architecture, attention: &Attention, layer: u32, depth: Tokens) -> f64 {
    let compression = attention
        .compressed
        .as_ref()
        .and_then(|parts| parts.compression(layer));
    let window = extent_of(architecture, attention, layer).reach(depth);
    let compressed = compression.map_or(0, |compression| {
        CacheExtent::Compressed(compression.ratio()).reach(depth)
    });
    #[expect(clippy::cast_precision_loss)]
    let cells = window.saturating_add(compressed) as f64;
    cells
}
