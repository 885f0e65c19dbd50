//! Classes of models by how well the size of their buffers is known.

use crate::catalog::{Architecture, RecurrentKind};

use super::super::tensors::gguf_layout::GgufLayout;

/// A class of models whose buffers follow the same sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ComputeClass {
    /// Attention, then a dense network, with separate matrices.
    Dense,
    /// Dense with sliding windows.
    Windowed,
    /// Dense with fused matrices.
    Fused,
    /// Attention and network side by side.
    Parallel,
    /// Experts.
    Experts,
    /// Latent attention.
    Latent,
    /// Attention and recurrent layers.
    Hybrid,
    /// A shape of which no model was measured.
    Unmeasured,
}

impl ComputeClass {
    /// The class of a model.
    #[must_use]
    pub fn of(architecture: &Architecture) -> Self {
        let layout = GgufLayout::of(architecture);
        let Some(attention) = &architecture.attention else {
            return Self::Unmeasured;
        };
        let unmeasured_recurrence = architecture.recurrent.as_ref().is_some_and(|recurrent| {
            matches!(
                recurrent.kind,
                RecurrentKind::Mamba1 | RecurrentKind::Kda | RecurrentKind::Lightning
            )
        });
        let windowed = attention.window.is_some() && !layout.ignores_window;
        if attention.compressed.is_some()
            || architecture.blocks.altup_inputs.is_some()
            || architecture.blocks.per_layer_embedding.is_some()
            || architecture.blocks.gated == Some(false)
            || attention.sparse_index.is_some()
            || attention
                .latent
                .as_ref()
                .is_some_and(|latent| latent.indexer.is_some() || layout.expanded_latent)
            || (layout.parallel_block && architecture.experts.is_some())
            || unmeasured_recurrence
        {
            Self::Unmeasured
        } else if attention.latent.is_some() {
            Self::Latent
        } else if architecture.recurrent.is_some() {
            Self::Hybrid
        } else if architecture.experts.is_some() {
            Self::Experts
        } else if layout.parallel_block {
            Self::Parallel
        } else if layout.fused_gate || layout.fused_attention {
            Self::Fused
        } else if windowed {
            Self::Windowed
        } else {
            Self::Dense
        }
    }

    /// The class's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dense => "dense",
            Self::Windowed => "sliding window",
            Self::Fused => "fused matrices",
            Self::Parallel => "parallel blocks",
            Self::Experts => "experts",
            Self::Latent => "latent attention",
            Self::Hybrid => "hybrid recurrent",
            Self::Unmeasured => "not measured",
        }
    }

    /// The share by which the buffer may be off in 19 of 20 settings: that of the class's worst
    /// measured model, rounded up, and a tenth or more where only one or two models were measured.
    /// The sums were read off from the models that they are measured with, so a shape that was
    /// not measured gets a wide guess.
    #[must_use]
    pub const fn band(self) -> f64 {
        match self {
            Self::Windowed => 0.05,
            Self::Dense => 0.08,
            Self::Fused | Self::Parallel | Self::Latent => 0.1,
            Self::Experts | Self::Hybrid => 0.15,
            Self::Unmeasured => 0.3,
        }
    }
}
