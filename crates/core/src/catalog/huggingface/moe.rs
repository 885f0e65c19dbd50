//! Families with experts and ordinary attention.

use super::dense::{biased, normed, olmo2};
use super::fields::Fields;
use super::sliding_window::{set_window, set_window_of};
use super::{ConfigError, Family, PerLayer, family, layers_where, with_attention};
use crate::catalog::{Architecture, Experts, Layers, Norm};

pub(super) const FAMILIES: &[Family] = &[
    family("mixtral", "llama", false, mixtral),
    family("qwen2_moe", "qwen2moe", false, qwen2),
    family("qwen3_moe", "qwen3moe", false, qwen3),
    family("qwen3_vl_moe", "qwen3vlmoe", false, qwen3),
    family("qwen3_vl_moe_text", "qwen3vlmoe", false, qwen3),
    family("qwen3_omni_moe_text", "qwen3moe", false, qwen3),
    family("olmoe", "olmoe", false, olmoe),
    family("phimoe", "phimoe", false, phi),
    family("granitemoe", "granitemoe", false, granite),
    family("gpt_oss", "gpt-oss", false, gpt_oss),
    family("llama4", "llama4", false, llama4),
    family("llama4_text", "llama4", false, llama4),
    family("granitemoeshared", "granitemoe", false, granite),
    family("minimax_m2", "minimax-m2", false, minimax),
    family("dbrx", "dbrx", false, dbrx),
    family("grok", "grok", true, grok),
    family("grok-1", "grok", true, grok),
    family("arctic", "arctic", false, arctic),
];

/// The names of the number of experts and of their use.
pub(super) const COUNT: &[&str] = &[
    "num_experts",
    "num_local_experts",
    "n_routed_experts",
    "moe_num_experts",
];
const USED: &[&str] = &[
    "num_experts_per_tok",
    "num_experts_per_token",
    "experts_per_token",
    "moe_topk",
    "moe_k",
    "moe_top_k",
    "num_experts_per_topk",
    "top_k_experts",
];
const WIDTH: &[&str] = &["moe_intermediate_size", "expert_intermediate_size"];

/// Experts by the fields that most families share, in `layers`.
pub(super) fn experts(fields: &Fields<'_>, layers: Layers) -> Result<Experts, ConfigError> {
    let found = experts_of(fields, fields.needed(WIDTH)?)?;
    Ok(Experts { layers, ..found })
}

/// Experts in `layers` that are as wide as the dense network unless their width is stated: only
/// for families that have no dense network.
pub(super) fn as_wide(fields: &Fields<'_>, layers: Layers) -> Result<Experts, ConfigError> {
    let width = match fields.width(WIDTH)? {
        Some(width) => width,
        None => fields.needed(&["intermediate_size"])?,
    };
    let found = experts_of(fields, width)?;
    Ok(Experts { layers, ..found })
}

/// Experts of `width`, in no layer yet.
fn experts_of(fields: &Fields<'_>, width: u32) -> Result<Experts, ConfigError> {
    Ok(Experts {
        count: fields.needed(COUNT)?,
        used: fields.needed(USED)?,
        feed_forward: width,
        layers: Layers::default(),
        shared_feed_forward: None,
        shared_count: None,
        shared_gate: false,
        bias: false,
        router_bias: false,
        latent: None,
        latent_norm: false,
        parallel_dense: None,
        router_outputs: None,
        extra_per_layer: 0,
    })
}

/// All layers but the first dense ones.
pub(super) fn after_dense(
    fields: &Fields<'_>,
    shape: &Architecture,
) -> Result<Layers, ConfigError> {
    let dense = fields
        .width(&[
            "first_k_dense_replace",
            "moe_layer_start_index",
            "num_dense_layers",
            "first_last_k_dense_replace",
        ])?
        .unwrap_or_default();
    Ok(layers_where(shape.layers, |layer| layer >= dense))
}

/// Shared experts of the routed ones' width.
pub(super) fn share(fields: &Fields<'_>, experts: &mut Experts) -> Result<(), ConfigError> {
    let names = [
        "n_shared_experts",
        "num_shared_experts",
        "moe_num_shared_experts",
        "num_shared_expert",
    ];
    if let Some(count) = fields.width(&names)?.filter(|&count| count > 0) {
        experts.shared_count = Some(count);
        experts.shared_feed_forward = Some(experts.feed_forward.saturating_mul(count));
    }
    Ok(())
}

/// Every layer has experts, and none a dense network.
fn everywhere(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    shape.experts = Some(as_wide(fields, layers_where(shape.layers, |_| true))?);
    Ok(())
}

fn mixtral(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    everywhere(fields, shape)
}

/// Layers with experts: every `decoder_sparse_step`-th that is not named as dense.
pub(super) fn sparse_layers(
    fields: &Fields<'_>,
    shape: &Architecture,
) -> Result<Layers, ConfigError> {
    let step = fields.width(&["decoder_sparse_step"])?.unwrap_or(1).max(1);
    let dense = fields.numbers("mlp_only_layers").unwrap_or_default();
    Ok(layers_where(shape.layers, |layer| {
        (layer + 1) % step == 0 && !dense.contains(&layer)
    }))
}

