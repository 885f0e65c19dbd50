//! Dense feed-forward networks.

use super::{List, Role};

/// Adds the dense network of `layer`.
pub(super) fn tensors(list: &mut List<'_>, layer: u32) {
    let widths = list.architecture.feed_forward.as_ref();
    let width = widths
        .and_then(|widths| widths.at(layer))
        .unwrap_or_default();
    network(list, u64::from(width));
}

/// Adds a dense network of inner width `width`.
pub(super) fn network(list: &mut List<'_>, width: u64) {
    let hidden = list.hidden;
    let blocks = &list.architecture.blocks;
    if width == 0 {
        return;
    }
    let gated = blocks.gated.unwrap_or(true);
    let biased = blocks.feed_forward_bias;
    list.matrix(Role::Down, width, hidden);
    list.bias(biased, hidden);
    if gated && list.layout.fused_gate {
        list.matrix(Role::Up, hidden, 2 * width);
        list.bias(biased, 2 * width);
    } else {
        if gated {
            list.matrix(Role::Gate, hidden, width);
            list.bias(biased, width);
        }
        list.matrix(Role::Up, hidden, width);
        list.bias(biased, width);
    }
    if blocks.feed_forward_norm {
        list.vector(Role::Norm, width);
    }
}
