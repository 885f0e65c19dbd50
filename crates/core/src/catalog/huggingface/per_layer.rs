//! Families whose layers differ in their heads or in the width of their network.

use serde_json::Value;

use super::dense::normed;
use super::fields::Fields;
use super::gemma::either;
use super::moe::{experts, sparse_layers};
use super::sliding_window::{set_window, set_window_of};
use super::{ConfigError, Family, Layers, PerLayer, family, layers_where, with_attention};
use crate::catalog::{Architecture, OutputGate};

pub(super) const FAMILIES: &[Family] = &[
    family("nemotron-nas", "deci", false, deci),
    family("deci", "deci", false, deci),
    family("step3p5", "step35", false, step),
    family("step3p7", "step35", false, step),
    family("mimo_v2_flash", "mimo2", false, mimo),
    family("mimo_v2", "mimo2", false, mimo),
    family("laguna", "laguna", false, laguna),
];

/// Blocks found by a search: any may lack its attention or its network, and its norm with it.
fn deci(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let Some(blocks) = fields.list("block_configs") else {
        let listed = fields.per_layer(&["num_key_value_heads_per_layer"], shape.layers)?;
        if let Some(kv_heads) = listed {
            with_attention(shape, |attention| attention.kv_heads = kv_heads);
        }
        return Ok(());
    };
    if blocks.len() != shape.layers as usize {
        return Err(ConfigError::Invalid {
            field: "block_configs",
            expected: "a list with a block for each layer",
        });
    }
    let heads = fields.needed(&["num_attention_heads"])?;
    let (mut kv_heads, mut widths, mut norms) = (Vec::new(), Vec::new(), Vec::new());
    for block in blocks {
        let attention = block.get("attention").unwrap_or(&Value::Null);
        let group = attention.get("n_heads_in_group").and_then(Value::as_u64);
        let group = group.and_then(|group| u32::try_from(group).ok());
        let linear = |part: &Value| part.get("replace_with_linear").and_then(Value::as_bool);
        if linear(attention) == Some(true) {
            return Err(ConfigError::Invalid {
                field: "block_configs",
                expected: "one of blocks with attention or without",
            });
        }
        let kept = group
            .and_then(|group| heads.checked_div(group))
            .unwrap_or(0);
        let network = block.get("ffn").unwrap_or(&Value::Null);
        let width = network.get("ffn_mult").and_then(Value::as_f64);
        let width = width.map_or(0, |multiple| width_of(multiple, shape.hidden));
        kv_heads.push(kept);
        widths.push(width);
        norms.push(u32::from(kept > 0) + u32::from(width > 0));
    }
    let layers = layers_with(&kv_heads);
    shape.feed_forward_layers = Some(layers_with(&widths)).filter(|some| some.len() < shape.layers);
    shape.feed_forward = Some(PerLayer::from_values(&widths));
    shape.blocks.norms_per_layer = Some(PerLayer::from_values(&norms));
    with_attention(shape, |attention| {
        attention.kv_heads = PerLayer::from_values(&kv_heads);
        attention.layers = Some(layers);
    });
    Ok(())
}

/// The layers whose value is not zero.
fn layers_with(values: &[u32]) -> Layers {
    (0..u32::MAX)
        .zip(values)
        .filter(|&(_, &value)| value > 0)
        .map(|(layer, _)| layer)
        .collect()
}

/// Two thirds of so many times the hidden size, in steps of 256.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn width_of(multiple: f64, hidden: u32) -> u32 {
    // A cast from a float stops at the ends of the range.
    let width = (2.0 * multiple * f64::from(hidden) / 3.0) as u32;
    width.checked_next_multiple_of(256).unwrap_or(width)
}

/// The layers with a window.
fn windowed(shape: &Architecture) -> Layers {
    let attention = shape.attention.as_ref();
    let window = attention.and_then(|attention| attention.window.as_ref());
    window
        .map(|window| window.layers.clone())
        .unwrap_or_default()
}

