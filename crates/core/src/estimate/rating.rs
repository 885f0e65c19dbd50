//! The quality of a model at a quantization, and the reliance that it deserves.

use serde::Serialize;

use crate::catalog::{LossFit, Score, ScoreStatus};
use crate::quality::{self, Quality};

/// The reliance that a quality deserves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Measured well.
    Rated,
    /// Measured by few scores.
    Provisional,
    /// Not measured.
    Unrated,
    /// The quantization destroys the model.
    Broken,
    /// The model's context limit is below what is asked.
    Short,
}

impl Status {
    /// The status of a model that `reaches` the context that is asked or does not, is `broken` or not
    /// by its quantization, and has a score of a status or none.
    #[must_use]
    pub const fn new(reaches: bool, broken: bool, score: Option<ScoreStatus>) -> Self {
        match score {
            _ if !reaches => Self::Short,
            _ if broken => Self::Broken,
            Some(ScoreStatus::Rated) => Self::Rated,
            Some(ScoreStatus::Provisional) => Self::Provisional,
            Some(ScoreStatus::Insufficient) | None => Self::Unrated,
        }
    }

    /// The status in a word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rated => "rated",
            Self::Provisional => "provisional",
            Self::Unrated => "unrated",
            Self::Broken => "broken",
            Self::Short => "short",
        }
    }
}

/// The quality of a model at a quantization.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rating {
    /// Its quality; `None` for an unrated model.
    pub quality: Option<Quality>,
    /// Points of the index that weights and cache in fewer bits cost.
    pub loss: f64,
    /// The loss destroys the model.
    pub broken: bool,
    /// The status of the score that the quality is made of.
    pub score_status: Option<ScoreStatus>,
}

impl Rating {
    /// The rating of a model with this score after a loss of so many points; a score from too few
    /// measurements counts as none.
    #[must_use]
    pub fn new(fit: &LossFit, score: Option<(Score, ScoreStatus)>, loss: f64) -> Self {
        let score = score.filter(|(_, status)| *status != ScoreStatus::Insufficient);
        Self {
            quality: score.map(|(score, _)| quality::after_loss(fit, score, loss)),
            loss,
            broken: quality::is_broken(fit, loss),
            score_status: score.map(|(_, status)| status),
        }
    }

    /// The status where the model `reaches` the context that is asked, or does not.
    #[must_use]
    pub const fn status(&self, reaches: bool) -> Status {
        Status::new(reaches, self.broken, self.score_status)
    }
}
