//! Multi-head latent attention: keys and values share a low-rank vector.

use crate::catalog::{Attention, Latent};

use super::{List, Role, includes};

/// Adds the latent attention of `layer`.
pub(super) fn tensors(list: &mut List<'_>, attention: &Attention, parts: &Latent, layer: u32) {
    let hidden = list.hidden;
    let heads = u64::from(attention.heads.at(layer).unwrap_or_default());
    let kv_rank = u64::from(parts.kv_rank);
    let rope = u64::from(parts.rope_length);
    let nope = u64::from(parts.nope_length);
    let value = u64::from(parts.value_length);
    let query = heads * (nope + rope);
    let query_rank = u64::from(parts.query_rank.unwrap_or_default());
    if query_rank > 0 {
        list.matrix(Role::AttentionPart, hidden, query_rank);
        list.bias(attention.bias, query_rank);
        list.vector(Role::Norm, query_rank);
        list.matrix(Role::AttentionPart, query_rank, query);
    } else {
        list.matrix(Role::Query, hidden, query);
    }
    list.matrix(Role::AttentionPart, hidden, kv_rank + rope);
    list.bias(attention.bias, kv_rank + rope);
    list.vector(Role::Norm, kv_rank);
    if list.layout.expanded_latent {
        list.matrix(Role::LatentKeyValue, kv_rank, heads * (nope + value));
    } else {
        list.stack(Role::AttentionPart, [nope, kv_rank, heads]);
        list.stack(Role::AttentionPart, [kv_rank, value, heads]);
    }
    list.matrix(Role::AttentionOutput, heads * value, hidden);
    list.bias(attention.bias && attention.output_bias, hidden);
    if parts.output_gate {
        list.matrix(Role::AttentionPart, hidden, heads * value);
    }
    if parts.head_gate {
        list.matrix(Role::AttentionPart, hidden, heads);
    }
    if let Some(indexer) = &parts.indexer
        && includes(indexer.layers.as_ref(), layer)
    {
        let (count, length) = (u64::from(indexer.heads), u64::from(indexer.head_length));
        list.vector(Role::Norm, length);
        list.vector(Role::Norm, length);
        list.matrix(Role::AttentionPart, hidden, count);
        list.matrix(Role::AttentionPart, hidden, length);
        list.matrix(Role::AttentionPart, query_rank, count * length);
    }
}