fn qwen2(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    biased(fields, shape)?;
    beside_gated(fields, shape)
}

/// Experts in every so many layers, beside a shared one that has a gate.
pub(super) fn beside_gated(
    fields: &Fields<'_>,
    shape: &mut Architecture,
) -> Result<(), ConfigError> {
    let mut found = experts(fields, sparse_layers(fields, shape)?)?;
    found.shared_feed_forward = fields.width(&["shared_expert_intermediate_size"])?;
    found.shared_count = found.shared_feed_forward.map(|_| 1);
    found.shared_gate = found.shared_feed_forward.is_some();
    shape.experts = Some(found);
    Ok(())
}

fn qwen3(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    normed(fields, shape)?;
    shape.experts = Some(experts(fields, sparse_layers(fields, shape)?)?);
    Ok(())
}

fn olmoe(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    olmo2(fields, shape)?;
    everywhere(fields, shape)
}

fn phi(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    with_attention(shape, |attention| {
        attention.bias = true;
        attention.output_bias = true;
    });
    shape.blocks.norm = Some(Norm::Layer);
    shape.blocks.output_bias = fields.flag(&["lm_head_bias"]).unwrap_or(true);
    everywhere(fields, shape)
}

fn granite(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    everywhere(fields, shape)?;
    let shared = fields.width(&["shared_intermediate_size"])?;
    if let Some(experts) = &mut shape.experts {
        experts.shared_feed_forward = shared;
        experts.shared_count = shared.map(|_| 1);
    }
    Ok(())
}

fn gpt_oss(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    with_attention(shape, |attention| {
        attention.bias = true;
        attention.output_bias = true;
        attention.sinks = Some(Layers::all());
    });
    everywhere(fields, shape)?;
    if let Some(experts) = &mut shape.experts {
        experts.bias = true;
        experts.router_bias = true;
    }
    set_window(fields, shape, 2)
}

/// Experts in every layer or every other, one of them shared; attention within chunks in three
/// layers of four.
fn llama4(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let step = fields
        .width(&["interleave_moe_layer_step"])?
        .unwrap_or(1)
        .max(1);
    let listed = fields.numbers("moe_layers");
    let layers = layers_where(shape.layers, |layer| match &listed {
        Some(listed) => listed.contains(&layer),
        None => (layer + 1) % step == 0,
    });
    let mut found = as_wide(fields, layers)?;
    found.shared_count = Some(1);
    found.shared_feed_forward = Some(found.feed_forward);
    shape.experts = Some(found);
    shape.feed_forward = fields
        .width(&["intermediate_size_mlp"])?
        .map(PerLayer::Same);
    let chunk = fields.width(&["attention_chunk_size"])?.unwrap_or(8_192);
    let layers = fields
        .layers_of("layer_types", &["chunked_attention", "sliding_attention"])
        .unwrap_or_else(|| layers_where(shape.layers, |layer| (layer + 1) % 4 != 0));
    set_window_of(shape, chunk, layers);
    with_attention(shape, |attention| attention.chunk = Some(chunk));
    Ok(())
}

/// Queries and keys normalised over all heads, a router with a bias.
fn minimax(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    olmo2(fields, shape)?;
    everywhere(fields, shape)?;
    if let Some(experts) = &mut shape.experts {
        experts.router_bias = true;
    }
    Ok(())
}

/// Each key of `attn_config` and `ffn_config` in its part.
fn dbrx(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let missing = ConfigError::Missing;
    let part = fields.part("attn_config").ok_or(missing("attn_config"))?;
    let kv_heads = part.needed(&["kv_n_heads"])?;
    with_attention(shape, |attention| {
        attention.kv_heads = PerLayer::Same(kv_heads);
    });
    let part = fields.part("ffn_config").ok_or(missing("ffn_config"))?;
    let mut found = experts_of(&part, part.needed(&["ffn_hidden_size"])?)?;
    found.layers = layers_where(shape.layers, |_| true);
    shape.experts = Some(found);
    shape.blocks.norm = Some(Norm::LayerWithoutBias);
    Ok(())
}

/// Norms before and after; beside the experts of some models a dense network.
fn grok(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    everywhere(fields, shape)?;
    shape.blocks.norms_per_layer = Some(PerLayer::Same(4));
    if fields.flag(&["residual_moe"]).unwrap_or(false) {
        let width = fields.needed(&["intermediate_size"])?;
        if let Some(experts) = &mut shape.experts {
            experts.parallel_dense = Some(width);
        }
    }
    Ok(())
}

/// Experts beside a dense network as wide as the residual stream, each with a norm.
fn arctic(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    everywhere(fields, shape)?;
    shape.blocks.norms_per_layer = Some(PerLayer::Same(3));
    let hidden = shape.hidden;
    if let Some(experts) = &mut shape.experts {
        experts.parallel_dense = Some(hidden);
    }
    Ok(())
}
