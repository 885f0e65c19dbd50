//! The selected candidate, and its name in links.

use super::{Candidate, Evaluation};
use crate::scenario::Pick;

impl Evaluation {
    /// True if the visitor selected a candidate that the filters leave out.
    #[must_use]
    pub fn pick_filtered_out(&self) -> bool {
        self.scenario
            .view
            .pick
            .is_some_and(|pick| self.find_pick(pick).is_none())
    }

    /// The position of the selected candidate.
    pub(super) fn find_selected(&self) -> Option<usize> {
        self.scenario
            .view
            .pick
            .and_then(|pick| self.find_pick(pick))
            .or_else(|| self.best())
    }

    /// The candidate that a pick means: of several the one of best quality, then of least memory.
    fn find_pick(&self, pick: Pick) -> Option<usize> {
        let matches = |candidate: &Candidate| {
            candidate.quantization == pick.quantization
                && pick.mode.is_none_or(|mode| candidate.mode == mode)
                && pick.cache.is_none_or(|cache| candidate.cache == cache)
        };
        self.pool
            .of_model(pick.model)
            .filter(|(_, candidate)| matches(candidate))
            .min_by_key(|&(position, candidate)| {
                let quality = candidate.quality.map(|quality| quality.value);
                (std::cmp::Reverse(quality), self.memory_of(position))
            })
            .map(|(position, _)| position)
    }

    /// The candidate's text for links, every part of it written.
    #[must_use]
    pub fn pick_of(&self, candidate: &Candidate) -> Pick {
        Pick {
            model: candidate.model,
            mode: Some(candidate.mode),
            quantization: candidate.quantization,
            cache: Some(candidate.cache),
        }
    }

    /// The candidate's text for links, without the parts that go without saying: the mode of a
    /// model that has one, the cache type where there is one for all.
    #[must_use]
    pub fn short_pick_of(&self, candidate: &Candidate) -> Pick {
        let modes = self.pool.modes_of(candidate.model);
        let mut pick = self.pick_of(candidate);
        if modes < 2 {
            pick.mode = None;
        }
        if self.pool.cache_types().len() < 2 {
            pick.cache = None;
        }
        pick
    }
}
