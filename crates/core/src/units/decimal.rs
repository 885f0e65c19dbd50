//! Floating-point numbers as decimal text.

use std::fmt;

/// The most digits behind the point that a plain number is given.
const MOST_PLAIN: u32 = 9;

/// A number as decimal text.
///
/// The number format of the page, of links and of exports: a whole number of units of the last digit,
/// exact below 2⁵³ of them. Halves are rounded to the even digit, as the standard library does; there
/// is no “−0”, and NaN is 0.
///
/// ```
/// use headroom_core::units::Decimal;
/// assert_eq!(Decimal::fixed(6.5, 0).to_string(), "6");
/// assert_eq!(Decimal::fixed(-0.045, 1).to_string(), "0.0");
/// assert_eq!(Decimal::fixed(19.996, 2).to_string(), "20.00");
/// assert_eq!(Decimal::plain(4.25).to_string(), "4.25");
/// assert_eq!(Decimal::plain(-7.0).to_string(), "-7");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The number in units of its last digit.
    units: i64,
    /// Digits behind the point.
    digits: u32,
}

impl Decimal {
    /// A number with `digits` digits behind the point, at most 9.
    #[must_use]
    pub fn fixed(value: f64, digits: u32) -> Self {
        let digits = digits.min(MOST_PLAIN);
        // The cast saturates at both ends and turns NaN into zero.
        #[expect(clippy::cast_possible_truncation)]
        let units = (value * scale(digits)).round_ties_even() as i64;
        Self { units, digits }
    }

    /// A number with no more digits than tell it from others, and at most 9 behind the point.
    #[must_use]
    pub fn plain(value: f64) -> Self {
        let mut digits = 0;
        loop {
            let decimal = Self::fixed(value, digits);
            #[expect(clippy::float_cmp)]
            if digits == MOST_PLAIN || decimal.value() == value {
                return decimal;
            }
            digits += 1;
        }
    }

    /// The number that is written.
    #[must_use]
    pub fn value(self) -> f64 {
        #[expect(clippy::cast_precision_loss)]
        let units = self.units as f64;
        units / scale(self.digits)
    }
}

/// The factor that makes a number one of whole units.
fn scale(digits: u32) -> f64 {
    f64::from(10_u32.pow(digits))
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u64.pow(self.digits);
        let units = self.units.unsigned_abs();
        if self.units < 0 {
            f.write_str("-")?;
        }
        write!(f, "{}", units / scale)?;
        if self.digits > 0 {
            let width = self.digits as usize;
            write!(f, ".{:0width$}", units % scale)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_written_is_something_all_the_same() {
        assert_eq!(Decimal::fixed(f64::NAN, 1).to_string(), "0.0");
        assert_eq!(Decimal::plain(f64::NAN).to_string(), "0.000000000");
        assert_eq!(
            Decimal::fixed(f64::INFINITY, 0).to_string(),
            i64::MAX.to_string()
        );
        assert_eq!(Decimal::fixed(1e-12, 40).to_string(), "0.000000000");
    }

    proptest! {
        /// Nearly halves aside: a half that the multiplication makes is none to the library.
        #[test]
        fn the_library_writes_the_same(
            units in -10_000_000_000_i64..10_000_000_000, digits in 0_u32..5, rest in 0.01..0.49_f64
        ) {
            #[expect(clippy::cast_precision_loss)]
            let value = (units as f64 + rest) / scale(digits);
            let (ours, width) = (Decimal::fixed(value, digits), digits as usize);
            let theirs = format!("{value:.width$}");
            let zero = theirs.trim_start_matches('-').chars().all(|c| matches!(c, '0' | '.'));
            let theirs = if zero { theirs.trim_start_matches('-') } else { &theirs };
            prop_assert_eq!(ours.to_string(), theirs);
        }

        #[test]
        fn true_halves_are_rounded_as_the_library_rounds_them(half in -0_i32..1_000_001) {
            let value = f64::from(half) / 2.0;
            prop_assert_eq!(
                Decimal::fixed(value, 0).to_string(),
                format!("{:.0}", value)
            );
        }

        #[test]
        fn plain_numbers_are_as_short_as_the_librarys(
            units in -10_000_000_000_i64..10_000_000_000, digits in 0_u32..6
        ) {
            #[expect(clippy::cast_precision_loss)]
            let value = units as f64 / scale(digits);
            prop_assert_eq!(Decimal::plain(value).to_string(), value.to_string());
        }
    }
}
