//! The layout of an architecture's matrices in a GGUF file, where it differs from one matrix for each
//! projection.

use crate::catalog::Architecture;

/// The layout of an architecture's matrices in a GGUF file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::memory::llama_cpp) struct GgufLayout {
    /// Queries, keys and values are one matrix.
    pub(in crate::memory::llama_cpp) fused_attention: bool,
    /// Gate and up are one matrix, named `ffn_up`.
    pub(in crate::memory::llama_cpp) fused_gate: bool,
    /// Keys and values are projected from the latent vector by one matrix, and the cache holds
    /// them for every head, not the latent vector.
    pub(in crate::memory::llama_cpp) expanded_latent: bool,
    /// The two gates of a delta net are one matrix.
    pub(in crate::memory::llama_cpp) fused_delta_gates: bool,
    /// llama.cpp reads the whole context in every layer although the model has a window.
    pub(in crate::memory::llama_cpp) ignores_window: bool,
    /// Attention and feed-forward network read the same normalised input, side by side.
    pub(in crate::memory::llama_cpp) parallel_block: bool,
    /// Attention reads the residual stream as it is; norms come after.
    pub(in crate::memory::llama_cpp) norms_after: bool,
}

/// The usual layout.
const USUAL: GgufLayout = GgufLayout {
    fused_attention: false,
    fused_gate: false,
    expanded_latent: false,
    fused_delta_gates: false,
    ignores_window: false,
    parallel_block: false,
    norms_after: false,
};

impl GgufLayout {
    /// The layout of `architecture`, by its name in llama.cpp.
    pub(in crate::memory::llama_cpp) fn of(architecture: &Architecture) -> Self {
        match architecture.name.as_str() {
            "bailingmoe2" | "bloom" | "dbrx" | "gpt2" | "gptneox" | "mpt" | "qwen" => Self {
                fused_attention: true,
                ..USUAL
            },
            "chatglm" => Self {
                fused_attention: true,
                fused_gate: true,
                ..USUAL
            },
            "cohere2" | "cohere2moe" | "command-r" | "phi2" => Self {
                parallel_block: true,
                ..USUAL
            },
            "exaone4" | "olmo2" => Self {
                norms_after: true,
                ..USUAL
            },
            "falcon" => Self {
                fused_attention: true,
                parallel_block: true,
                ..USUAL
            },
            "glm4" => Self {
                fused_gate: true,
                ..USUAL
            },
            "llama" | "phimoe" | "starcoder2" => Self {
                ignores_window: true,
                ..USUAL
            },
            "minicpm3" => Self {
                expanded_latent: true,
                ..USUAL
            },
            "phi3" => Self {
                fused_attention: true,
                fused_gate: true,
                ignores_window: true,
                ..USUAL
            },
            "qwen3next" => Self {
                fused_delta_gates: true,
                ..USUAL
            },
            _ => USUAL,
        }
    }
}
