//! Families with compressed attention.

use super::fields::Fields;
use super::moe::{experts, share};
use super::sliding_window::set_window_of;
use super::{ConfigError, Family, PerLayer, family, layers_where, with_attention};
use crate::catalog::{Architecture, Compressed};

pub(super) const FAMILIES: &[Family] = &[family("deepseek_v4", "deepseek4", false, deepseek4)];

/// The number of tokens for which one compressed entry stands, by the kind of a layer.
const KINDS: &[(&str, &str, u32)] = &[
    ("compressed_sparse_attention", "compress_rate_csa", 4),
    ("heavily_compressed_attention", "compress_rate_hca", 128),
];

/// For each layer, how many tokens one compressed entry stands for.
fn ratios(fields: &Fields<'_>, layers: u32) -> Result<PerLayer<u32>, ConfigError> {
    let mut ratios = if let Some(listed) = fields.numbers("compress_ratios") {
        listed
    } else {
        const MISSING: ConfigError = ConfigError::Missing("compress_ratios");
        let kinds = fields.list("layer_types").ok_or(MISSING)?;
        let rates = fields.part("compress_rates");
        let mut ratios = Vec::new();
        for kind in kinds {
            let known = KINDS.iter().find(|(name, ..)| kind.as_str() == Some(name));
            ratios.push(match (known, &rates) {
                (Some((name, _, usual)), Some(rates)) => rates.width(&[*name])?.unwrap_or(*usual),
                (Some((_, rate, usual)), None) => fields.width(&[*rate])?.unwrap_or(*usual),
                (None, _) => 0,
            });
        }
        ratios
    };
    // The list goes on for the blocks that predict ahead.
    ratios.truncate(layers as usize);
    if ratios.len() < layers as usize {
        return Err(ConfigError::Invalid {
            field: "compress_ratios",
            expected: "a list with a number for each layer",
        });
    }
    Ok(PerLayer::from_values(&ratios))
}

fn deepseek4(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let layers = shape.layers;
    let parts = Compressed {
        query_rank: fields.needed(&["q_lora_rank"])?,
        output_rank: fields.needed(&["o_lora_rank"])?,
        output_groups: fields.needed(&["o_groups"])?,
        hyper_connections: fields.width(&["hc_mult"])?.unwrap_or(4),
        hash_layers: hash_layers(fields)?,
        index_heads: fields.needed(&["index_n_heads"])?,
        index_head_length: fields.needed(&["index_head_dim"])?,
        index_top_k: fields.needed(&["index_topk"])?,
        ratios: ratios(fields, layers)?,
        rope_length: fields.width(&["qk_rope_head_dim"])?.unwrap_or(64),
    };
    with_attention(shape, |attention| {
        attention.compressed = Some(parts);
        attention.rotary_length = None;
    });
    let window = fields.width(&["sliding_window"])?.unwrap_or(128);
    set_window_of(shape, window, layers_where(layers, |_| true));
    let mut found = experts(fields, layers_where(layers, |_| true))?;
    share(fields, &mut found)?;
    found.router_bias = true;
    shape.experts = Some(found);
    Ok(())
}

/// The leading layers that choose experts by a table.
fn hash_layers(fields: &Fields<'_>) -> Result<u32, ConfigError> {
    let hashed = fields.layers_of("mlp_layer_types", &["hash_moe"]);
    let stated = fields.width(&["num_hash_layers"])?;
    Ok(stated.or(hashed.map(|layers| layers.len())).unwrap_or(3))
}
