//! Widths of attention in the graph.

use crate::catalog::{Architecture, Latent, OutputGate, PerLayer};

use super::super::cache::{Span, span_of};
use super::super::tensors::form::Form;
use super::feed_forward::outputs;

/// The widest attention over caches of the same span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Attention {
    /// How many cells it sees.
    pub(super) span: Span,
    /// Query heads.
    pub(super) heads: u64,
    /// Values in a key, all heads together.
    pub(super) key: u64,
    /// Values in a value, all heads together.
    pub(super) value: u64,
    /// What is kept beside scores that are written out.
    pub(super) with_scores: u64,
    /// What is kept beside the copies of a quantized cache.
    with_copies: u64,
    /// Values of a cell that are transposed before scores are applied to them.
    transposed: u64,
    /// What experts leave below copies that are too large for the hole.
    below_copies: u64,
    /// The width of a freed result that takes transposed values or a copy in if they fit.
    hole: u64,
}

impl Attention {
    /// Takes the larger of each width.
    pub(super) fn widen(&mut self, other: &Self) {
        self.heads = self.heads.max(other.heads);
        self.key = self.key.max(other.key);
        self.value = self.value.max(other.value);
        self.with_scores = self.with_scores.max(other.with_scores);
        self.with_copies = self.with_copies.max(other.with_copies);
        self.transposed = self.transposed.max(other.transposed);
        self.below_copies = self.below_copies.max(other.below_copies);
        self.hole = self.hole.max(other.hole);
    }

    /// What is kept beside the copies of `cells` cells that `tokens` tokens attend to.
    pub(super) const fn with_copies(&self, cells: u64, tokens: u64) -> u64 {
        let copy = cells.saturating_mul(self.key).saturating_mul(2);
        if copy < tokens.saturating_mul(self.hole).saturating_mul(4) {
            self.with_copies
        } else {
            self.with_copies.saturating_add(self.below_copies)
        }
    }

    /// Bytes of transposed 16-bit values, where no freed result takes them in.
    pub(super) const fn transposed(&self, cells: u64, tokens: u64) -> u64 {
        let bytes = cells.saturating_mul(self.transposed).saturating_mul(2);
        if bytes > tokens.saturating_mul(self.hole).saturating_mul(4) {
            bytes
        } else {
            0
        }
    }
}

/// A value of `layer`, zero where the catalog has none.
fn at(values: Option<&PerLayer<u32>>, layer: u32) -> u64 {
    u64::from(
        values
            .and_then(|values| values.at(layer))
            .unwrap_or_default(),
    )
}

/// Width of the queries of `layer`; zero where it has no grouped attention.
pub(super) fn query_width(architecture: &Architecture, layer: u32) -> u64 {
    let attention = architecture
        .attention
        .as_ref()
        .filter(|attention| attention.covers(layer) && attention.latent.is_none());
    attention.map_or(0, |attention| {
        at(Some(&attention.heads), layer) * at(attention.key_length.as_ref(), layer)
    })
}

/// The attention of `layer`, whose feed-forward network has the width `network`, in a model whose
/// experts leave `left` behind.
pub(super) fn of(
    architecture: &Architecture,
    layer: u32,
    network: u64,
    left: u64,
) -> Option<Attention> {
    let attention = architecture.attention.as_ref()?;
    if !attention.covers(layer) {
        return None;
    }
    let span = span_of(architecture, attention, layer);
    let heads = at(Some(&attention.heads), layer);
    if let Some(parts) = &attention.latent {
        return Some(latent(architecture, parts, heads, span));
    }
    let form = Form::of(architecture);
    let hidden = u64::from(architecture.hidden);
    let kv_heads = at(Some(&attention.kv_heads), layer);
    let query = heads * at(attention.key_length.as_ref(), layer);
    let key = kv_heads * at(attention.key_length.as_ref(), layer);
    let value = kv_heads * at(attention.value_length.as_ref(), layer);
    let projected = query + key + value;
    let (with_scores, with_copies) = if form.parallel_block {
        (2 * hidden + 2 * projected, network.saturating_add(hidden))
    } else if form.fused_attention {
        (hidden + projected, 2 * hidden + 2 * query + projected)
    } else if attention.output_gate == Some(OutputGate::PerChannel) {
        (5 * query, 2 * hidden + 5 * query)
    } else {
        let streams = if form.norms_after { 1 } else { 2 };
        let beside = streams * hidden;
        (beside + 2 * projected, beside + 2 * query)
    };
    // What experts left is filled by queries and hidden states before anything goes on top.
    let over_scores = left.saturating_sub(2 * query + hidden);
    let over_copies = left.saturating_sub(2 * hidden);
    let experts = architecture.experts.is_some();
    Some(Attention {
        span,
        heads,
        key,
        value,
        with_scores: with_scores.saturating_add(if experts { over_scores } else { 0 }),
        with_copies,
        transposed: 0,
        below_copies: if experts { over_copies } else { 0 },
        hole: if experts { outputs(architecture) } else { 0 },
    })
}

/// Attention in the latent space: queries are projected into it for every head.
fn latent(architecture: &Architecture, parts: &Latent, heads: u64, span: Span) -> Attention {
    let hidden = u64::from(architecture.hidden);
    let rank = u64::from(parts.kv_rank);
    let rope = u64::from(parts.rope_length);
    let head = u64::from(parts.nope_length) + rope;
    if Form::of(architecture).expanded_latent {
        let (key, value) = (heads * head, heads * u64::from(parts.value_length));
        return Attention {
            span,
            heads,
            key,
            value,
            with_scores: 2 * hidden + 4 * key + 2 * value,
            with_copies: 2 * hidden + 4 * key + value,
            transposed: 0,
            below_copies: 0,
            hole: 0,
        };
    }
    let with_scores = hidden + heads * (2 * rank + (rank + rope) + head);
    Attention {
        span,
        heads,
        key: rank + rope,
        value: 0,
        with_scores,
        with_copies: with_scores + heads * rank,
        transposed: rank,
        below_copies: 0,
        hole: heads * (rank + rope),
    }
}
