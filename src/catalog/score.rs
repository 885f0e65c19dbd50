//! The measured quality of a model.

use serde::{Deserialize, Serialize};

use crate::units::IndexPoints;

/// How a model answered when its quality was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Without visible reasoning.
    Instruct,
    /// With reasoning, at its default or highest effort.
    Thinking,
    /// With reasoning at low effort.
    ThinkingLow,
    /// With reasoning at medium effort.
    ThinkingMedium,
    /// With reasoning at high effort.
    ThinkingHigh,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 5] = [
        Self::Instruct,
        Self::Thinking,
        Self::ThinkingLow,
        Self::ThinkingMedium,
        Self::ThinkingHigh,
    ];

    /// The mode's name in data, links and tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Instruct => "instruct",
            Self::Thinking => "thinking",
            Self::ThinkingLow => "thinking-low",
            Self::ThinkingMedium => "thinking-medium",
            Self::ThinkingHigh => "thinking-high",
        }
    }

    /// The mode with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|mode| mode.name().eq_ignore_ascii_case(name))
    }

    /// Whether the model reasons before it answers.
    #[must_use]
    pub const fn thinks(self) -> bool {
        !matches!(self, Self::Instruct)
    }
}

/// How well founded a score is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreStatus {
    /// At least five independent scores over at least three domains.
    Rated,
    /// At least three scores.
    Provisional,
    /// Fewer: the model is listed as unrated and its figure is not shown.
    Insufficient,
}

/// The quality index of a model in one mode, at 16 bits a weight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// How the model answered.
    pub mode: Mode,
    /// How well founded the score is.
    pub status: ScoreStatus,
    /// The mean of the six domains.
    pub overall: Scores,
    /// The domains one by one.
    pub domains: DomainScores,
    /// LMArena's overall Elo, a second opinion that is not part of the index.
    pub arena_elo: Option<f32>,
}

/// A value of the index with its 90 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scores {
    /// The value.
    pub value: IndexPoints,
    /// Lower end of the interval.
    pub low: IndexPoints,
    /// Upper end of the interval.
    pub high: IndexPoints,
    /// How many benchmark scores it rests on; 0: inferred from the other domains.
    pub measurements: u16,
}

/// A domain of ability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Domain {
    /// Knowledge and understanding.
    General,
    /// Reasoning.
    Reasoning,
    /// Mathematics.
    Math,
    /// Programming.
    Code,
    /// Calling tools.
    Tools,
    /// Following instructions.
    Instruct,
}

/// The six domains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DomainScores {
    /// Knowledge and understanding.
    pub general: Scores,
    /// Reasoning.
    pub reasoning: Scores,
    /// Mathematics.
    pub math: Scores,
    /// Programming.
    pub code: Scores,
    /// Calling tools.
    pub tools: Scores,
    /// Following instructions.
    pub instruct: Scores,
}

impl DomainScores {
    /// The score of one domain.
    #[must_use]
    pub const fn get(&self, domain: Domain) -> Scores {
        match domain {
            Domain::General => self.general,
            Domain::Reasoning => self.reasoning,
            Domain::Math => self.math,
            Domain::Code => self.code,
            Domain::Tools => self.tools,
            Domain::Instruct => self.instruct,
        }
    }

    /// The six scores.
    #[must_use]
    pub const fn all(&self) -> [Scores; 6] {
        [
            self.general,
            self.reasoning,
            self.math,
            self.code,
            self.tools,
            self.instruct,
        ]
    }
}
