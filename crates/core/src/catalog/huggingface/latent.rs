//! Families with latent attention.

use super::fields::Fields;
use super::moe::{after_dense, experts, share};
use super::{ConfigError, Family, family, layers_where, with_attention};
use crate::catalog::{Architecture, Indexer, Latent};

pub(super) const FAMILIES: &[Family] = &[
    family("deepseek_v2", "deepseek2", false, deepseek2),
    family("deepseek_v3", "deepseek2", false, deepseek3),
    family("kimi_k2", "deepseek2", false, deepseek3),
    family("mistral4", "mistral4", false, deepseek2),
    family("glm4_moe_lite", "deepseek2", false, deepseek3),
    family("deepseek_v32", "deepseek32", false, deepseek3),
    family("glm_moe_dsa", "glm-dsa", false, deepseek3),
    family("minicpm3", "minicpm3", true, latent),
];

/// Latent attention by the fields that all share.
pub(super) fn latent(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let top_k = fields.width(&["index_topk"])?;
    let indexer = match fields.width(&["index_n_heads"])? {
        Some(heads) if heads > 0 => Some(Indexer {
            heads,
            head_length: fields.needed(&["index_head_dim"])?,
            top_k,
            layers: indexed(fields, shape),
        }),
        _ => None,
    };
    let parts = Latent {
        kv_rank: fields.needed(&["kv_lora_rank"])?,
        query_rank: fields.width(&["q_lora_rank"])?.filter(|&rank| rank > 0),
        rope_length: fields.needed(&["qk_rope_head_dim"])?,
        nope_length: fields.needed(&["qk_nope_head_dim"])?,
        value_length: fields.needed(&["v_head_dim"])?,
        output_gate: false,
        head_gate: false,
        indexer,
    };
    with_attention(shape, |attention| {
        attention.latent = Some(parts);
        attention.key_length = None;
        attention.value_length = None;
        attention.rotary_length = None;
        attention.kv_heads = attention.heads.clone();
    });
    Ok(())
}

/// The layers with an indexer of their own, where others use an earlier one's choice.
fn indexed(fields: &Fields<'_>, shape: &Architecture) -> Option<crate::catalog::Layers> {
    let own = fields.layers_of("indexer_types", &["full"]);
    own.filter(|layers| layers.len() < shape.layers)
}

/// Latent attention with experts after the first dense layers.
fn deepseek2(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    latent(fields, shape)?;
    let step = fields.width(&["moe_layer_freq"])?.unwrap_or(1).max(1);
    let dense = after_dense(fields, shape)?;
    let layers = layers_where(shape.layers, |layer| {
        dense.contains(layer) && layer % step == 0
    });
    let mut found = experts(fields, layers)?;
    share(fields, &mut found)?;
    shape.experts = Some(found);
    Ok(())
}

/// The same with a bias of the router.
fn deepseek3(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    deepseek2(fields, shape)?;
    let without = fields.text("topk_method") == Some("greedy");
    if let Some(experts) = &mut shape.experts {
        experts.router_bias = !without;
    }
    Ok(())
}
