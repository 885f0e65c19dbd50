//! Use cases: one, or several with weights.

use std::fmt;

use crate::catalog::{Domain, ModeRating, Score};
use crate::named::named;
use crate::units::{Decimal, IndexPoints, parse_number};

named! {
    /// A thing that a model is for; [`UseCases`](super::UseCases) are several of them.
    UseCase {
        /// A bit of everything: the mean of the six domains.
        #[default]
        General = "general", "General";
        /// Programming.
        Code = "code", "Code";
        /// Mathematics.
        Math = "math", "Math";
        /// Calling tools.
        Tools = "tools", "Tools";
        /// Reasoning.
        Reasoning = "reasoning", "Reasoning";
        /// Following instructions.
        Instruct = "instruct", "Instructions";
        /// Reading pictures: a requirement; quality is that of the text.
        Vision = "vision", "Vision";
    }
}

impl UseCase {
    /// The part of a score that counts for this use.
    #[must_use]
    pub const fn score(self, score: &ModeRating) -> Score {
        let domains = &score.domains;
        match self {
            Self::General | Self::Vision => score.overall,
            Self::Code => domains.get(Domain::Code),
            Self::Math => domains.get(Domain::Math),
            Self::Tools => domains.get(Domain::Tools),
            Self::Reasoning => domains.get(Domain::Reasoning),
            Self::Instruct => domains.get(Domain::Instruct),
        }
    }
}

/// Use cases, each with its weight, and whether the model must read pictures.
///
/// A set that exists has a use case with a weight: [`UseCase::General`] where nothing else was
/// asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UseCases {
    /// Hundredths, one for each of [`UseCase::ALL`]; 0: not asked for.
    weights: [u16; UseCase::ALL.len()],
    vision: bool,
}

/// The reason why a part of a text is not a use case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UseCasesError {
    /// No use case has this name.
    #[error("none of {names}", names = UseCase::ALL.iter().map(|case| case.name()).collect::<Vec<_>>().join(", "))]
    Name,
    /// The weight is none.
    #[error("a weight is 0.01 to {most}, with two decimals at most", most = UseCases::MOST_WEIGHT)]
    Weight,
    /// Reading pictures is a requirement, which weighs nothing.
    #[error("vision is a requirement and takes no weight")]
    Vision,
    /// The use case was named before.
    #[error("named before")]
    Twice,
}

/// A weight of 1.
const ONE: u16 = 100;
/// Most decimals of a weight.
const MOST_DECIMALS: usize = 2;

impl UseCases {
    /// The largest weight.
    pub const MOST_WEIGHT: u64 = 100;

    /// Nothing yet, which is no set of uses.
    const NONE: Self = Self {
        weights: [0; UseCase::ALL.len()],
        vision: false,
    };

    /// Reads `case[:weight]`, several with commas between: `code:2,math`.
    ///
    /// Gives what is good of the text (`None`: nothing), and the first part that is not, with the
    /// reason.
    #[must_use]
    pub fn read(text: &str) -> (Option<Self>, Option<(&str, UseCasesError)>) {
        let (mut uses, mut wrong) = (Self::NONE, None);
        let parts = text.split(',').map(str::trim);
        for part in parts.filter(|part| !part.is_empty() || text.is_empty()) {
            if let Err(error) = uses.add(part) {
                wrong = wrong.or(Some((part, error)));
            }
        }
        ((uses != Self::NONE).then(|| uses.complete()), wrong)
    }

    fn add(&mut self, part: &str) -> Result<(), UseCasesError> {
        let (name, weight) = match part.split_once(':') {
            Some((name, weight)) => (name.trim_end(), Some(weight)),
            None => (part, None),
        };
        let case = UseCase::from_name(name).ok_or(UseCasesError::Name)?;
        if case == UseCase::Vision {
            if weight.is_some() {
                return Err(UseCasesError::Vision);
            }
            return if std::mem::replace(&mut self.vision, true) {
                Err(UseCasesError::Twice)
            } else {
                Ok(())
            };
        }
        let weight = weight.map_or(Some(ONE), read_weight);
        let weight = weight.ok_or(UseCasesError::Weight)?;
        match self.weights.get_mut(case as usize) {
            Some(own) if *own == 0 => {
                *own = weight;
                Ok(())
            }
            _ => Err(UseCasesError::Twice),
        }
    }

    /// The set with what goes without saying: general use where nothing else is asked for, and
    /// there no weight, since it weighs against nothing.
    fn complete(mut self) -> Self {
        let [general, others @ ..] = &mut self.weights;
        if others.iter().all(|&weight| weight == 0) {
            *general = ONE;
        }
        self
    }

    /// The use cases with a weight, in the order of [`UseCase::ALL`].
    pub fn weighted(&self) -> impl Iterator<Item = (UseCase, f64)> {
        self.parts()
            .map(|(case, weight)| (case, f64::from(weight) / f64::from(ONE)))
    }

