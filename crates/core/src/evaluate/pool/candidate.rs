//! A candidate, and what of it a step of a slider reads.

use crate::catalog::{CacheTypeIndex, Mode, ModelIndex, QuantizationIndex, ScoreStatus};
use crate::quality::Quality;
use crate::units::Bytes;

/// A model that answers in a mode, at a quantization, with a KV cache type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The model.
    pub model: ModelIndex,
    /// The mode in which it answers.
    pub mode: Mode,
    /// The quantization.
    pub quantization: QuantizationIndex,
    /// The KV cache type.
    pub cache: CacheTypeIndex,
    /// Its quality; `None` for an unrated model.
    pub quality: Option<Quality>,
    /// The figure by which it is ranked, in hundredths: points of quality or efficiency, tokens per
    /// second; `None` where that is not known.
    pub objective: Option<i32>,
    /// Its speed in hundredths of a token per second, where that matters: 0 elsewhere.
    pub speed: i32,
    /// The status of its score; `None` for an unrated model.
    pub score_status: Option<ScoreStatus>,
    /// True if the quantization destroys the model.
    pub broken: bool,
    /// Points of the index that quantization costs.
    pub loss: f32,
    /// Memory of the weights.
    pub weights: Bytes,
    /// Average bits per weight: by the exact method of this very model, by the formula of the
    /// quantization's table.
    pub bits: f32,
    /// Memory that does not depend on the context: weights, and the formula's activation.
    pub fixed: Bytes,
    /// Where the cost of its context stands, see [`ContextCosts`](super::ContextCosts).
    pub(super) slot: u32,
}

impl Candidate {
    /// Its score is made of few measurements.
    #[must_use]
    pub const fn is_provisional(&self) -> bool {
        matches!(self.score_status, Some(ScoreStatus::Provisional))
    }

    /// True if it can be on the frontier: rated or provisional, not broken, and of a known speed
    /// where that is asked for.
    #[must_use]
    pub const fn is_ranked(&self) -> bool {
        self.objective.is_some() && !self.broken
    }
}

/// The figures of a candidate that a step of a slider reads, close together for one quick pass.
#[derive(Clone, Copy, Debug)]
pub(in crate::evaluate) struct Step {
    /// Memory that does not depend on the context.
    pub(in crate::evaluate) fixed: Bytes,
    /// Where the cost of its context stands.
    pub(super) slot: u32,
    /// The figure by which it is ranked, which only counts where it is ranked.
    pub(in crate::evaluate) objective: i32,
    /// Its speed, where that matters.
    pub(in crate::evaluate) speed: i32,
}

impl From<&Candidate> for Step {
    fn from(candidate: &Candidate) -> Self {
        Self {
            fixed: candidate.fixed,
            slot: candidate.slot,
            objective: candidate.objective.unwrap_or_default(),
            speed: candidate.speed,
        }
    }
}
