//! The compressed attention of DeepSeek V4: one shared key and value head, low-rank queries,
//! grouped low-rank output, compressors, parallel residual streams.

use crate::catalog::{Attention, Compressed, Compression};

use super::{List, Role};

/// Adds the compressed attention of `layer` and its hyper-connections.
pub(super) fn tensors(list: &mut List<'_>, attention: &Attention, parts: &Compressed, layer: u32) {
    let hidden = list.hidden;
    let heads = u64::from(attention.heads.at(layer).unwrap_or_default());
    let head = attention.key_length.as_ref();
    let head = u64::from(head.and_then(|length| length.at(layer)).unwrap_or_default());
    let query_rank = u64::from(parts.query_rank);
    let groups = u64::from(parts.output_groups.max(1));
    let output_rank = groups * u64::from(parts.output_rank);

    list.vector(Role::Bias, heads);
    list.matrix(Role::AttentionPart, hidden, query_rank);
    list.vector(Role::Norm, query_rank);
    list.matrix(Role::AttentionPart, query_rank, heads * head);
    list.matrix(Role::AttentionPart, hidden, head);
    list.vector(Role::Norm, head);
    list.matrix(Role::AttentionPart, heads * head / groups, output_rank);
    list.matrix(Role::AttentionPart, output_rank, hidden);

    let streams = u64::from(parts.hyper_connections);
    let mixes = (2 + streams) * streams;
    for _ in ["attention", "feed-forward"] {
        list.matrix(Role::AttentionPart, streams * hidden, mixes);
        list.vector(Role::Norm, mixes);
        list.vector(Role::Norm, 3);
    }

    let predicts_ahead = list.layer >= Some(list.architecture.layers);
    let Some(compression) = parts.compression(layer).filter(|_| !predicts_ahead) else {
        return;
    };
    let ratio = u64::from(compression.ratio());
    let (is_sparse, overlap) = match compression {
        Compression::Sparse(_) => (true, 2),
        Compression::Heavy(_) => (false, 1),
    };
    compressor(list, hidden, head, overlap, ratio);
    if is_sparse {
        let index_heads = u64::from(parts.index_heads);
        let index_length = u64::from(parts.index_head_length);
        list.matrix(Role::AttentionPart, hidden, index_heads);
        list.matrix(Role::AttentionPart, query_rank, index_heads * index_length);
        compressor(list, hidden, index_length, overlap, ratio);
    }
}

/// The matrices that turn `ratio` tokens into one entry of `width` values.
fn compressor(list: &mut List<'_>, hidden: u64, width: u64, overlap: u64, ratio: u64) {
    list.matrix(Role::AttentionPart, hidden, overlap * width);
    list.matrix(Role::AttentionPart, hidden, overlap * width);
    list.matrix(Role::AttentionPart, overlap * width, ratio);
    list.vector(Role::Norm, width);
}

/// Adds what the whole model has beside its layers: the streams' way back to one.
pub(super) fn head(list: &mut List<'_>, parts: &Compressed) {
    let streams = u64::from(parts.hyper_connections);
    list.matrix(Role::AttentionPart, streams * list.hidden, streams);
    list.vector(Role::Norm, streams);
    list.vector(Role::Norm, 1);
}
