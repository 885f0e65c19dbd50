//! An amount of memory.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Decimal, parse_number};
use crate::columnar::{Columnar, Reader, Writer};

/// An amount of memory in whole bytes.
///
/// Sums saturate: a total beyond 16 EiB stays at the largest value instead of wrapping.
///
/// ```
/// use headroom_core::units::Bytes;
/// assert_eq!("24".parse(), Ok(Bytes::new(24_000_000_000)));
/// assert_eq!("24 GiB".parse(), Ok(Bytes::new(25_769_803_776)));
/// assert_eq!(Bytes::new(25_769_803_776).to_string(), "24GiB");
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Bytes(u64);

impl Columnar for Bytes {
    fn write(&self, to: &mut Writer<'_>) {
        self.0.write(to);
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        Self(u64::read(from))
    }
}

/// The unit in which sizes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ByteUnit {
    /// Decimal gigabytes, 10⁹ bytes: the unit of the formulas and of model files.
    #[default]
    Gb,
    /// Binary gigabytes, 2³⁰ bytes: the unit of memory chips and of system monitors.
    Gib,
}

impl ByteUnit {
    /// Bytes in one of this unit.
    #[must_use]
    pub const fn bytes(self) -> u64 {
        match self {
            Self::Gb => 1_000_000_000,
            Self::Gib => 1 << 30,
        }
    }

    /// The unit's name in the query string.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gb => "gb",
            Self::Gib => "gib",
        }
    }

    /// The unit's symbol.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Gb => "GB",
            Self::Gib => "GiB",
        }
    }
}

/// The suffixes that are read, lower case, with the bytes that each stands for.
const SUFFIXES: &[(&str, u64)] = &[
    ("", 1_000_000_000),
    ("b", 1),
    ("kb", 1_000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
    ("tb", 1_000_000_000_000),
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
    ("tib", 1 << 40),
    ("k", 1_000),
    ("m", 1_000_000),
    ("g", 1_000_000_000),
    ("t", 1_000_000_000_000),
];

/// The longest part of what is no unit that an error repeats, in characters.
const LONGEST_UNIT: usize = 20;

impl Bytes {
    /// No memory.
    pub const ZERO: Self = Self(0);
    /// The largest amount that can be held.
    pub const MAX: Self = Self(u64::MAX);

    /// An amount of `count` bytes.
    #[must_use]
    pub const fn new(count: u64) -> Self {
        Self(count)
    }

    /// The number of bytes.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The whole bytes nearest to `value`; negative and undefined values give zero.
    #[must_use]
    pub fn from_f64(value: f64) -> Self {
        // The cast saturates at both ends and turns NaN into zero.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Self(value.round() as u64)
    }

    /// `self − other`, or zero where `other` is larger.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `self − other`; `None` where `other` is larger.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(bytes) => Some(Self(bytes)),
            None => None,
        }
    }

    /// `self × factor`, or the largest amount where that does not fit.
    #[must_use]
    pub const fn saturating_mul(self, factor: u64) -> Self {
        Self(self.0.saturating_mul(factor))
    }

    /// The share `fraction` (0 to 1) of this amount, rounded to whole bytes.
    #[must_use]
    pub fn share(self, fraction: f64) -> Self {
        Self::from_f64(self.as_f64() * fraction)
    }

    /// The amount as a floating-point number of bytes, exact below 2⁵³.
    #[must_use]
    #[expect(clippy::cast_precision_loss)]
    pub const fn as_f64(self) -> f64 {
        self.0 as f64
    }

    /// The amount in `unit`.
    #[must_use]
    #[expect(clippy::cast_precision_loss)]
    pub fn in_unit(self, unit: ByteUnit) -> f64 {
        self.as_f64() / unit.bytes() as f64
    }

    /// The amount as shown to people: one decimal, none from a hundred on, two below one.
    ///
    /// ```
    /// use headroom_core::units::{ByteUnit, Bytes};
    /// assert_eq!(Bytes::new(21_750_000_000).to_string_in(ByteUnit::Gb), "21.8 GB");
    /// assert_eq!(Bytes::new(450_000_000).to_string_in(ByteUnit::Gb), "0.45 GB");
    /// assert_eq!(Bytes::new(1_500_000_000_000).to_string_in(ByteUnit::Gb), "1500 GB");
    /// ```
    #[must_use]
    pub fn to_string_in(self, unit: ByteUnit) -> String {
        format!("{} {}", self.to_number_string(unit), unit.symbol())
    }

    /// As [`Bytes::to_string_in`], without a zero behind the point: for sizes that somebody chose.
    ///
    /// ```
    /// use headroom_core::units::{ByteUnit, Bytes};
    /// assert_eq!(Bytes::new(24_000_000_000).to_short_string(ByteUnit::Gb), "24 GB");
    /// ```
    #[must_use]
    pub fn to_short_string(self, unit: ByteUnit) -> String {
        let number = self.to_number_string(unit);
        let short = number.strip_suffix(".0").unwrap_or(&number);
        format!("{short} {}", unit.symbol())
    }

    /// As [`Bytes::to_string_in`], without the unit's symbol.
    #[must_use]
    pub fn to_number_string(self, unit: ByteUnit) -> String {
        show_number(self.in_unit(unit))
    }
}

