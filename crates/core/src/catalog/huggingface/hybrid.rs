//! Families with state spaces, alone or between attention.

use super::fields::Fields;
use super::moe::{as_wide, experts, share};
use super::{ConfigError, Family, Layers, PerLayer, family, layers_where, with_attention};
use crate::catalog::{Architecture, Recurrent, RecurrentKind};

pub(super) const FAMILIES: &[Family] = &[
    family("granitemoehybrid", "granitehybrid", false, granite),
    family("bamba", "granitehybrid", false, bamba),
    family("nemotron_h", "nemotron_h", false, nemotron),
    family("jamba", "jamba", false, jamba),
    family("falcon_h1", "falcon-h1", false, falcon_h1),
    family("mamba", "mamba", true, mamba),
    family("falcon_mamba", "mamba", true, mamba),
    family("mamba2", "mamba2", false, mamba2),
];

/// A recurrent part of `kind` in `layers`, without its sizes.
pub(super) fn recurrent(kind: RecurrentKind, layers: Layers) -> Recurrent {
    Recurrent {
        kind,
        layers,
        inner: None,
        state: None,
        convolution: None,
        groups: None,
        heads: None,
        head_length: None,
        key_heads: None,
        value_heads: None,
        key_length: None,
        value_length: None,
        time_step_rank: None,
        inner_norms: false,
        gated_norm: None,
        full_rank_gate: false,
        full_rank_decay: false,
    }
}

/// The second generation of state spaces, by the names that its families use.
fn state_space(fields: &Fields<'_>, layers: Layers) -> Result<Recurrent, ConfigError> {
    let heads = fields.needed(&["mamba_n_heads", "mamba_num_heads", "num_heads"])?;
    let head = if fields.text("mamba_d_head") == Some("auto") {
        let expand = fields.width(&["mamba_expand"])?.unwrap_or(2);
        let hidden = fields.needed(&["hidden_size"])?;
        let inner = hidden.saturating_mul(expand);
        inner.checked_div(heads).unwrap_or_default()
    } else {
        fields.needed(&["mamba_d_head", "mamba_head_dim", "head_dim"])?
    };
    Ok(Recurrent {
        inner: Some(heads.saturating_mul(head)),
        state: Some(fields.needed(&["mamba_d_state", "ssm_state_size", "state_size"])?),
        convolution: Some(fields.width(CONVOLUTION)?.unwrap_or(4)),
        groups: Some(fields.width(&["mamba_n_groups", "n_groups"])?.unwrap_or(1)),
        heads: Some(heads),
        head_length: Some(head),
        ..recurrent(RecurrentKind::Mamba2, layers)
    })
}

/// The names of the convolution's length.
const CONVOLUTION: &[&str] = &["mamba_d_conv", "conv_kernel"];

/// Gives the attention `layers`, the recurrence all others.
pub(super) fn split(shape: &mut Architecture, layers: Layers) -> Layers {
    let others = layers_where(shape.layers, |layer| !layers.contains(layer));
    with_attention(shape, |attention| attention.layers = Some(layers));
    others
}

/// The attention layers that `layer_types` or one of the other lists names.
pub(super) fn attention_layers(fields: &Fields<'_>, kinds: &[&str]) -> Result<Layers, ConfigError> {
    ["layer_types", "layers_block_type"]
        .into_iter()
        .find_map(|name| fields.layers_of(name, kinds))
        .ok_or(ConfigError::Missing("layer_types"))
}

fn granite(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let layers = attention_layers(fields, &["attention"])?;
    let others = split(shape, layers);
    let shared = fields.width(&["shared_intermediate_size"])?;
    let count = fields.needed(&["num_local_experts"])?;
    if count > 0 {
        let mut found = as_wide(fields, layers_where(shape.layers, |_| true))?;
        found.shared_feed_forward = shared;
        found.shared_count = shared.map(|_| 1);
        shape.experts = Some(found);
        shape.feed_forward = None;
    } else {
        shape.feed_forward = shared.map(PerLayer::Same).or(shape.feed_forward.take());
    }
    if others.is_empty() {
        "granite".clone_into(&mut shape.name);
        with_attention(shape, |attention| attention.layers = None);
    } else {
        shape.recurrent = Some(state_space(fields, others)?);
    }
    Ok(())
}

/// Attention in the layers that are listed, and a dense network in all.
fn bamba(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let listed = fields.numbers("attn_layer_indices").unwrap_or_default();
    let layers = layers_where(shape.layers, |layer| listed.contains(&layer));
    let others = split(shape, layers);
    shape.recurrent = Some(state_space(fields, others)?);
    Ok(())
}

/// The kinds of layers of a Nemotron-H: in the letters of a pattern, and in the words of a list.
const KINDS: [(char, &[&str]); 4] = [
    ('M', &["mamba"]),
    ('*', &["attention"]),
    ('-', &["mlp"]),
    ('E', &["moe"]),
];

