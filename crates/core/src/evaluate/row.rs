//! A row of the table.

use super::{Candidate, Evaluation, MaxContext};
use crate::catalog::{CacheType, Model, Quantization};
use crate::estimate::Status;
use crate::memory::Breakdown;
use crate::quality::Quality;
use crate::speed::Speed;
use crate::units::Bytes;

/// A candidate with its figures. Those that take time are worked out when they are asked for.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    evaluation: &'a Evaluation,
    /// The position in the pool.
    pub position: usize,
    /// The candidate.
    pub candidate: &'a Candidate,
    /// Its model.
    pub model: &'a Model,
    /// Its quantization.
    pub quantization: &'a Quantization,
    /// Its KV cache type.
    pub cache_type: &'a CacheType,
    /// Its memory.
    pub memory: Bytes,
    /// The budget.
    pub budget: Bytes,
    /// Its quality; `None` for an unrated model.
    pub quality: Option<Quality>,
    /// The reliability of the quality.
    pub status: Status,
    /// It is on the frontier.
    pub on_frontier: bool,
    /// Its probability of really being on the frontier, 0 to 1; `None` where that was not worked
    /// out, see [`Evaluation::likelihoods`], or is below the least that is named there.
    pub likelihood: Option<f32>,
}

impl Row<'_> {
    /// Its memory, part by part.
    #[must_use]
    pub fn parts(&self) -> Breakdown {
        self.evaluation.breakdown(self.candidate)
    }

    /// Its speed of generation; `None` where the hardware's bandwidth is not known.
    #[must_use]
    pub fn speed(&self) -> Option<Speed> {
        self.evaluation.speed(self.candidate, self.memory)
    }

    /// The longest context that fits.
    #[must_use]
    pub fn max_context(&self) -> MaxContext {
        self.evaluation.max_context(self.candidate)
    }

    /// It fits the budget and reaches the context.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.memory <= self.budget && self.status != Status::Short
    }

    /// The name of its mode, unless it goes without saying: a model that does not reason, or one
    /// whose own name says that it does.
    #[must_use]
    pub fn mode_to_say(&self) -> Option<&'static str> {
        let mode = self.candidate.mode;
        let said = self.model.name.to_ascii_lowercase().ends_with(mode.name());
        (mode.thinks() && !said).then(|| mode.name())
    }

    /// The memory left; negative where it does not fit.
    #[must_use]
    pub fn headroom(&self) -> i128 {
        i128::from(self.budget.get()) - i128::from(self.memory.get())
    }

    /// The text of its pick, every part of it written.
    #[must_use]
    pub fn pick(&self) -> String {
        format!(
            "{}@{}:{}:{}",
            self.model.id,
            self.candidate.mode.name(),
            self.quantization.id,
            self.cache_type.id
        )
    }
}

impl Evaluation {
    /// The row of a candidate; `None` only for a position beyond the pool.
    #[must_use]
    pub fn row(&self, position: usize) -> Option<Row<'_>> {
        let candidate = self.pool.candidate(position)?;
        let model = self.catalog().model(candidate.model)?;
        let reaches = model.reaches(self.scenario.workload.context);
        let status = Status::new(reaches, candidate.broken, candidate.score_status);
        Some(Row {
            evaluation: self,
            position,
            candidate,
            model,
            quantization: self.catalog().quantization(candidate.quantization)?,
            cache_type: self.catalog().cache_type(candidate.cache)?,
            memory: self.memory_of(position),
            budget: self.memory_budget.budget,
            quality: candidate.quality,
            status,
            on_frontier: self.is_on_frontier(position),
            likelihood: None,
        })
    }

    /// The row of a candidate with its entry in a list of [likelihoods](Self::likelihoods).
    #[must_use]
    pub fn row_with_likelihood(
        &self,
        position: usize,
        likelihoods: &[(usize, f32)],
    ) -> Option<Row<'_>> {
        let place = likelihoods.binary_search_by_key(&position, |&(at, _)| at);
        let entry = place.ok().and_then(|place| likelihoods.get(place));
        Some(Row {
            likelihood: entry.map(|&(_, likelihood)| likelihood),
            ..self.row(position)?
        })
    }
}
