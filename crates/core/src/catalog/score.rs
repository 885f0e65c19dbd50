//! The measured quality of a model.

use serde::{Deserialize, Serialize};

use crate::columnar::columnar_enum;
use crate::units::IndexPoints;

columnar_enum! {
    /// The mode in which a model answered when its quality was measured.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, strum::EnumString, strum::IntoStaticStr)]
    #[serde(rename_all = "kebab-case")]
    #[strum(ascii_case_insensitive, serialize_all = "kebab-case")]
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
}

impl Mode {
    /// The mode's name in data, links and tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The mode with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// True if the model reasons before it answers.
    #[must_use]
    pub const fn thinks(self) -> bool {
        !matches!(self, Self::Instruct)
    }
}

columnar_enum! {
    /// The strength of the evidence for a score.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ScoreStatus {
        /// At least five independent scores over at least three domains.
        Rated,
        /// At least three scores.
        Provisional,
        /// Fewer: the model is listed as unrated and its figure is not shown.
        Insufficient,
    }
}

/// The measured quality of a model in one mode, at 16 bits a weight.
#[derive(Clone, Debug, PartialEq)]
pub struct ModeRating {
    /// The mode in which the model answered.
    pub mode: Mode,
    /// The strength of the evidence for the score.
    pub status: ScoreStatus,
    /// The mean of the six domains.
    pub overall: Score,
    /// The domains one by one.
    pub domains: DomainScores,
}

/// A value of the index with its 90 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// The value.
    pub value: IndexPoints,
    /// Lower end of the interval.
    pub low: IndexPoints,
    /// Upper end of the interval.
    pub high: IndexPoints,
    /// The number of benchmark scores on which it rests; 0: inferred from the other domains.
    pub measurements: u16,
}

columnar_enum! {
    /// A domain of ability.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, strum::IntoStaticStr)]
    #[serde(rename_all = "lowercase")]
    #[strum(serialize_all = "lowercase")]
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
}

impl Domain {
    /// The domain's name in the data.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The six domains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DomainScores {
    /// Knowledge and understanding.
    pub general: Score,
    /// Reasoning.
    pub reasoning: Score,
    /// Mathematics.
    pub math: Score,
    /// Programming.
    pub code: Score,
    /// Calling tools.
    pub tools: Score,
    /// Following instructions.
    pub instruct: Score,
}

impl DomainScores {
    /// The score of one domain.
    #[must_use]
    pub const fn get(&self, domain: Domain) -> Score {
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
    pub const fn all(&self) -> [Score; 6] {
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
