//! The longest context that fits.

use super::{Candidate, Evaluation};
use crate::estimate::ContextLimit;
use crate::units::Tokens;

/// The longest context with which a candidate fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MaxContext {
    /// Not even one token fits.
    DoesNotFit,
    /// So many tokens.
    Tokens(Tokens),
    /// Neither memory nor the model sets a limit.
    Unlimited,
}

impl MaxContext {
    /// The number of tokens; `None` where there is none to name.
    #[must_use]
    pub const fn tokens(self) -> Option<Tokens> {
        match self {
            Self::Tokens(tokens) => Some(tokens),
            Self::DoesNotFit | Self::Unlimited => None,
        }
    }
}

impl Evaluation {
    /// The longest context with which a candidate fits, no longer than its model's own limit.
    #[must_use]
    pub fn max_context(&self, candidate: &Candidate) -> MaxContext {
        let by_memory = || {
            let room = self.memory_budget.budget.checked_sub(candidate.fixed)?;
            let method = self.memory_method(candidate.cache)?;
            let precomputed = self.pool.precomputed();
            precomputed.max_context(candidate.model, &method, room)
        };
        let model = self.catalog().model(candidate.model);
        let promised = model.and_then(|model| model.context);
        match (by_memory(), promised) {
            (None, _) => MaxContext::DoesNotFit,
            (Some(ContextLimit::Tokens(tokens)), Some(limit)) => {
                MaxContext::Tokens(tokens.min(limit))
            }
            (Some(ContextLimit::Tokens(tokens)), None)
            | (Some(ContextLimit::Unlimited), Some(tokens)) => MaxContext::Tokens(tokens),
            (Some(ContextLimit::Unlimited), None) => MaxContext::Unlimited,
        }
    }
}
