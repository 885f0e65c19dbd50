//! Widths of feed-forward networks in the graph.

use crate::catalog::Architecture;

use super::super::tensors::gguf_layout::GgufLayout;
use super::super::tensors::includes;
use super::widths::{expert_outputs, query_width};

/// The network of `layer` with the results that are kept during it.
pub(super) fn width(architecture: &Architecture, layer: u32) -> u64 {
    let extra_width = per_layer_inputs(architecture);
    let experts = architecture.experts.as_ref();
    let network = if !includes(architecture.feed_forward_layers.as_ref(), layer) {
        0
    } else if experts.is_some_and(|experts| experts.layers.contains(layer)) {
        of_experts(architecture, layer)
    } else {
        let widths = architecture.feed_forward.as_ref();
        let width = widths.and_then(|widths| widths.at(layer));
        dense(architecture, layer, u64::from(width.unwrap_or_default()))
    };
    network.saturating_add(extra_width)
}

/// True if the block has norms after its parts too.
fn is_sandwiched(architecture: &Architecture) -> bool {
    let norms = architecture.blocks.norms_per_layer.as_ref();
    norms.and_then(|norms| norms.at(0)).unwrap_or(2) >= 4
}

/// Results that an activation keeps: gate, up and their product; without a gate it works in place.
fn inner_results(architecture: &Architecture) -> u64 {
    if architecture.blocks.gated.unwrap_or(true) {
        3
    } else {
        1
    }
}

/// A dense network: its inner results, and with them the residual stream two to four times or the
/// width of the queries.
fn dense(architecture: &Architecture, layer: u32, inner: u64) -> u64 {
    if inner == 0 {
        return 0;
    }
    let layout = GgufLayout::of(architecture);
    let hidden = u64::from(architecture.hidden);
    let extra_width = if layout.parallel_block {
        4 * hidden
    } else if architecture.recurrent.is_some()
        || (layout.fused_gate && !is_sandwiched(architecture))
    {
        2 * hidden
    } else {
        2 * hidden + query_width(architecture, layer).max(hidden)
    };
    inner
        .saturating_mul(inner_results(architecture))
        .saturating_add(extra_width)
}

/// A layer of experts: inner results or outputs of the experts that each token uses.
fn of_experts(architecture: &Architecture, layer: u32) -> u64 {
    let Some(experts) = &architecture.experts else {
        return 0;
    };
    let hidden = u64::from(architecture.hidden);
    let used = u64::from(experts.used);
    let query = query_width(architecture, layer).max(hidden);
    let inner = used
        .saturating_mul(u64::from(experts.feed_forward))
        .saturating_mul(inner_results(architecture))
        .saturating_add(2 * hidden);
    let outputs = expert_outputs(architecture)
        .saturating_mul(2)
        .saturating_add(3 * hidden);
    let shared = u64::from(experts.shared_feed_forward.unwrap_or_default());
    inner
        .max(outputs)
        .saturating_add(query)
        .max(dense(architecture, layer, shared).saturating_add(hidden))
        .max(dense(
            architecture,
            layer,
            u64::from(experts.parallel_dense.unwrap_or_default()),
        ))
}

/// Inputs that every layer has of its own, and further residual streams.
fn per_layer_inputs(architecture: &Architecture) -> u64 {
    let blocks = &architecture.blocks;
    let hidden = u64::from(architecture.hidden);
    let own = u64::from(blocks.per_layer_embedding.unwrap_or_default());
    let compressed = architecture
        .attention
        .as_ref()
        .and_then(|attention| attention.compressed.as_ref());
    let streams = blocks
        .altup_inputs
        .or(compressed.map(|parts| parts.hyper_connections))
        .unwrap_or_default();
    own.saturating_mul(u64::from(architecture.layers))
        .saturating_add(hidden.saturating_mul(2 * u64::from(streams)))
}

/// Results of the last layer that stay in memory below the last hidden state.
pub(super) fn residual(architecture: &Architecture) -> u64 {
    let hidden = u64::from(architecture.hidden);
    let layout = GgufLayout::of(architecture);
    match &architecture.experts {
        Some(experts) if experts.bias => hidden,
        Some(experts) => {
            let times = 1 + u64::from(experts.shared_feed_forward.is_some());
            expert_outputs(architecture)
                .saturating_mul(times)
                .saturating_add(2 * hidden)
        }
        None if layout.fused_gate && !is_sandwiched(architecture) => 2 * hidden,
        None if architecture.recurrent.is_some() && architecture.attention.is_some() => hidden,
        None => 0,
    }
}
