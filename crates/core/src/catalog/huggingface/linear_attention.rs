//! Families with delta nets or short convolutions between attention.

use serde_json::Value;

use super::dense::normed;
use super::fields::Fields;
use super::hybrid::{attention_layers, recurrent, split};
use super::latent::latent;
use super::moe::{after_dense, beside_gated, experts, share};
use super::{ConfigError, Family, PerLayer, family, layers_where, with_attention};
use crate::catalog::{Architecture, OutputGate, Recurrent, RecurrentKind};

pub(super) const FAMILIES: &[Family] = &[
    family("lfm2", "lfm2", true, lfm2),
    family("lfm2_moe", "lfm2moe", true, lfm2_moe),
    family("qwen3_next", "qwen3next", false, qwen3_next),
    family("qwen3_5", "qwen35", false, qwen35),
    family("qwen3_5_text", "qwen35", false, qwen35),
    family("qwen3_5_moe", "qwen35moe", false, qwen3_next),
    family("qwen3_5_moe_text", "qwen35moe", false, qwen3_next),
    family("kimi_linear", "kimi-linear", false, kimi),
];

/// Short convolutions between attention; the network's width may be adjusted to a multiple.
fn lfm2(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    short_convolutions(fields, shape)?;
    let stated = fields.needed(&["block_ff_dim", "intermediate_size"])?;
    let adjusts = fields.flag(&["block_auto_adjust_ff_dim"]).unwrap_or(true);
    let width = if adjusts {
        let multiple = fields.width(&["block_multiple_of"])?.unwrap_or(256).max(1);
        let narrowed = u64::from(stated) * 2 / 3;
        u32::try_from(narrowed.next_multiple_of(u64::from(multiple))).unwrap_or(stated)
    } else {
        stated
    };
    shape.feed_forward = Some(PerLayer::Same(width));
    Ok(())
}

fn short_convolutions(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let layers = match fields.numbers("full_attn_idxs") {
        Some(listed) => layers_where(shape.layers, |layer| listed.contains(&layer)),
        None => attention_layers(fields, &["full_attention"])?,
    };
    let others = split(shape, layers);
    normed(fields, shape)?;
    shape.recurrent = Some(Recurrent {
        inner: Some(shape.hidden),
        convolution: Some(fields.width(&["conv_L_cache"])?.unwrap_or(3)),
        ..recurrent(RecurrentKind::Shortconv, others)
    });
    Ok(())
}

fn lfm2_moe(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    short_convolutions(fields, shape)?;
    let dense = fields.width(&["num_dense_layers"])?.unwrap_or_default();
    let layers = layers_where(shape.layers, |layer| layer >= dense);
    let mut found = experts(fields, layers)?;
    found.router_bias = fields.flag(&["use_expert_bias"]).unwrap_or(true);
    shape.experts = Some(found);
    Ok(())
}

/// Delta nets with full attention in every fourth layer, whose queries carry a gate.
fn qwen35(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let period = fields
        .width(&["full_attention_interval"])?
        .unwrap_or(4)
        .max(1);
    let layers = fields
        .layers_of("layer_types", &["full_attention"])
        .unwrap_or_else(|| layers_where(shape.layers, |layer| (layer + 1) % period == 0));
    let others = split(shape, layers);
    normed(fields, shape)?;
    with_attention(shape, |attention| {
        attention.output_gate = Some(OutputGate::PerChannel);
        attention.rotary_length = None;
    });
    let key_heads = fields.needed(&["linear_num_key_heads"])?;
    let value_heads = fields.needed(&["linear_num_value_heads"])?;
    let key_length = fields.needed(&["linear_key_head_dim"])?;
    let value_length = fields.needed(&["linear_value_head_dim"])?;
    shape.recurrent = Some(Recurrent {
        inner: Some(value_heads.saturating_mul(value_length)),
        state: Some(key_length),
        convolution: Some(fields.width(&["linear_conv_kernel_dim"])?.unwrap_or(4)),
        groups: Some(key_heads),
        heads: Some(value_heads),
        key_heads: Some(key_heads),
        value_heads: Some(value_heads),
        key_length: Some(key_length),
        value_length: Some(value_length),
        ..recurrent(RecurrentKind::GatedDeltanet, others)
    });
    Ok(())
}

fn qwen3_next(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    qwen35(fields, shape)?;
    beside_gated(fields, shape)
}

/// Kimi delta attention between latent attention; layers are counted from one.
fn kimi(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    const MISSING: ConfigError = ConfigError::Missing("linear_attn_config");
    let linear = fields.object("linear_attn_config").ok_or(MISSING)?;
    let number = |name: &str| {
        let value = linear.get(name).and_then(Value::as_u64);
        value
            .and_then(|value| u32::try_from(value).ok())
            .ok_or(MISSING)
    };
    let full = linear.get("full_attn_layers").and_then(Value::as_array);
    let full = full.ok_or(MISSING)?;
    let layers = layers_where(shape.layers, |layer| {
        full.iter()
            .any(|listed| listed.as_u64() == Some(u64::from(layer) + 1))
    });
    latent(fields, shape)?;
    let others = split(shape, layers);
    let (heads, head) = (number("num_heads")?, number("head_dim")?);
    shape.recurrent = Some(Recurrent {
        inner: Some(heads.saturating_mul(head)),
        state: Some(head),
        convolution: Some(number("short_conv_kernel_size")?),
        heads: Some(heads),
        head_length: Some(head),
        ..recurrent(RecurrentKind::Kda, others)
    });
    let mut found = experts(fields, after_dense(fields, shape)?)?;
    share(fields, &mut found)?;
    found.router_bias = true;
    shape.experts = Some(found);
    Ok(())
}