/// A figure with as many decimals as its size deserves.
fn show_number(value: f64) -> String {
    // A limit a little below the power of ten keeps 99.96 from being shown as "100.0".
    let digits = if value == 0.0 || value >= 99.95 {
        0
    } else if value >= 0.995 {
        1
    } else {
        2
    };
    Decimal::fixed(value, digits).to_string()
}

impl Add for Bytes {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Bytes {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// The canonical text, exact below 2⁵⁰ bytes: the shortest of decimal gigabytes without a unit, whole GiB and whole MiB
/// that says the very same number of bytes.
impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const GIB: u64 = 1 << 30;
        const MIB: u64 = 1 << 20;
        const GB: u64 = 1_000_000_000;
        let count = self.0;
        if count != 0 && !count.is_multiple_of(GB / 1000) {
            if count.is_multiple_of(GIB) {
                return write!(f, "{}GiB", count / GIB);
            }
            if count.is_multiple_of(MIB) {
                return write!(f, "{}MiB", count / MIB);
            }
        }
        let fraction = count % GB;
        if fraction == 0 {
            write!(f, "{}", count / GB)
        } else {
            let digits = format!("{fraction:09}");
            write!(f, "{}.{}", count / GB, digits.trim_end_matches('0'))
        }
    }
}

/// A reason for which a text is not an amount of memory.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseBytesError {
    /// The part before the unit is not a number.
    #[error("not a number")]
    Number,
    /// The unit is none of those that are read.
    #[error("“{0}” is not a unit of memory (use GB, GiB, MB or MiB)")]
    Unit(String),
    /// The number is negative, infinite or too large to be held.
    #[error("out of range")]
    Range,
}

/// Reads a number with an optional unit; a bare number means GB (10⁹ bytes).
impl FromStr for Bytes {
    type Err = ParseBytesError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let split = text
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-' | ' ')))
            .unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let number = parse_number(number).ok_or(ParseBytesError::Number)?;
        let unit = unit.trim();
        let lower = unit.to_ascii_lowercase();
        let scale = SUFFIXES
            .iter()
            .find_map(|&(suffix, scale)| (suffix == lower).then_some(scale))
            .ok_or_else(|| ParseBytesError::Unit(unit.chars().take(LONGEST_UNIT).collect()))?;
        #[expect(clippy::cast_precision_loss)]
        let bytes = number * scale as f64;
        #[expect(clippy::cast_precision_loss)]
        if !(0.0..=u64::MAX as f64).contains(&bytes) {
            return Err(ParseBytesError::Range);
        }
        Ok(Self::from_f64(bytes))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_takes_the_units_that_people_write() {
        let gib = Bytes::new(24 << 30);
        for text in ["24GiB", "24 GiB", "24gib", " 24.0GiB ", "24576MiB"] {
            assert_eq!(text.parse(), Ok(gib), "{text}");
        }
        for text in ["24", "24GB", "24 gb", "24000MB", "0.024TB", "24g"] {
            assert_eq!(text.parse(), Ok(Bytes::new(24_000_000_000)), "{text}");
        }
        assert_eq!("24564MiB".parse(), Ok(Bytes::new(25_757_220_864)));
        assert_eq!("1,536 MiB".parse(), Ok(Bytes::new(1_610_612_736)));
    }

    #[test]
    fn what_is_not_an_amount_says_why() {
        assert_eq!("".parse::<Bytes>(), Err(ParseBytesError::Number));
        assert_eq!("lots".parse::<Bytes>(), Err(ParseBytesError::Number));
        assert_eq!("-3".parse::<Bytes>(), Err(ParseBytesError::Range));
        assert_eq!("inf".parse::<Bytes>(), Err(ParseBytesError::Number));
        assert_eq!(
            "99999999999999".parse::<Bytes>(),
            Err(ParseBytesError::Range)
        );
        assert_eq!(
            "3 parsec".parse::<Bytes>(),
            Err(ParseBytesError::Unit("parsec".into()))
        );
    }

    #[test]
    fn canonical_text_is_short_and_keeps_binary_units() {
        for (count, text) in [
            (0, "0"),
            (24_000_000_000, "24"),
            (500_000_000, "0.5"),
            (24 << 30, "24GiB"),
            (25_757_220_864, "24564MiB"),
            (1, "0.000000001"),
        ] {
            assert_eq!(Bytes::new(count).to_string(), text);
        }
    }

    proptest! {
        #[test]
        fn every_amount_survives_its_text(count in 0..2_u64.pow(50)) {
            let bytes = Bytes::new(count);
            prop_assert_eq!(bytes.to_string().parse(), Ok(bytes));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<Bytes>();
        }
    }
}
