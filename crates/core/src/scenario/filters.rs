//! Filters: the candidates that are considered.

use std::fmt;
use std::str::FromStr;

use crate::catalog::{Model, QuantizationIndex};
use crate::units::{Decimal, parse_decimal};

/// The filters; empty lists and `None` let everything through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Words that must all occur in a model's name, id, family or developer.
    pub text: String,
    /// Families.
    pub families: Vec<String>,
    /// Licenses.
    pub licenses: Vec<String>,
    /// Range of the number of parameters.
    pub size: SizeRange,
    /// Models that reason before they answer, or the others.
    pub reasoning: Option<bool>,
    /// Least quality after the loss of quantization, in points; unrated models have none.
    pub least: Option<u64>,
    /// Quantization types; empty: those that are usually offered.
    pub quantizations: Vec<QuantizationIndex>,
}

impl Filters {
    /// The longest search text that is kept, in characters.
    pub const MOST_TEXT: usize = 200;

    /// The model passes all filters that concern models.
    #[must_use]
    pub fn admit(&self, model: &Model) -> bool {
        let listed = |list: &[String], value: Option<&String>| {
            list.is_empty()
                || value.is_some_and(|value| {
                    list.iter().any(|listed| listed.eq_ignore_ascii_case(value))
                })
        };
        self.size.contains(model.parameters.total)
            && listed(&self.families, Some(&model.family))
            && listed(&self.licenses, model.license.as_ref())
            && self.text_matches(model)
    }

    fn text_matches(&self, model: &Model) -> bool {
        if self.text.trim().is_empty() {
            return true;
        }
        let haystack = format!(
            "{} {} {} {}",
            model.name, model.id, model.family, model.developer
        )
        .to_ascii_lowercase();
        self.text
            .to_ascii_lowercase()
            .split_whitespace()
            .all(|word| haystack.contains(word))
    }
}

/// A range of the number of parameters in billions, both ends included.
///
/// ```
/// use headroom_core::scenario::SizeRange;
/// let range: SizeRange = "7-32".parse().unwrap();
/// assert!(range.contains(8_030_261_248) && !range.contains(70_553_706_496));
/// assert_eq!("-14".parse::<SizeRange>().unwrap().to_string(), "-14");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SizeRange {
    /// Least billions; `None`: no limit.
    pub least: Option<f64>,
    /// Most billions; `None`: no limit.
    pub most: Option<f64>,
}

impl SizeRange {
    /// The bounds of what can be asked for, in billions.
    pub const LIMITS: (f64, f64) = (0.0, 10_000.0);

    /// It lets everything through.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.least.is_none() && self.most.is_none()
    }

    /// So many parameters are within the range.
    #[must_use]
    pub fn contains(&self, parameters: u64) -> bool {
        #[expect(clippy::cast_precision_loss)]
        let billions = parameters as f64 / 1e9;
        self.least.is_none_or(|least| billions >= least)
            && self.most.is_none_or(|most| billions <= most)
    }
}

impl fmt::Display for SizeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(least) = self.least {
            Decimal::plain(least).fmt(f)?;
        }
        f.write_str("-")?;
        if let Some(most) = self.most {
            Decimal::plain(most).fmt(f)?;
        }
        Ok(())
    }
}

/// A text that is not a range of sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a range of billions of parameters (write 7-32, 7- or -32)")]
pub struct ParseSizeRangeError;

impl FromStr for SizeRange {
    type Err = ParseSizeRangeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let end = |text: &str| {
            let text = text.trim().trim_end_matches(['b', 'B']);
            if text.is_empty() {
                return Ok(None);
            }
            let (least, most) = Self::LIMITS;
            parse_decimal(text)
                .filter(|billions| (least..=most).contains(billions))
                .map(Some)
                .ok_or(ParseSizeRangeError)
        };
        let (least, most) = text.split_once('-').ok_or(ParseSizeRangeError)?;
        let range = Self {
            least: end(least)?,
            most: end(most)?,
        };
        match range {
            Self {
                least: Some(least),
                most: Some(most),
            } if least > most => Err(ParseSizeRangeError),
            _ => Ok(range),
        }
    }
}
