//! The measured quality of a model.

use serde::Deserialize;

use crate::columns::{Columns, Reader, Writer, choice, structure};
use crate::units::IndexPoints;

choice! {
    /// How a model answered when its quality was measured.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
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
}

impl Mode {
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

choice! {
    /// How well founded a score is.
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

/// The quality index of a model in one mode, at 16 bits a weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// How the model answered.
    pub mode: Mode,
    /// How well founded the score is.
    pub status: ScoreStatus,
    /// The mean of the six domains.
    pub overall: Scores,
    /// The domains one by one.
    pub domains: DomainScores,
}

/// A value of the index with its 90 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A score as the program carries it: differences in tenths of a point, which are small numbers,
/// and small numbers are short. The data files give tenths, so nothing is lost.
struct PackedScore {
    mode: Mode,
    status: ScoreStatus,
    overall: PackedScores,
    /// Values as differences from the overall one.
    domains: [PackedScores; 6],
}

structure!(PackedScore {
    mode,
    status,
    overall,
    domains
});

#[derive(Clone, Copy)]
struct PackedScores {
    value: i32,
    /// From the lower end of the interval to the value.
    below: i32,
    /// How much farther the upper end is.
    skew: i32,
    measurements: u16,
}

structure!(PackedScores {
    value,
    below,
    skew,
    measurements
});

impl PackedScores {
    fn new(scores: Scores, base: IndexPoints) -> Self {
        let tenths = |points: IndexPoints| points.hundredths() / 10;
        let below = tenths(scores.value) - tenths(scores.low);
        Self {
            value: tenths(scores.value) - tenths(base),
            below,
            skew: tenths(scores.high) - tenths(scores.value) - below,
            measurements: scores.measurements,
        }
    }

    fn unpack(self, base: IndexPoints) -> Scores {
        let points = |tenths: i32| IndexPoints::from_hundredths(tenths.saturating_mul(10));
        let value = base + points(self.value);
        Scores {
            value,
            low: value - points(self.below),
            high: value + points(self.below) + points(self.skew),
            measurements: self.measurements,
        }
    }
}

impl Columns for Score {
    fn write(&self, to: &mut Writer<'_>) {
        PackedScore::from(self).write(to);
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        PackedScore::read(from).into()
    }
}

impl From<&Score> for PackedScore {
    fn from(score: &Score) -> Self {
        let base = score.overall.value;
        Self {
            mode: score.mode,
            status: score.status,
            overall: PackedScores::new(score.overall, IndexPoints::default()),
            domains: score
                .domains
                .all()
                .map(|scores| PackedScores::new(scores, base)),
        }
    }
}

impl From<PackedScore> for Score {
    fn from(packed: PackedScore) -> Self {
        let overall = packed.overall.unpack(IndexPoints::default());
        let [general, reasoning, math, code, tools, instruct] =
            packed.domains.map(|scores| scores.unpack(overall.value));
        Self {
            mode: packed.mode,
            status: packed.status,
            overall,
            domains: DomainScores {
                general,
                reasoning,
                math,
                code,
                tools,
                instruct,
            },
        }
    }
}
