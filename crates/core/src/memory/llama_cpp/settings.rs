//! The settings of a run of llama.cpp.

use std::num::NonZeroU64;

use crate::units::Tokens;

use crate::ggml::TensorType;

/// The cache's cells come in stretches of this many.
pub(super) const CELL_STEP: u64 = 256;

/// The settings of a run, named as the options of `llama-server`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Settings {
    /// `--ctx-size`: tokens of context, shared by the sequences.
    pub context: Tokens,
    /// `--cache-type-k`.
    pub keys: TensorType,
    /// `--cache-type-v`.
    pub values: TensorType,
    /// `--parallel`: sequences at once.
    pub sequences: u64,
    /// `--kv-unified`: the sequences share one cache.
    pub unified: bool,
    /// `--swa-full`: layers with a window cache the whole context all the same.
    pub full_window: bool,
    /// `--ubatch-size`: tokens computed at once.
    pub ubatch: u64,
    /// Tokens whose logits are reserved, as `llama-server` does for each slot; `None`: all of a
    /// ubatch.
    pub outputs: Option<NonZeroU64>,
    /// `--flash-attn`.
    pub flash_attention: bool,
    /// Devices over which the layers are split (`--split-mode layer`), at least 1.
    pub devices: u64,
}

impl Settings {
    /// The defaults of `llama-server` for one sequence of `context` tokens.
    #[must_use]
    pub const fn new(context: Tokens) -> Self {
        Self {
            context,
            keys: TensorType::F16,
            values: TensorType::F16,
            sequences: 1,
            unified: true,
            full_window: false,
            ubatch: 512,
            outputs: NonZeroU64::new(1),
            flash_attention: true,
            devices: 1,
        }
    }

    /// Checks that llama.cpp accepts these settings.
    ///
    /// # Errors
    /// The reason for which it would refuse to start.
    // llama.cpp: src/llama-context.cpp, llama_init_from_model
    pub const fn check(&self) -> Result<(), SettingsError> {
        if self.values.is_quantized() && !self.flash_attention {
            return Err(SettingsError::QuantizedValues);
        }
        Ok(())
    }

    /// The number of separate streams of the cache.
    pub(super) const fn streams(&self) -> u64 {
        if self.unified || self.sequences == 0 {
            1
        } else {
            self.sequences
        }
    }

    /// Cells of one stream: the context, or a sequence's part of it, in whole steps.
    // llama.cpp: src/llama-context.cpp, llama_context::llama_context
    pub(super) const fn cells(&self) -> u64 {
        let context = step_up(self.context.get());
        let context = if context == 0 { CELL_STEP } else { context };
        step_up(context / self.streams())
    }

    /// Tokens computed at once: never more than the context.
    pub(super) const fn tokens_at_once(&self) -> u64 {
        let context = self.cells().saturating_mul(self.streams());
        let ubatch = if self.ubatch < context {
            self.ubatch
        } else {
            context
        };
        if ubatch == 0 { 1 } else { ubatch }
    }

    /// Tokens whose logits are kept at once.
    pub(super) const fn logits_at_once(&self) -> u64 {
        let tokens = self.tokens_at_once();
        match self.outputs {
            Some(outputs) if outputs.get() < tokens => outputs.get(),
            Some(_) | None => tokens,
        }
    }
}

/// `count` rounded up to a multiple of [`CELL_STEP`].
pub(super) const fn step_up(count: u64) -> u64 {
    match count.checked_next_multiple_of(CELL_STEP) {
        Some(cells) => cells,
        None => u64::MAX,
    }
}

/// A reason for which llama.cpp refuses settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Quantized values are only read by flash attention.
    #[error("a quantized cache of values needs flash attention")]
    QuantizedValues,
}