/// The layers of each of [`KINDS`].
fn kinds(fields: &Fields<'_>, shape: &Architecture) -> Result<[Layers; 4], ConfigError> {
    const NAME: &str = "hybrid_override_pattern";
    let found = if let Some(pattern) = fields.text(NAME) {
        KINDS.map(|(letter, _)| {
            let letters = (0..shape.layers).zip(pattern.chars());
            let of_kind = letters.filter(|&(_, found)| found == letter);
            of_kind.map(|(layer, _)| layer).collect()
        })
    } else if fields.list("layers_block_type").is_some() {
        KINDS.map(|(_, words)| {
            let listed = fields.layers_of("layers_block_type", words);
            listed.unwrap_or_default()
        })
    } else {
        return Err(ConfigError::Missing(NAME));
    };
    let counted: u32 = found.iter().map(Layers::len).sum();
    if counted == shape.layers {
        Ok(found)
    } else {
        Err(ConfigError::Invalid {
            field: NAME,
            expected: "a pattern with a known kind for each layer",
        })
    }
}

/// Each layer is one thing only: recurrent, attention, a dense network or experts.
fn nemotron(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let [state, attention, dense, routed] = kinds(fields, shape)?;
    let networks = layers_where(shape.layers, |layer| {
        dense.contains(layer) || routed.contains(layer)
    });
    with_attention(shape, |found| found.layers = Some(attention));
    shape.recurrent = Some(state_space(fields, state)?);
    shape.feed_forward_layers = Some(networks);
    shape.blocks.gated = Some(false);
    shape.blocks.norms_per_layer = Some(PerLayer::Same(1));
    if !routed.is_empty() {
        "nemotron_h_moe".clone_into(&mut shape.name);
        let mut found = experts(fields, routed)?;
        found.router_bias = true;
        found.latent = fields
            .width(&["moe_latent_size"])?
            .filter(|&width| width > 0);
        share(fields, &mut found)?;
        if let Some(width) = fields.width(&["moe_shared_expert_intermediate_size"])? {
            found.shared_feed_forward = Some(width);
        }
        shape.experts = Some(found);
    }
    Ok(())
}

/// First-generation state spaces by the names that their families use.
fn first_generation(
    fields: &Fields<'_>,
    layers: Layers,
    hidden: u32,
) -> Result<Recurrent, ConfigError> {
    let factor = fields.width(&["mamba_expand", "expand"])?.unwrap_or(2);
    let inner = fields.width(&["intermediate_size"])?;
    let rank = fields
        .width(&["mamba_dt_rank", "time_step_rank"])
        .ok()
        .flatten();
    Ok(Recurrent {
        inner: Some(match inner {
            Some(inner) if fields.width(&["mamba_expand"])?.is_none() => inner,
            _ => hidden.saturating_mul(factor),
        }),
        state: Some(
            fields
                .width(&["mamba_d_state", "state_size"])?
                .unwrap_or(16),
        ),
        convolution: Some(fields.width(CONVOLUTION)?.unwrap_or(4)),
        time_step_rank: Some(rank.unwrap_or(hidden.div_ceil(16))),
        ..recurrent(RecurrentKind::Mamba1, layers)
    })
}

fn jamba(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let period = fields.width(&["attn_layer_period"])?.unwrap_or(8).max(1);
    let offset = fields.width(&["attn_layer_offset"])?.unwrap_or(4);
    let layers = layers_where(shape.layers, |layer| layer % period == offset % period);
    let others = split(shape, layers);
    let mut state = first_generation(fields, others, shape.hidden)?;
    state.inner_norms = true;
    shape.recurrent = Some(state);
    let period = fields.width(&["expert_layer_period"])?.unwrap_or(2).max(1);
    let offset = fields.width(&["expert_layer_offset"])?.unwrap_or(1);
    if fields.width(&["num_experts"])?.unwrap_or_default() > 1 {
        let layers = layers_where(shape.layers, |layer| layer % period == offset % period);
        shape.experts = Some(as_wide(fields, layers)?);
    }
    Ok(())
}

/// State space and attention side by side in every layer.
fn falcon_h1(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let mut state = state_space(fields, layers_where(shape.layers, |_| true))?;
    state.gated_norm = fields.flag(&["mamba_rms_norm"]).or(Some(false));
    state.inner = fields.width(&["mamba_d_ssm"])?.or(state.inner);
    shape.recurrent = Some(state);
    Ok(())
}

/// State spaces alone.
fn mamba(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let layers = layers_where(shape.layers, |_| true);
    let state = first_generation(fields, layers, shape.hidden)?;
    alone(shape, state);
    Ok(())
}

fn mamba2(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let state = state_space(fields, layers_where(shape.layers, |_| true))?;
    alone(shape, state);
    Ok(())
}

/// A model of recurrent layers and nothing else.
fn alone(shape: &mut Architecture, recurrent: Recurrent) {
    shape.attention = None;
    shape.feed_forward = None;
    shape.feed_forward_layers = Some(Layers::default());
    shape.recurrent = Some(recurrent);
    shape.blocks.norms_per_layer = Some(PerLayer::Same(1));
}
