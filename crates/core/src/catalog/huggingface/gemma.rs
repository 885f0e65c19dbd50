//! Gemma 3n and 4: shared caches, embeddings for each layer; two lengths of heads, experts beside
//! the dense network.

use super::dense::normed;
use super::fields::Fields;
use super::moe::experts;
use super::sliding_window::set_window;
use super::{ConfigError, Family, PerLayer, family, layers_where, with_attention};
use crate::catalog::{Architecture, Layers};

pub(super) const FAMILIES: &[Family] = &[
    family("gemma3n", "gemma3n", true, gemma3n),
    family("gemma3n_text", "gemma3n", true, gemma3n),
    family("gemma4", "gemma4", true, gemma4),
    family("gemma4_text", "gemma4", true, gemma4),
    family("gemma4_unified", "gemma4", true, gemma4),
    family("gemma4_unified_text", "gemma4", true, gemma4),
];

/// The values of `layers` layers, `one` in those of a set and `other` in the rest.
pub(super) fn either(layers: u32, set: &Layers, one: u32, other: u32) -> PerLayer<u32> {
    let value = |layer| if set.contains(layer) { one } else { other };
    PerLayer::from_values(&(0..layers).map(value).collect::<Vec<_>>())
}

/// Streams beside the residual one, low-rank residuals, and a cache in the first layers only.
fn gemma3n(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    normed(fields, shape)?;
    set_window(fields, shape, 5)?;
    let layers = shape.layers;
    let shared = fields.width(&["num_kv_shared_layers"])?.unwrap_or(15);
    let first_shared = layers.saturating_sub(shared);
    with_attention(shape, |attention| {
        attention.rotary_length = None;
        attention.shared_kv_layers =
            (shared > 0).then(|| layers_where(layers, |layer| layer >= first_shared));
    });
    let blocks = &mut shape.blocks;
    blocks.norms_per_layer = Some(PerLayer::Same(4));
    let own = fields.width(&["hidden_size_per_layer_input"])?;
    blocks.per_layer_embedding = Some(own.unwrap_or(256));
    blocks.altup_inputs = Some(fields.width(&["altup_num_inputs"])?.unwrap_or(4));
    blocks.laurel_rank = Some(fields.width(&["laurel_rank"])?.unwrap_or(64));
    Ok(())
}

fn gemma4(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    normed(fields, shape)?;
    set_window(fields, shape, 6)?;
    let layers = shape.layers;
    shape.blocks.norms_per_layer = Some(PerLayer::Same(4));
    // Each layer scales its output by one value.
    shape.blocks.extra_per_layer = 1;
    shape.rope_scaling = Some("proportional".to_owned());

    let windowed = shape.attention.as_ref();
    let windowed = windowed.and_then(|attention| attention.window.as_ref());
    let full = layers_where(layers, |layer| {
        windowed.is_none_or(|window| !window.layers.contains(layer))
    });
    let heads = fields.needed(&["num_key_value_heads"])?;
    let full_heads = fields.width(&["num_global_key_value_heads"])?;
    let length = fields.needed(&["head_dim"])?;
    let full_length = fields.width(&["global_head_dim"])?.unwrap_or(length);
    let keys_are_values = fields.flag(&["attention_k_eq_v"]).unwrap_or(false);
    let shared = fields.width(&["num_kv_shared_layers"])?.unwrap_or_default();
    let first_shared = layers.saturating_sub(shared);
    with_attention(shape, |attention| {
        let lengths = either(layers, &full, full_length, length);
        attention.key_length = Some(lengths.clone());
        attention.value_length = Some(lengths);
        attention.rotary_length = None;
        attention.kv_heads = either(layers, &full, full_heads.unwrap_or(heads), heads);
        attention.key_is_value_layers = keys_are_values.then_some(full);
        attention.shared_kv_layers =
            (shared > 0).then(|| layers_where(layers, |layer| layer >= first_shared));
    });

    let own = fields.width(&["hidden_size_per_layer_input"])?;
    shape.blocks.per_layer_embedding = own.filter(|&width| width > 0);
    let width = fields.needed(&["intermediate_size"])?;
    if fields.flag(&["use_double_wide_mlp"]).unwrap_or(false) {
        let wide = layers_where(layers, |layer| layer >= first_shared);
        shape.feed_forward = Some(either(layers, &wide, width.saturating_mul(2), width));
    }
    let routed = fields.flag(&["enable_moe_block"]);
    if routed.unwrap_or(fields.has("num_experts")) {
        let mut found = experts(fields, layers_where(layers, |_| true))?;
        found.parallel_dense = Some(width);
        // Three norms and a scale of the width, a scale for each expert.
        found.extra_per_layer = 4 * u64::from(shape.hidden) + u64::from(found.count);
        shape.experts = Some(found);
    }
    Ok(())
}