/// Heads of windowed layers are counted apart; each head has a gate.
fn step(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    normed(fields, shape)?;
    set_window(fields, shape, 4)?;
    let windowed = windowed(shape);
    let others = fields.part("attention_other_setting");
    let in_windows = |name: &'static str, usual: u32| match &others {
        Some(part) => Ok(part.width(&[name])?.unwrap_or(usual)),
        None => Ok(usual),
    };
    let heads = fields.needed(&["num_attention_heads"])?;
    let kv_heads = fields.needed(&["num_attention_groups"])?;
    let window_heads = in_windows("num_attention_heads", heads)?;
    let window_kv_heads = in_windows("num_attention_groups", kv_heads)?;
    let layers = shape.layers;
    with_attention(shape, |attention| {
        attention.heads = either(layers, &windowed, window_heads, heads);
        attention.kv_heads = either(layers, &windowed, window_kv_heads, kv_heads);
        attention.output_gate = Some(OutputGate::PerHead);
    });
    let listed = fields.text("moe_layers_enum").unwrap_or_default();
    let routed: Layers = listed.parse().map_err(|_| ConfigError::Invalid {
        field: "moe_layers_enum",
        expected: "a list of layers",
    })?;
    if !routed.is_empty() {
        let mut found = experts(fields, layers_where(layers, |layer| routed.contains(layer)))?;
        found.shared_feed_forward = fields.width(&["share_expert_dim"])?;
        found.shared_count = found.shared_feed_forward.map(|_| 1);
        found.router_bias = fields.flag(&["use_moe_router_bias"]).unwrap_or(true);
        shape.experts = Some(found);
    }
    Ok(())
}

/// Key and value heads of windowed layers are counted apart; those layers have sinks.
fn mimo(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let ones = |name: &'static str| {
        let listed = fields.numbers(name).ok_or(ConfigError::Missing(name))?;
        Ok(layers_with(&listed))
    };
    let layers = shape.layers;
    let windowed = ones("hybrid_layer_pattern")?;
    let routed = ones("moe_layer_freq")?;
    let kv_heads = fields.needed(&["num_key_value_heads"])?;
    let window_kv_heads = fields.width(&["swa_num_key_value_heads"])?;
    let value_length = fields.width(&["v_head_dim"])?;
    let everywhere = fields
        .flag(&["add_full_attention_sink_bias"])
        .unwrap_or(false);
    let in_windows = fields
        .flag(&["add_swa_attention_sink_bias"])
        .unwrap_or(true);
    with_attention(shape, |attention| {
        let window_kv_heads = window_kv_heads.unwrap_or(kv_heads);
        attention.kv_heads = either(layers, &windowed, window_kv_heads, kv_heads);
        if let Some(length) = value_length {
            attention.value_length = Some(PerLayer::Same(length));
        }
        attention.sinks = match (everywhere, in_windows) {
            (true, true) => Some(Layers::all()),
            (true, false) => Some(layers_where(layers, |layer| !windowed.contains(layer))),
            (false, true) => Some(windowed.clone()),
            (false, false) => None,
        };
    });
    let window = fields.needed(&["sliding_window", "sliding_window_size"])?;
    set_window_of(shape, window, windowed);
    let mut found = experts(fields, layers_where(layers, |layer| routed.contains(layer)))?;
    found.router_bias = true;
    shape.experts = Some(found);
    Ok(())
}

/// Query heads may be listed for each layer; each head or each channel has a gate.
fn laguna(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    normed(fields, shape)?;
    set_window(fields, shape, 4)?;
    let listed = fields.per_layer(&["num_attention_heads_per_layer"], shape.layers)?;
    let by_channel = matches!(fields.text("gating"), Some("per-element" | "per_element"));
    with_attention(shape, |attention| {
        attention.heads = listed.unwrap_or_else(|| attention.heads.clone());
        attention.output_gate = Some(if by_channel {
            OutputGate::Separate
        } else {
            OutputGate::PerHead
        });
    });
    let layers = match fields.layers_of("mlp_layer_types", &["sparse"]) {
        Some(layers) => layers,
        None => sparse_layers(fields, shape)?,
    };
    let mut found = experts(fields, layers)?;
    found.shared_feed_forward = fields.width(&["shared_expert_intermediate_size"])?;
    found.shared_count = found.shared_feed_forward.map(|_| 1);
    found.router_bias = true;
    shape.experts = Some(found);
    Ok(())
}
