//! What attention layers keep of each token.

use crate::catalog::{Architecture, Attention, Compressed, Latent, PerLayer};

use super::super::tensors::form::Form;
use super::super::tensors::includes;
use super::{Span, Store};

/// The stores of `layer`: none where it has no cache of its own.
pub(super) fn stores(architecture: &Architecture, layer: u32) -> impl Iterator<Item = Store> {
    let attention = architecture
        .attention
        .as_ref()
        .filter(|attention| attention.has_cache(layer));
    let all = attention.map(|attention| {
        let span = span_of(architecture, attention, layer);
        if let Some(parts) = &attention.compressed {
            compressed(attention, parts, layer, span)
        } else if let Some(parts) = &attention.latent {
            latent(architecture, attention, parts, layer, span)
        } else {
            [Some(grouped(attention, layer, span)), None, None]
        }
    });
    all.into_iter()
        .flatten()
        .flatten()
        .filter(|store| store.key > 0 || store.value > 0)
}

/// How many cells a layer has: the whole context, unless the program knows its window.
pub(in crate::memory::exact) fn span_of(
    architecture: &Architecture,
    attention: &Attention,
    layer: u32,
) -> Span {
    match &attention.window {
        Some(window) if window.layers.contains(layer) && !Form::of(architecture).ignores_window => {
            Span::Window(window.tokens)
        }
        _ => Span::Context,
    }
}

/// A value of `layer`, zero where the catalog has none.
fn at(values: Option<&PerLayer<u32>>, layer: u32) -> u64 {
    u64::from(
        values
            .and_then(|values| values.at(layer))
            .unwrap_or_default(),
    )
}

/// `kv_heads × key_length` values in a key and `kv_heads × value_length` in a value.
fn grouped(attention: &Attention, layer: u32, span: Span) -> Store {
    let heads = at(Some(&attention.kv_heads), layer);
    Store {
        key: heads * at(attention.key_length.as_ref(), layer),
        value: heads * at(attention.value_length.as_ref(), layer),
        span,
    }
}

/// The latent vector with the rotated part of the key, `kv_rank + rope_length` values; the value
/// is a part of it. An indexer keeps keys of its own.
fn latent(
    architecture: &Architecture,
    attention: &Attention,
    parts: &Latent,
    layer: u32,
    span: Span,
) -> [Option<Store>; 3] {
    let main = if Form::of(architecture).expanded_latent {
        let heads = at(Some(&attention.heads), layer);
        Store {
            key: heads * (u64::from(parts.nope_length) + u64::from(parts.rope_length)),
            value: heads * u64::from(parts.value_length),
            span,
        }
    } else {
        Store {
            key: u64::from(parts.kv_rank) + u64::from(parts.rope_length),
            value: 0,
            span,
        }
    };
    let indexer = parts
        .indexer
        .as_ref()
        .filter(|indexer| includes(indexer.layers.as_ref(), layer))
        .map(|indexer| Store {
            key: u64::from(indexer.head_length),
            value: 0,
            span,
        });
    [Some(main), indexer, None]
}

/// A window of single tokens, and one entry for every `ratio` tokens beyond; with short
/// stretches an indexer's entries too.
fn compressed(
    attention: &Attention,
    parts: &Compressed,
    layer: u32,
    span: Span,
) -> [Option<Store>; 3] {
    let key = at(attention.key_length.as_ref(), layer);
    let ratio = parts.ratios.at(layer).unwrap_or_default();
    let store = |key, span| Store {
        key,
        value: 0,
        span,
    };
    [
        Some(store(key, span)),
        (ratio > 0).then(|| store(key, Span::Compressed(ratio))),
        (ratio == 4).then(|| store(u64::from(parts.index_head_length), Span::Compressed(ratio))),
    ]
}

/// Bytes that a compressor keeps of the stretch that is not complete yet: keys and scores in
/// 32-bit floats, of two stretches where they overlap.
pub(super) fn compressor_bytes(architecture: &Architecture, layer: u32) -> u64 {
    let Some(attention) = &architecture.attention else {
        return 0;
    };
    let Some(parts) = &attention.compressed else {
        return 0;
    };
    let ratio = u64::from(parts.ratios.at(layer).unwrap_or_default());
    let key = at(attention.key_length.as_ref(), layer);
    let (stretches, width) = if ratio == 4 {
        (2, 2 * (key + u64::from(parts.index_head_length)))
    } else {
        (1, key)
    };
    ratio
        .saturating_mul(stretches)
        .saturating_mul(width)
        .saturating_mul(2 * 4)
}
