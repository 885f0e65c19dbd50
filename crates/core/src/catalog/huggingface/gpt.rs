//! Families of the first generation: norms and matrices with biases, networks without gates.

use super::fields::Fields;
use super::{ConfigError, Family, PerLayer, family, with_attention};
use crate::catalog::{Architecture, Norm};

pub(super) const FAMILIES: &[Family] = &[
    family("gpt2", "gpt2", true, gpt2),
    family("gpt_bigcode", "starcoder", true, gpt_bigcode),
    family("gpt_neox", "gptneox", false, gpt_neox),
    family("bloom", "bloom", true, bloom),
    family("mpt", "mpt", true, mpt),
];

/// Biases everywhere; the network is four times as wide where nothing else is said.
fn first_generation(shape: &mut Architecture) {
    with_attention(shape, |attention| {
        attention.bias = true;
        attention.output_bias = true;
    });
    shape.blocks.feed_forward_bias = true;
    shape.blocks.norm = Some(Norm::Layer);
    shape.blocks.gated = Some(false);
    let width = shape.hidden.saturating_mul(4);
    shape.feed_forward.get_or_insert(PerLayer::Same(width));
}

/// A learned embedding of each position.
fn with_positions(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let positions = fields.needed(&["n_positions", "n_ctx"])?;
    shape.blocks.extra = u64::from(positions) * u64::from(shape.hidden);
    Ok(())
}

fn gpt2(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    first_generation(shape);
    with_positions(fields, shape)
}

/// All heads share one key and one value unless the configuration says otherwise.
fn gpt_bigcode(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    gpt2(fields, shape)?;
    if fields.flag(&["multi_query"]).unwrap_or(true) {
        with_attention(shape, |attention| attention.kv_heads = PerLayer::Same(1));
    }
    Ok(())
}

fn gpt_neox(_: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    first_generation(shape);
    Ok(())
}

/// The embedding is normalised.
fn bloom(_: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    shape.feed_forward = None;
    first_generation(shape);
    shape.blocks.extra = 2 * u64::from(shape.hidden);
    Ok(())
}

fn mpt(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let ratio = fields.width(&["expansion_ratio"])?.unwrap_or(4);
    let width = shape.hidden.saturating_mul(ratio);
    shape.feed_forward = Some(PerLayer::Same(width));
    if fields.flag(&["no_bias"]).unwrap_or(true) {
        shape.blocks.norm = Some(Norm::LayerWithoutBias);
        shape.blocks.gated = Some(false);
    } else {
        first_generation(shape);
    }
    if let Some(part) = fields.part("attn_config")
        && let Some(kv_heads) = part.width(&["kv_n_heads"])?
    {
        with_attention(shape, |attention| {
            attention.kv_heads = PerLayer::Same(kv_heads);
        });
    }
    Ok(())
}
