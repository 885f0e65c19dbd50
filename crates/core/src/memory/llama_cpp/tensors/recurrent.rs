//! Recurrent layers: state spaces, delta nets, short convolutions.

use crate::catalog::{Recurrent, RecurrentKind};

use super::{List, Role};

/// Adds a recurrent layer.
pub(super) fn tensors(list: &mut List<'_>, recurrent: &Recurrent) {
    match recurrent.kind {
        RecurrentKind::Mamba1 => mamba1(list, recurrent),
        RecurrentKind::Mamba2 => mamba2(list, recurrent),
        RecurrentKind::GatedDeltanet => gated_delta_net(list, recurrent),
        RecurrentKind::Kda => delta_attention(list, recurrent),
        RecurrentKind::Shortconv => short_convolution(list, recurrent),
        RecurrentKind::Lightning => lightning(list, recurrent),
    }
}

/// A length that the catalog may leave out.
fn length(value: Option<u32>) -> u64 {
    u64::from(value.unwrap_or_default())
}

/// Selective state space.
fn mamba1(list: &mut List<'_>, recurrent: &Recurrent) {
    let hidden = list.hidden;
    let (inner, state) = (length(recurrent.inner), length(recurrent.state));
    let rank = length(recurrent.time_step_rank);
    list.matrix(Role::RecurrentMatrix, hidden, 2 * inner);
    list.matrix(Role::Convolution, length(recurrent.convolution), inner);
    list.vector(Role::Bias, inner);
    list.matrix(Role::RecurrentMatrix, inner, rank + 2 * state);
    list.matrix(Role::RecurrentMatrix, rank, inner);
    list.vector(Role::Bias, inner);
    list.matrix(Role::StateParameter, state, inner);
    list.vector(Role::StateParameter, inner);
    list.matrix(Role::RecurrentMatrix, inner, hidden);
    if recurrent.inner_norms {
        for width in [rank, state, state] {
            list.vector(Role::Norm, width);
        }
    }
}

/// State space duality.
fn mamba2(list: &mut List<'_>, recurrent: &Recurrent) {
    let hidden = list.hidden;
    let (inner, state) = (length(recurrent.inner), length(recurrent.state));
    let (heads, groups) = (length(recurrent.heads), length(recurrent.groups));
    let convolved = inner + 2 * groups * state;
    list.matrix(Role::RecurrentMatrix, hidden, inner + convolved + heads);
    list.matrix(Role::Convolution, length(recurrent.convolution), convolved);
    list.vector(Role::Bias, convolved);
    list.vector(Role::Bias, heads);
    list.vector(Role::StateParameter, heads);
    list.vector(Role::StateParameter, heads);
    if recurrent.gated_norm.unwrap_or(true) {
        list.vector(Role::Norm, inner);
    }
    list.matrix(Role::RecurrentMatrix, inner, hidden);
}

/// Gated delta net.
fn gated_delta_net(list: &mut List<'_>, recurrent: &Recurrent) {
    let hidden = list.hidden;
    let heads = length(recurrent.value_heads);
    let key = length(recurrent.key_heads) * length(recurrent.key_length);
    let value = heads * length(recurrent.value_length);
    list.matrix(Role::AttentionPart, hidden, value);
    list.matrix(Role::FusedQueryKeyValue, hidden, 2 * key + value);
    list.vector(Role::StateParameter, heads);
    if list.layout.fused_delta_gates {
        list.matrix(Role::RecurrentMatrix, hidden, 2 * heads);
    } else {
        list.matrix(Role::RecurrentMatrix, hidden, heads);
        list.matrix(Role::RecurrentMatrix, hidden, heads);
    }
    let convolution = length(recurrent.convolution);
    list.matrix(Role::Convolution, convolution, 2 * key + value);
    list.vector(Role::Bias, heads);
    list.vector(Role::Norm, length(recurrent.value_length));
    list.matrix(Role::RecurrentMatrix, value, hidden);
}

/// Kimi delta attention.
fn delta_attention(list: &mut List<'_>, recurrent: &Recurrent) {
    let hidden = list.hidden;
    let (heads, head) = (length(recurrent.heads), length(recurrent.head_length));
    let inner = heads * head;
    list.matrix(Role::Key, hidden, inner);
    list.matrix(Role::AttentionOutput, inner, hidden);
    list.matrix(Role::Query, hidden, inner);
    list.matrix(Role::Value, hidden, inner);
    for _ in ["query", "key", "value"] {
        list.matrix(Role::Convolution, length(recurrent.convolution), inner);
    }
    list.vector(Role::StateParameter, heads);
    list.matrix(Role::RecurrentMatrix, hidden, heads);
    list.vector(Role::Bias, inner);
    if recurrent.full_rank_decay {
        list.matrix(Role::RecurrentMatrix, hidden, inner);
    } else {
        list.matrix(Role::RecurrentMatrix, hidden, head);
        list.matrix(Role::RecurrentMatrix, head, inner);
    }
    if recurrent.full_rank_gate {
        list.matrix(Role::RecurrentMatrix, hidden, inner);
    } else {
        list.matrix(Role::RecurrentMatrix, hidden, head);
        list.matrix(Role::RecurrentMatrix, head, inner);
    }
    list.vector(Role::Norm, head);
}

/// Gated short convolution.
fn short_convolution(list: &mut List<'_>, recurrent: &Recurrent) {
    let hidden = list.hidden;
    list.matrix(Role::Convolution, length(recurrent.convolution), hidden);
    list.matrix(Role::RecurrentMatrix, hidden, 3 * hidden);
    list.matrix(Role::RecurrentMatrix, hidden, hidden);
}

/// Lightning attention.
fn lightning(list: &mut List<'_>, recurrent: &Recurrent) {
    let hidden = list.hidden;
    let inner = length(recurrent.heads) * length(recurrent.head_length);
    list.matrix(Role::RecurrentMatrix, hidden, 3 * inner);
    list.matrix(Role::RecurrentMatrix, hidden, inner);
    list.vector(Role::Norm, inner);
    list.matrix(Role::RecurrentMatrix, inner, hidden);
}
