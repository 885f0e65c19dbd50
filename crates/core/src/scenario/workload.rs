//! The workload: what the model is given to do at once.

use super::CacheChoice;
use crate::catalog::Catalog;
use crate::estimate::Request;
use crate::units::Tokens;

/// The workload: what the model is given to do at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Workload {
    /// The context length.
    pub context: Tokens,
    /// Tokens that the context holds when speed is estimated, see [`Workload::speed_depth`].
    pub depth: Tokens,
    /// Tokens of the prompt whose reading is timed, 1 to 2M.
    pub prompt: Tokens,
    /// The KV cache type.
    pub cache: CacheChoice,
    /// Parallel sequences, which share the context, 1 to 256.
    pub sequences: u64,
}

impl Workload {
    /// The context length by default.
    pub const CONTEXT: Tokens = Request::CONTEXT;
    /// The prompt by default: that of llama.cpp's own benchmark.
    pub const PROMPT: Tokens = Request::PROMPT;

    /// The workload of an empty query string.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        Self {
            context: Self::CONTEXT,
            depth: Tokens::new(0),
            prompt: Self::PROMPT,
            cache: CacheChoice::standard(catalog),
            sequences: 1,
        }
    }

    /// Tokens that the context holds when speed is estimated: no more than the context has.
    #[must_use]
    pub fn speed_depth(&self) -> Tokens {
        self.depth.min(self.context)
    }
}
