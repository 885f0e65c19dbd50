//! How the conversion to GGUF lays out an architecture's matrices, where it differs from one
//! matrix for each projection.

use crate::catalog::Architecture;

/// The layout of an architecture's matrices in a GGUF file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::memory::exact) struct Form {
    /// Queries, keys and values are one matrix.
    pub(in crate::memory::exact) fused_attention: bool,
    /// Gate and up are one matrix, named `ffn_up`.
    pub(in crate::memory::exact) fused_gate: bool,
    /// Keys and values are projected from the latent vector by one matrix, and the cache holds
    /// them for every head, not the latent vector.
    pub(in crate::memory::exact) expanded_latent: bool,
    /// The two gates of a delta net are one matrix.
    pub(in crate::memory::exact) fused_delta_gates: bool,
    /// The program reads the whole context in every layer although the model has a window.
    pub(in crate::memory::exact) ignores_window: bool,
    /// Attention and feed-forward network read the same normalised input, side by side.
    pub(in crate::memory::exact) parallel_block: bool,
    /// Attention reads the residual stream as it is; norms come after.
    pub(in crate::memory::exact) norms_after: bool,
}

/// The usual layout.
const USUAL: Form = Form {
    fused_attention: false,
    fused_gate: false,
    expanded_latent: false,
    fused_delta_gates: false,
    ignores_window: false,
    parallel_block: false,
    norms_after: false,
};

/// The layouts that differ, by the architecture's name in llama.cpp (`src/models/` and
/// `conversion/` there).
const FORMS: &[(&str, Form)] = &[
    (
        "bailingmoe2",
        Form {
            fused_attention: true,
            ..USUAL
        },
    ),
    (
        "bloom",
        Form {
            fused_attention: true,
            ..USUAL
        },
    ),
    (
        "chatglm",
        Form {
            fused_attention: true,
            fused_gate: true,
            ..USUAL
        },
    ),
    (
        "cohere2",
        Form {
            parallel_block: true,
            ..USUAL
        },
    ),
    (
        "cohere2moe",
        Form {
            parallel_block: true,
            ..USUAL
        },
    ),
    (
        "command-r",
        Form {
            parallel_block: true,
            ..USUAL
        },
    ),
    (
        "dbrx",
        Form {
            fused_attention: true,
            ..USUAL
        },
    ),
    (
        "exaone4",
        Form {
            norms_after: true,
            ..USUAL
        },
    ),
    (
        "falcon",
        Form {
            fused_attention: true,
            parallel_block: true,
            ..USUAL
        },
    ),
    (
        "glm4",
        Form {
            fused_gate: true,
            ..USUAL
        },
    ),
    (
        "gpt2",
        Form {
            fused_attention: true,
            ..USUAL
        },
    ),
    (
        "gptneox",
        Form {
            fused_attention: true,
            ..USUAL
        },
    ),
    (
        "llama",
        Form {
            ignores_window: true,
            ..USUAL
        },
    ),
    (
        "minicpm3",
        Form {
            expanded_latent: true,
            ..USUAL
        },
    ),
    (
        "mpt",
        Form {
            fused_attention: true,
            ..USUAL
        },
    ),
    (
        "olmo2",
        Form {
            norms_after: true,
            ..USUAL
        },
    ),
    (
        "phi2",
        Form {
            parallel_block: true,
            ..USUAL
        },
    ),
    (
        "phi3",
        Form {
            fused_attention: true,
            fused_gate: true,
            ignores_window: true,
            ..USUAL
        },
    ),
    (
        "phimoe",
        Form {
            ignores_window: true,
            ..USUAL
        },
    ),
    (
        "qwen",
        Form {
            fused_attention: true,
            ..USUAL
        },
    ),
    (
        "qwen3next",
        Form {
            fused_delta_gates: true,
            ..USUAL
        },
    ),
    (
        "starcoder2",
        Form {
            ignores_window: true,
            ..USUAL
        },
    ),
];

impl Form {
    /// The layout of `architecture`.
    pub(in crate::memory::exact) fn of(architecture: &Architecture) -> Self {
        FORMS
            .iter()
            .find(|(name, _)| *name == architecture.name)
            .map_or(USUAL, |&(_, form)| form)
    }
}
