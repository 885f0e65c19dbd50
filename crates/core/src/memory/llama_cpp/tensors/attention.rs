//! Attention with keys and values for each group of heads.

use crate::catalog::{Attention, OutputGate, QueryKeyNorm};

use super::{List, Role, compressed, latent};

/// Adds the attention of `layer`.
pub(super) fn tensors(list: &mut List<'_>, attention: &Attention, layer: u32) {
    let heads = u64::from(attention.heads.at(layer).unwrap_or_default());
    if heads == 0 {
        return;
    }
    if let Some(parts) = &attention.compressed {
        compressed::tensors(list, attention, parts, layer);
    } else if let Some(parts) = &attention.latent {
        latent::tensors(list, attention, parts, layer);
    } else {
        grouped(list, attention, layer, heads);
    }
}

/// Grouped-query attention: `heads` query heads share `kv_heads` key and value heads.
fn grouped(list: &mut List<'_>, attention: &Attention, layer: u32, heads: u64) {
    let hidden = list.hidden;
    let length = |lengths: Option<&crate::catalog::PerLayer<u32>>| {
        u64::from(
            lengths
                .and_then(|lengths| lengths.at(layer))
                .unwrap_or_default(),
        )
    };
    let kv_heads = u64::from(attention.kv_heads.at(layer).unwrap_or_default());
    let key_length = length(attention.key_length.as_ref());
    let query = heads * key_length;
    let key = kv_heads * key_length;
    let value = kv_heads * length(attention.value_length.as_ref());
    let output = heads * length(attention.value_length.as_ref());
    let gate_in_query = attention.output_gate == Some(OutputGate::PerChannel);
    let query_rows = if gate_in_query { 2 * query } else { query };
    let stored_value = match &attention.key_is_value_layers {
        Some(layers) if layers.contains(layer) => 0,
        _ => value,
    };
    if list.layout.fused_attention {
        list.matrix(
            Role::FusedQueryKeyValue,
            hidden,
            query_rows + key + stored_value,
        );
        list.bias(attention.bias, query + key + value);
    } else {
        list.matrix(Role::Key, hidden, key);
        list.bias(attention.bias, key);
        list.matrix(Role::Query, hidden, query_rows);
        list.bias(attention.bias, query);
        list.matrix(Role::Value, hidden, stored_value);
        list.bias(attention.bias, value);
    }
    list.matrix(Role::AttentionOutput, output, hidden);
    list.bias(attention.output_bias, hidden);
    match attention.output_gate {
        Some(OutputGate::Separate) => list.matrix(Role::AttentionPart, hidden, output),
        Some(OutputGate::PerHead) => list.matrix(Role::AttentionPart, hidden, heads),
        Some(OutputGate::PerChannel) | None => {}
    }
    match attention.query_key_norm {
        Some(QueryKeyNorm::Head) => {
            list.vector(Role::Norm, key_length);
            list.vector(Role::Norm, key_length);
        }
        Some(QueryKeyNorm::Full) => {
            list.vector(Role::Norm, query);
            list.vector(Role::Norm, key);
        }
        Some(QueryKeyNorm::PerHead) => {
            list.matrix(Role::Norm, key_length, heads);
            list.matrix(Role::Norm, key_length, kv_heads);
        }
        None => {}
    }
    if attention
        .sinks
        .as_ref()
        .is_some_and(|layers| layers.contains(layer))
    {
        list.vector(Role::Bias, heads);
    }
    if attention.value_norm {
        list.vector(Role::Norm, output);
    }
    if let Some(index) = &attention.sparse_index
        && index.layers.contains(layer)
    {
        let (heads, length) = (u64::from(index.heads), u64::from(index.head_length));
        list.matrix(Role::KeptMatrix, hidden, heads * length);
        list.matrix(Role::KeptMatrix, hidden, length);
        list.vector(Role::Norm, length);
        list.vector(Role::Norm, length);
    }
}
