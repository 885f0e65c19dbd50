//! The longest context that fits.

use crate::units::{Bytes, Tokens};

use super::model_layout::ModelLayout;
use super::settings::{CELL_STEP, Settings};

/// The most tokens that llama.cpp counts.
const MOST_TOKENS: u64 = u32::MAX as u64;

impl ModelLayout {
    /// The longest context that llama.cpp counts, and the answer of
    /// [`max_context`](Self::max_context) where nothing else sets a limit.
    pub const MOST_CONTEXT: Tokens = Tokens::new(MOST_TOKENS);

    /// The longest context whose cache and buffers fit into `memory`, in whole steps of 256
    /// tokens and at most `limit`; `None` where not even one step fits.
    ///
    /// All other settings are those of `settings`. Memory never falls as the context grows, so
    /// halving the range finds the very step.
    #[must_use]
    pub fn max_context(
        &self,
        settings: &Settings,
        memory: Bytes,
        limit: Option<Tokens>,
    ) -> Option<Tokens> {
        let limit = limit.map_or(MOST_TOKENS, Tokens::get).min(MOST_TOKENS);
        let fits = |steps: u64| {
            let context = Tokens::new(steps.saturating_mul(CELL_STEP).min(limit));
            let settings = Settings {
                context,
                ..*settings
            };
            self.context_bytes(&settings) <= memory
        };
        let (mut fitting, mut beyond) = (0, limit.div_ceil(CELL_STEP).saturating_add(1));
        while beyond - fitting > 1 {
            let middle = fitting + (beyond - fitting) / 2;
            if fits(middle) {
                fitting = middle;
            } else {
                beyond = middle;
            }
        }
        (fitting > 0).then(|| Tokens::new((fitting * CELL_STEP).min(limit)))
    }

    /// The memory of a context on the device: cache, states and buffers.
    #[must_use]
    pub fn context_bytes(&self, settings: &Settings) -> Bytes {
        let cache = self.cache(settings);
        cache.kv + cache.recurrent + self.compute(settings).device
    }
}
