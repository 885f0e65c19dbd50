//! The state of recurrent layers, whatever the length of the context.

use crate::catalog::{Architecture, Recurrent, RecurrentKind};

/// States are kept in 32-bit floats.
const STATE_VALUE: u64 = 4;

/// Bytes of the state of `layer` for one sequence.
// llama.cpp: src/llama-hparams.cpp, llama_hparams::n_embd_r and n_embd_s
// llama.cpp: src/llama-memory-recurrent.cpp, llama_memory_recurrent::llama_memory_recurrent
pub(super) fn state_bytes(architecture: &Architecture, layer: u32) -> u64 {
    let recurrent = architecture.recurrent.as_ref();
    let Some(recurrent) = recurrent.filter(|recurrent| recurrent.layers.contains(layer)) else {
        return 0;
    };
    let (convolution, state) = match recurrent.kind {
        RecurrentKind::Mamba1 | RecurrentKind::Mamba2 | RecurrentKind::GatedDeltanet => {
            state_space(recurrent)
        }
        RecurrentKind::Kda => delta_attention(recurrent),
        RecurrentKind::Shortconv => (memory(recurrent, u64::from(architecture.hidden)), 0),
        RecurrentKind::Lightning => (0, matrix(recurrent)),
    };
    STATE_VALUE.saturating_mul(convolution.saturating_add(state))
}

/// A length that the catalog may leave out.
fn length(value: Option<u32>) -> u64 {
    u64::from(value.unwrap_or_default())
}

/// The inputs that a convolution over `channels` channels still sees: `(length − 1) × channels`.
fn memory(recurrent: &Recurrent, channels: u64) -> u64 {
    length(recurrent.convolution)
        .saturating_sub(1)
        .saturating_mul(channels)
}

/// Convolution over `inner + 2 × groups × state` channels, state of `state × inner` values. A
/// first-generation state space has no groups.
fn state_space(recurrent: &Recurrent) -> (u64, u64) {
    let (inner, state) = (length(recurrent.inner), length(recurrent.state));
    let groups = match recurrent.kind {
        RecurrentKind::Mamba1 => 0,
        _ => length(recurrent.groups),
    };
    let channels = groups
        .saturating_mul(state)
        .saturating_mul(2)
        .saturating_add(inner);
    (memory(recurrent, channels), state.saturating_mul(inner))
}

/// Convolutions over queries, keys and values, a matrix for each head.
fn delta_attention(recurrent: &Recurrent) -> (u64, u64) {
    let inner = length(recurrent.heads).saturating_mul(length(recurrent.head_length));
    (
        memory(recurrent, inner).saturating_mul(3),
        matrix(recurrent),
    )
}

/// `head_length²` values for each head.
fn matrix(recurrent: &Recurrent) -> u64 {
    let head = length(recurrent.head_length);
    length(recurrent.heads)
        .saturating_mul(head)
        .saturating_mul(head)
}
