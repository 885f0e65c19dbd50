//! Families with experts of which some work on every token.

use super::dense::{self, normed};
use super::fields::Fields;
use super::moe::{after_dense, as_wide, experts, share};
use super::sliding_window::{set_patterned_window, set_window_of};
use super::{ConfigError, Family, PerLayer, family, layers_where, with_attention};
use crate::catalog::{Architecture, OutputGate, QueryKeyNorm};

pub(super) const FAMILIES: &[Family] = &[
    family("glm4_moe", "glm4moe", false, glm4),
    family("glm4v_moe", "glm4moe", false, glm4),
    family("glm4v_moe_text", "glm4moe", false, glm4),
    family("solar_open", "glm4moe", false, glm4),
    family("ernie4_5_moe", "ernie4_5-moe", true, with_router_bias),
    family("dots1", "dots1", false, dots),
    family("hy_v3", "hy_v3", false, hunyuan3),
    family("deepseek", "deepseek", false, without_router_bias),
    family("bailing_moe", "bailingmoe", false, bailing),
    family("bailing_moe_v2", "bailingmoe2", false, bailing2),
    family("hunyuan_v1_moe", "hunyuan-moe", false, hunyuan),
    family("exaone_moe", "exaone-moe", false, exaone),
    family("afmoe", "afmoe", false, afmoe),
    family("cohere2_moe", "cohere2moe", true, cohere),
];

/// Experts after the leading dense layers, some of them shared.
fn without_router_bias(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let layers = match fields.layers_of("mlp_layer_types", &["sparse"]) {
        Some(layers) => layers,
        None => after_dense(fields, shape)?,
    };
    let mut found = experts(fields, layers)?;
    share(fields, &mut found)?;
    shape.experts = Some(found);
    Ok(())
}

/// The same with a bias of the router.
fn with_router_bias(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    without_router_bias(fields, shape)?;
    if let Some(experts) = &mut shape.experts {
        experts.router_bias = true;
    }
    Ok(())
}

fn glm4(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let heads_normed = fields.flag(&["use_qk_norm"]).unwrap_or(false);
    with_attention(shape, |attention| {
        attention.query_key_norm = heads_normed.then_some(QueryKeyNorm::Head);
    });
    with_router_bias(fields, shape)
}

fn dots(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    normed(fields, shape)?;
    with_router_bias(fields, shape)
}

/// The first layer is dense unless a list says otherwise.
fn hunyuan3(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    dots(fields, shape)?;
    if fields.list("mlp_layer_types").is_none() {
        let dense = fields.width(&["first_k_dense_replace"])?.unwrap_or(1);
        let layers = layers_where(shape.layers, |layer| layer >= dense);
        if let Some(experts) = &mut shape.experts {
            experts.layers = layers;
        }
    }
    Ok(())
}

/// The model type of both generations; the second normalises queries and keys.
fn bailing(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let class = fields.class().unwrap_or_default();
    if class.starts_with("BailingMoeV2") || fields.flag(&["use_qk_norm"]) == Some(true) {
        "bailingmoe2".clone_into(&mut shape.name);
        return bailing2(fields, shape);
    }
    bailing_bias(fields, shape);
    without_router_bias(fields, shape)
}

fn bailing2(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    bailing_bias(fields, shape);
    dots(fields, shape)?;
    let biased = fields
        .flag(&["moe_router_enable_expert_bias"])
        .unwrap_or(true);
    let shared = fields.width(&["moe_shared_expert_intermediate_size"])?;
    if let Some(experts) = &mut shape.experts {
        experts.router_bias = biased;
        if let (Some(width), Some(count)) = (shared, experts.shared_count) {
            experts.shared_feed_forward = Some(width.saturating_mul(count));
        }
    }
    Ok(())
}

/// The projections of queries, keys and values have biases of their own, as has the output.
fn bailing_bias(fields: &Fields<'_>, shape: &mut Architecture) {
    let inputs = fields.flag(&["use_qkv_bias"]).unwrap_or(false);
    let output = fields.flag(&["use_bias"]).unwrap_or(false);
    with_attention(shape, |attention| {
        attention.bias = inputs;
        attention.output_bias = output;
    });
}

/// Experts in every layer beside a shared one of the network's width.
fn hunyuan(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    if fields.flag(&["use_qk_norm"]).unwrap_or(true) {
        normed(fields, shape)?;
    }
    let mut found = as_wide(fields, layers_where(shape.layers, |_| true))?;
    found.shared_feed_forward = Some(fields.needed(&["intermediate_size"])?);
    found.shared_count = Some(1);
    shape.experts = Some(found);
    Ok(())
}

fn exaone(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    dots(fields, shape)?;
    set_patterned_window(fields, shape)
}

/// Norms before and after, a gate on the attention's output, windows in three layers of four.
fn afmoe(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    dots(fields, shape)?;
    shape.blocks.norms_per_layer = Some(PerLayer::Same(4));
    with_attention(shape, |attention| {
        attention.output_gate = Some(OutputGate::Separate);
    });
    set_patterned_window(fields, shape)
}

/// One norm for attention and network; leading dense layers of a width and a pattern of their
/// own, which attend to the whole context.
fn cohere(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    dense::cohere(fields, shape)?;
    let dense = fields.width(&["first_k_dense_replace"])?.unwrap_or(0);
    let layers = match fields.layers_of("mlp_layer_types", &["sparse"]) {
        Some(layers) => layers,
        None => layers_where(shape.layers, |layer| layer >= dense),
    };
    let mut found = as_wide(fields, layers)?;
    share(fields, &mut found)?;
    shape.experts = Some(found);
    if let Some(width) = fields.width(&["prefix_dense_intermediate_size"])? {
        shape.feed_forward = Some(PerLayer::Same(width));
    }
    let period = fields
        .width(&["sliding_window_pattern"])?
        .unwrap_or(4)
        .max(1);
    let layers = fields.layers_of("layer_types", &["sliding_attention"]);
    let layers = layers.unwrap_or_else(|| {
        layers_where(shape.layers, |layer| {
            layer >= dense && (layer - dense + 1) % period != 0
        })
    });
    let window = fields.width(&["sliding_window"])?.unwrap_or(4_096);
    set_window_of(shape, window, layers);
    Ok(())
}
