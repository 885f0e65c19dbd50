//! Widths of attention in the graph.

use crate::catalog::{Architecture, Latent, OutputGate};

use super::super::cache::{CacheExtent, extent_of};
use super::super::tensors::gguf_layout::GgufLayout;
use super::widths::{at, expert_outputs};

/// Widths of the widest attention over caches of one extent, in values for each token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct AttentionWidths {
    /// The cells that it sees.
    pub(super) extent: CacheExtent,
    /// Query heads.
    pub(super) heads: u64,
    /// Values in a key, all heads together.
    pub(super) key: u64,
    /// Values in a value, all heads together.
    pub(super) value: u64,
    /// Results kept in memory together with scores that are written out.
    pub(super) with_scores: u64,
    /// Results kept in memory together with the 16-bit copies of a quantized cache.
    with_copies: u64,
    /// Values of a cell that are transposed before scores are applied to them.
    transposed: u64,
    /// Results of experts that stay in memory below copies which do not fit into `reusable`.
    below_copies: u64,
    /// Width of a freed result whose memory is used again for transposed values or a copy that fits.
    reusable: u64,
}

impl AttentionWidths {
    /// Takes the larger of each width.
    pub(super) fn widen(&mut self, other: &Self) {
        self.heads = self.heads.max(other.heads);
        self.key = self.key.max(other.key);
        self.value = self.value.max(other.value);
        self.with_scores = self.with_scores.max(other.with_scores);
        self.with_copies = self.with_copies.max(other.with_copies);
        self.transposed = self.transposed.max(other.transposed);
        self.below_copies = self.below_copies.max(other.below_copies);
        self.reusable = self.reusable.max(other.reusable);
    }

    /// Width of the results kept together with the copies of `cells` cells that `tokens` tokens
    /// attend to.
    pub(super) const fn with_copies(&self, cells: u64, tokens: u64) -> u64 {
        let copy = cells.saturating_mul(self.key).saturating_mul(2);
        if copy < tokens.saturating_mul(self.reusable).saturating_mul(4) {
            self.with_copies
        } else {
            self.with_copies.saturating_add(self.below_copies)
        }
    }

    /// Bytes of transposed 16-bit values, where no freed result takes them in.
    pub(super) const fn transposed(&self, cells: u64, tokens: u64) -> u64 {
        let bytes = cells.saturating_mul(self.transposed).saturating_mul(2);
        if bytes > tokens.saturating_mul(self.reusable).saturating_mul(4) {
            bytes
        } else {
            0
        }
    }
}

/// The attention of `layer`, whose feed-forward network has the width `network`, where the layer
/// before keeps `residual` values in memory.
pub(super) fn of(
    architecture: &Architecture,
    layer: u32,
    network: u64,
    residual: u64,
) -> Option<AttentionWidths> {
    let attention = architecture.attention.as_ref()?;
    if !attention.covers(layer) {
        return None;
    }
    let extent = extent_of(architecture, attention, layer);
    let heads = at(Some(&attention.heads), layer);
    if let Some(parts) = &attention.latent {
        return Some(latent(architecture, parts, heads, extent));
    }
    let layout = GgufLayout::of(architecture);
    let hidden = u64::from(architecture.hidden);
    let kv_heads = at(Some(&attention.kv_heads), layer);
    let query = heads * at(attention.key_length.as_ref(), layer);
    let key = kv_heads * at(attention.key_length.as_ref(), layer);
    let value = kv_heads * at(attention.value_length.as_ref(), layer);
    let projected = query + key + value;
    let (with_scores, with_copies) = if layout.parallel_block {
        (2 * hidden + 2 * projected, network.saturating_add(hidden))
    } else if layout.fused_attention {
        (hidden + projected, 2 * hidden + 2 * query + projected)
    } else if attention.output_gate == Some(OutputGate::PerChannel) {
        (5 * query, 2 * hidden + 5 * query)
    } else {
        let streams = if layout.norms_after { 1 } else { 2 };
        let kept = streams * hidden;
        (kept + 2 * projected, kept + 2 * query)
    };
    // Queries and hidden states go into the memory that experts have freed before it grows.
    let over_scores = residual.saturating_sub(2 * query + hidden);
    let over_copies = residual.saturating_sub(2 * hidden);
    let experts = architecture.experts.is_some();
    Some(AttentionWidths {
        extent,
        heads,
        key,
        value,
        with_scores: with_scores.saturating_add(if experts { over_scores } else { 0 }),
        with_copies,
        transposed: 0,
        below_copies: if experts { over_copies } else { 0 },
        reusable: if experts {
            expert_outputs(architecture)
        } else {
            0
        },
    })
}

/// Attention in the latent space: queries are projected into it for every head.
fn latent(
    architecture: &Architecture,
    parts: &Latent,
    heads: u64,
    extent: CacheExtent,
) -> AttentionWidths {
    let hidden = u64::from(architecture.hidden);
    let rank = u64::from(parts.kv_rank);
    let rope = u64::from(parts.rope_length);
    let head = u64::from(parts.nope_length) + rope;
    if GgufLayout::of(architecture).expanded_latent {
        let (key, value) = (heads * head, heads * u64::from(parts.value_length));
        return AttentionWidths {
            extent,
            heads,
            key,
            value,
            with_scores: 2 * hidden + 4 * key + 2 * value,
            with_copies: 2 * hidden + 4 * key + value,
            transposed: 0,
            below_copies: 0,
            reusable: 0,
        };
    }
    let with_scores = hidden + heads * (2 * rank + (rank + rope) + head);
    AttentionWidths {
        extent,
        heads,
        key: rank + rope,
        value: 0,
        with_scores,
        with_copies: with_scores + heads * rank,
        transposed: rank,
        below_copies: 0,
        reusable: heads * (rank + rope),
    }
}
