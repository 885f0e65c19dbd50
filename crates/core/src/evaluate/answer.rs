//! The answer, in the terms of its sentence.

use super::Evaluation;
use crate::scenario::Axis;
use crate::units::{Bytes, IndexPoints};

/// The best candidate that fits, and what could be saved next to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The best candidate that fits.
    pub best: usize,
    /// The cheapest candidate on the frontier within a point of quality, where there is one.
    pub cheaper: Option<Cheaper>,
}

/// A cheaper candidate that is nearly as good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cheaper {
    /// The candidate.
    pub position: usize,
    /// The memory that it saves.
    pub saves: Bytes,
    /// The points of quality that it costs.
    pub costs: IndexPoints,
}

/// The most by which a cheaper candidate may be worse: one point of the index.
const NEARLY_AS_GOOD: IndexPoints = IndexPoints::from_hundredths(100);

impl Evaluation {
    /// The answer; `None` where nothing fits.
    #[must_use]
    pub fn answer(&self) -> Option<Answer> {
        let best = self.best()?;
        let quality = |at: usize| Some(self.pool.candidate(at)?.quality?.value);
        let top = quality(best)?;
        // Points of quality tell nothing about those that are ranked by something else.
        let by_quality = self.axis() == Axis::Quality;
        let near = self
            .frontier
            .iter()
            .skip(1)
            .filter(|_| by_quality)
            .copied()
            .filter_map(|position| {
                let costs = top - quality(position)?;
                let saves = self
                    .memory_of(best)
                    .saturating_sub(self.memory_of(position));
                (costs <= NEARLY_AS_GOOD && saves > Bytes::ZERO).then_some(Cheaper {
                    position,
                    saves,
                    costs,
                })
            });
        Some(Answer {
            best,
            cheaper: near.max_by_key(|cheaper| cheaper.saves),
        })
    }
}
