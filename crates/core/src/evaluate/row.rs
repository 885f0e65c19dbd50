//! A row of the table.

use serde::{Serialize, Serializer};

use super::{Candidate, Evaluation, LongestContext};
use crate::catalog::{CacheType, Model, Quantization};
use crate::estimate::Status;
use crate::memory::Breakdown;
use crate::quality::Quality;
use crate::speed::Speed;
use crate::units::{Bytes, Tokens};

/// What the table shows of a candidate. What takes time to work out is worked out when it is asked
/// for.
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
    /// How much the quality can be relied on.
    pub status: Status,
    /// Whether it is on the frontier.
    pub on_frontier: bool,
    /// How likely it is really on the frontier, 0 to 1; `None` where that was not worked out, see
    /// [`Evaluation::likelihoods`], or is below the least that is named there.
    pub likelihood: Option<f32>,
}

impl Row<'_> {
    /// Its memory, part by part.
    #[must_use]
    pub fn parts(&self) -> Breakdown {
        self.evaluation.breakdown(self.candidate)
    }

    /// How fast it generates; `None` where the hardware's bandwidth is not known.
    #[must_use]
    pub fn speed(&self) -> Option<Speed> {
        self.evaluation.speed(self.candidate, self.memory)
    }

    /// The longest context that fits.
    #[must_use]
    pub fn longest_context(&self) -> LongestContext {
        self.evaluation.longest_context(self.candidate)
    }

    /// Whether it fits the budget.
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

/// As the batch tools and the page's export write it; sizes in bytes, quality in points.
impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written<'a> {
            model: &'a str,
            mode: &'a str,
            quantization: &'a str,
            kv_cache: &'a str,
            memory_bytes: u64,
            headroom_bytes: i64,
            quality: Option<f64>,
            quality_low: Option<f64>,
            quality_high: Option<f64>,
            status: Status,
            tokens_per_second: Option<f64>,
            tokens_per_second_low: Option<f64>,
            tokens_per_second_high: Option<f64>,
            max_context: Option<u64>,
            frontier: bool,
            inferred: bool,
            likelihood: Option<f32>,
        }
        let speed = self.speed();
        Written {
            model: &self.model.id,
            mode: self.candidate.mode.name(),
            quantization: &self.quantization.id,
            kv_cache: &self.cache_type.id,
            memory_bytes: self.memory.get(),
            headroom_bytes: i64::try_from(self.headroom()).unwrap_or(i64::MIN),
            quality: self.quality.map(|quality| quality.value.as_f64()),
            quality_low: self.quality.map(|quality| quality.low.as_f64()),
            quality_high: self.quality.map(|quality| quality.high.as_f64()),
            status: self.status,
            tokens_per_second: speed.map(|speed| speed.value.get()),
            tokens_per_second_low: speed.map(|speed| speed.low.get()),
            tokens_per_second_high: speed.map(|speed| speed.high.get()),
            max_context: self.longest_context().tokens().map(Tokens::get),
            frontier: self.on_frontier,
            inferred: self.quality.is_some_and(|quality| quality.inferred),
            likelihood: self.likelihood,
        }
        .serialize(serializer)
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
}
