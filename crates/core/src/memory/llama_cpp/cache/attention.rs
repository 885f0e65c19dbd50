//! The cache of attention layers for each token.

use crate::catalog::{Architecture, Attention, Compressed, Compression, Latent, PerLayer};

use super::super::tensors::gguf_layout::GgufLayout;
use super::super::tensors::includes;
use super::{CacheExtent, LayerCache};

/// The caches of `layer`: none where it has no cache of its own.
pub(super) fn caches(architecture: &Architecture, layer: u32) -> impl Iterator<Item = LayerCache> {
    let attention = architecture
        .attention
        .as_ref()
        .filter(|attention| attention.has_cache(layer));
    let all = attention.map(|attention| {
        let extent = extent_of(architecture, attention, layer);
        if let Some(parts) = &attention.compressed {
            compressed(attention, parts, layer, extent)
        } else if let Some(parts) = &attention.latent {
            latent(architecture, attention, parts, layer, extent)
        } else {
            [Some(grouped(attention, layer, extent)), None, None]
        }
    });
    all.into_iter()
        .flatten()
        .flatten()
        .filter(|cache| cache.key > 0 || cache.value > 0)
}

/// The cells of a layer: the whole context, unless llama.cpp knows its window.
pub(in crate::memory::llama_cpp) fn extent_of(
    architecture: &Architecture,
    attention: &Attention,
    layer: u32,
) -> CacheExtent {
    match &attention.window {
        Some(window)
            if window.layers.contains(layer) && !GgufLayout::of(architecture).ignores_window =>
        {
            CacheExtent::Window(window.tokens)
        }
        _ => CacheExtent::Context,
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
// llama.cpp: src/llama-hparams.cpp, llama_hparams::n_embd_k_gqa and n_embd_v_gqa
fn grouped(attention: &Attention, layer: u32, extent: CacheExtent) -> LayerCache {
    let heads = at(Some(&attention.kv_heads), layer);
    LayerCache {
        key: heads * at(attention.key_length.as_ref(), layer),
        value: heads * at(attention.value_length.as_ref(), layer),
        extent,
    }
}

/// The latent vector with the rotated part of the key, `kv_rank + rope_length` values; the value
/// is a part of it. An indexer keeps keys of its own.
fn latent(
    architecture: &Architecture,
    attention: &Attention,
    parts: &Latent,
    layer: u32,
    extent: CacheExtent,
) -> [Option<LayerCache>; 3] {
    let main = if GgufLayout::of(architecture).expanded_latent {
        let heads = at(Some(&attention.heads), layer);
        LayerCache {
            key: heads * (u64::from(parts.nope_length) + u64::from(parts.rope_length)),
            value: heads * u64::from(parts.value_length),
            extent,
        }
    } else {
        LayerCache {
            key: u64::from(parts.kv_rank) + u64::from(parts.rope_length),
            value: 0,
            extent,
        }
    };
    let indexer = parts
        .indexer
        .as_ref()
        .filter(|indexer| includes(indexer.layers.as_ref(), layer))
        .map(|indexer| LayerCache {
            key: u64::from(indexer.head_length),
            value: 0,
            extent,
        });
    [Some(main), indexer, None]
}

/// A window of single tokens, and one entry for every `ratio` tokens beyond; with short
/// stretches an indexer's entries too.
fn compressed(
    attention: &Attention,
    parts: &Compressed,
    layer: u32,
    extent: CacheExtent,
) -> [Option<LayerCache>; 3] {
    let key = at(attention.key_length.as_ref(), layer);
    let cache = |key, extent| LayerCache {
        key,
        value: 0,
        extent,
    };
    let compression = parts.compression(layer);
    let entries = compression.map(|one| CacheExtent::Compressed(one.ratio()));
    let indexer = match compression {
        Some(Compression::Sparse(_)) => entries,
        Some(Compression::Heavy(_)) | None => None,
    };
    [
        Some(cache(key, extent)),
        entries.map(|extent| cache(key, extent)),
        indexer.map(|extent| cache(u64::from(parts.index_head_length), extent)),
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
    let Some(compression) = parts.compression(layer) else {
        return 0;
    };
    let key = at(attention.key_length.as_ref(), layer);
    let (stretches, width) = match compression {
        Compression::Sparse(_) => (2, 2 * (key + u64::from(parts.index_head_length))),
        Compression::Heavy(_) => (1, key),
    };
    u64::from(compression.ratio())
        .saturating_mul(stretches)
        .saturating_mul(width)
        .saturating_mul(2 * 4)
}
