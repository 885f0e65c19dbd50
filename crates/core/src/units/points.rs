//! Points of the quality index.

use std::fmt;
use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

use super::Decimal;
use crate::columnar::{Columnar, Reader, Writer};

/// A value on the quality index, in hundredths of a point.
///
/// The index is open at both ends; 100 is Llama 3.1 8B Instruct and 150 is Qwen3 32B thinking.
/// Whole hundredths make two qualities either equal or different, which the frontier needs.
///
/// ```
/// use headroom_core::units::IndexPoints;
/// assert_eq!(IndexPoints::from_f64(128.9).to_string(), "128.9");
/// assert_eq!(IndexPoints::from_f64(128.946).as_f64(), 128.95);
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct IndexPoints(i32);

impl Columnar for IndexPoints {
    fn write(&self, to: &mut Writer<'_>) {
        self.0.write(to);
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        Self(i32::read(from))
    }
}

impl IndexPoints {
    /// The value of `hundredths` hundredths of a point.
    #[must_use]
    pub const fn from_hundredths(hundredths: i32) -> Self {
        Self(hundredths)
    }

    /// The hundredth of a point nearest to `points`.
    #[must_use]
    pub fn from_f64(points: f64) -> Self {
        // The cast saturates at both ends and turns NaN into zero.
        #[expect(clippy::cast_possible_truncation)]
        Self((points * 100.0).round() as i32)
    }

    /// The value in hundredths of a point.
    #[must_use]
    pub const fn hundredths(self) -> i32 {
        self.0
    }

    /// The value in points.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// The value rounded to whole points.
    #[must_use]
    pub fn rounded(self) -> i32 {
        (self.0 + 50).div_euclid(100)
    }
}

impl Add for IndexPoints {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for IndexPoints {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// One decimal.
impl fmt::Display for IndexPoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::fixed(self.as_f64(), 1).fmt(f)
    }
}