    fn parts(&self) -> impl Iterator<Item = (UseCase, u16)> {
        let parts = UseCase::ALL.iter().copied().zip(self.weights);
        parts.filter(|&(_, weight)| weight > 0)
    }

    /// The weight of a use case; 0 where it is not asked for.
    #[must_use]
    pub fn weight(&self, case: UseCase) -> f64 {
        let weight = self.weights.get(case as usize).copied();
        f64::from(weight.unwrap_or_default()) / f64::from(ONE)
    }

    /// The same with another weight of a use case, 0 to [`Self::MOST_WEIGHT`]; vision has none.
    #[must_use]
    pub fn with_weight(mut self, case: UseCase, weight: u64) -> Self {
        let weight = u16::try_from(weight.min(Self::MOST_WEIGHT)).unwrap_or_default();
        if let Some(own) = self.weights.get_mut(case as usize) {
            *own = weight * ONE;
        }
        self.complete()
    }

    /// The same with or without the requirement that the model reads pictures.
    #[must_use]
    pub fn with_vision(self, vision: bool) -> Self {
        Self { vision, ..self }
    }

    /// The requirement that the model reads pictures.
    #[must_use]
    pub const fn vision(&self) -> bool {
        self.vision
    }

    /// The one use case that this set is, weights aside; `None` where it is several.
    #[must_use]
    pub fn only(&self) -> Option<UseCase> {
        let mut parts = self.parts();
        match (parts.next(), parts.next(), self.vision) {
            (Some((case, _)), None, false) => Some(case),
            (Some((UseCase::General, _)), None, true) => Some(UseCase::Vision),
            _ => None,
        }
    }

    /// The score that counts for these uses: the mean of the cases' own, each with its weight.
    ///
    /// Both ends of the interval are such means too, which makes its half-width the mean of the
    /// cases' half-widths. That is exact where the errors of the cases go together, and too wide,
    /// never too narrow, where they do not. The abilities of the fit correlate at 0.95 and more,
    /// and a domain without measurements leans on the others, so errors mostly go together;
    /// treating them as independent would claim a uncertainty that the fit does not give.
    /// [`UseCase::General`] has the interval of the fit itself.
    ///
    /// [`Score::measurements`] is the least of the cases', so that 0 says: one of them was
    /// inferred.
    #[must_use]
    pub fn score(&self, score: &ModeRating) -> Score {
        let parts = || {
            let parts = self.parts();
            parts.map(|(case, weight)| (case.score(score), i64::from(weight)))
        };
        let total: i64 = parts().map(|(_, weight)| weight).sum();
        let mean = |end: fn(&Score) -> IndexPoints| {
            let of = |(scores, weight)| i64::from(end(&scores).hundredths()) * weight;
            let twice = 2 * parts().map(of).sum::<i64>() + total;
            // Rounded to the nearest hundredth; no set is without a weight.
            let mean = twice.checked_div_euclid(2 * total).unwrap_or_default();
            IndexPoints::from_hundredths(i32::try_from(mean).unwrap_or_default())
        };
        let measurements = parts().map(|(scores, _)| scores.measurements).min();
        Score {
            value: mean(|scores| scores.value),
            low: mean(|scores| scores.low),
            high: mean(|scores| scores.high),
            measurements: measurements.unwrap_or_default(),
        }
    }
}

/// A weight in hundredths.
fn read_weight(text: &str) -> Option<u16> {
    let decimals = text
        .trim_end()
        .split_once('.')
        .map_or(0, |(_, digits)| digits.len());
    let weight = parse_number(text).filter(|_| decimals <= MOST_DECIMALS)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (weight > 0.0 && weight <= UseCases::MOST_WEIGHT as f64)
        .then(|| (weight * f64::from(ONE)).round() as u16)
}

impl Default for UseCases {
    fn default() -> Self {
        Self::NONE.complete()
    }
}

impl From<UseCase> for UseCases {
    fn from(case: UseCase) -> Self {
        let mut uses = Self::NONE;
        if case == UseCase::Vision {
            uses.vision = true;
        } else if let Some(weight) = uses.weights.get_mut(case as usize) {
            *weight = ONE;
        }
        uses.complete()
    }
}

/// As the query string writes it: the cases in the order of [`UseCase::ALL`], a weight of 1 left
/// out, general use left out beside vision alone.
impl fmt::Display for UseCases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(UseCase::Vision) = self.only() {
            return f.write_str(UseCase::Vision.name());
        }
        let mut separator = "";
        for (case, weight) in self.parts() {
            f.write_str(separator)?;
            f.write_str(case.name())?;
            if weight != ONE {
                write!(f, ":{}", Decimal::plain(f64::from(weight) / f64::from(ONE)))?;
            }
            separator = ",";
        }
        if self.vision {
            f.write_str(separator)?;
            f.write_str(UseCase::Vision.name())?;
        }
        Ok(())
    }
}
