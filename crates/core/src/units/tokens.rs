//! A length in tokens.

use std::fmt;
use std::ops::Add;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::parse_number;
use super::thousands;
use crate::columnar::{Columnar, Reader, Writer};

/// A number of tokens: the length of a context, a prompt or a window. Sums saturate.
///
/// ```
/// use headroom_core::units::Tokens;
/// assert_eq!("32k".parse(), Ok(Tokens::new(32_768)));
/// assert_eq!(Tokens::new(1_048_576).to_string(), "1m");
/// assert_eq!(Tokens::new(1_048_576).to_short_string(), "1M");
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Tokens(u64);

impl Columnar for Tokens {
    fn write(&self, to: &mut Writer<'_>) {
        self.0.write(to);
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        Self(u64::read(from))
    }
}

/// Tokens in one `k`.
const K: u64 = 1 << 10;
/// Tokens in one `m`.
const M: u64 = 1 << 20;

impl Tokens {
    /// A length of `count` tokens.
    #[must_use]
    pub const fn new(count: u64) -> Self {
        Self(count)
    }

    /// The number of tokens.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The length as shown to people, `K` being 1,024 tokens: exact where it is a multiple of
    /// 1,024, otherwise the plain number with separators.
    ///
    /// ```
    /// use headroom_core::units::Tokens;
    /// assert_eq!(Tokens::new(131_072).to_short_string(), "128K");
    /// assert_eq!(Tokens::new(40_000).to_short_string(), "40,000");
    /// ```
    #[must_use]
    pub fn to_short_string(self) -> String {
        if self.0 != 0 && self.0.is_multiple_of(M) {
            format!("{}M", self.0 / M)
        } else if self.0 != 0 && self.0.is_multiple_of(K) {
            format!("{}K", self.0 / K)
        } else {
            self.to_exact_string()
        }
    }

    /// The length rounded down to whole `K` (or, from ten `M` on, tenths of an `M`), for
    /// columns of figures; below 1,024 tokens the plain number.
    ///
    /// ```
    /// use headroom_core::units::Tokens;
    /// assert_eq!(Tokens::new(40_000).to_rounded_string(), "39K");
    /// ```
    #[must_use]
    pub fn to_rounded_string(self) -> String {
        match self.0 {
            0..K => self.0.to_string(),
            K..M => format!("{}K", self.0 / K),
            _ if self.0.is_multiple_of(M) => format!("{}M", self.0 / M),
            _ => format!("{}.{}M", self.0 / M, self.0 % M * 10 / M),
        }
    }

    /// The plain number with separators between thousands.
    #[must_use]
    pub fn to_exact_string(self) -> String {
        thousands(self.0)
    }
}

impl Add for Tokens {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

/// The canonical text: whole multiples of 2²⁰ with `m`, of 2¹⁰ with `k`, otherwise the number.
impl fmt::Display for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 != 0 && self.0.is_multiple_of(M) {
            write!(f, "{}m", self.0 / M)
        } else if self.0 != 0 && self.0.is_multiple_of(K) {
            write!(f, "{}k", self.0 / K)
        } else {
            write!(f, "{}", self.0)
        }
    }
}

/// A reason for which a text is not a number of tokens.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseTokensError {
    /// Not a number with an optional `k` or `m`.
    #[error("not a number of tokens (write 32768 or 32k)")]
    Number,
    /// Negative, infinite or too large to be held.
    #[error("out of range")]
    Range,
}

/// Reads `32768`, `32,768`, `32k` (1,024 each) or `1m` (1,048,576), in either case.
impl FromStr for Tokens {
    type Err = ParseTokensError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_ascii_lowercase();
        let (number, scale) = if let Some(number) = text.strip_suffix('k') {
            (number, K)
        } else if let Some(number) = text.strip_suffix('m') {
            (number, M)
        } else {
            (text.as_str(), 1)
        };
        let number = parse_number(number).ok_or(ParseTokensError::Number)?;
        #[expect(clippy::cast_precision_loss)]
        let count = (number * scale as f64).round();
        // 2⁵³: beyond it a floating-point number no longer tells neighbours apart.
        if !(0.0..=9_007_199_254_740_992.0).contains(&count) {
            return Err(ParseTokensError::Range);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Ok(Self(count as u64))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lengths_are_read_as_people_write_them() {
        for text in ["32768", "32k", "32K", " 32 k", "32,768", "0.03125m"] {
            assert_eq!(text.parse(), Ok(Tokens::new(32_768)), "{text}");
        }
        assert_eq!("1m".parse(), Ok(Tokens::new(1_048_576)));
        assert_eq!("1.5k".parse(), Ok(Tokens::new(1_536)));
    }

    #[test]
    fn what_is_not_a_length_says_why() {
        assert_eq!("".parse::<Tokens>(), Err(ParseTokensError::Number));
        assert_eq!("long".parse::<Tokens>(), Err(ParseTokensError::Number));
        assert_eq!("-1".parse::<Tokens>(), Err(ParseTokensError::Range));
        assert_eq!("nan".parse::<Tokens>(), Err(ParseTokensError::Number));
        assert_eq!(
            "99999999999999999k".parse::<Tokens>(),
            Err(ParseTokensError::Range)
        );
    }

    #[test]
    fn figures_in_columns_never_promise_more_than_fits() {
        for (count, text) in [
            (1_023, "1023"),
            (1_024, "1K"),
            (65_535, "63K"),
            (1_048_575, "1023K"),
            (1_153_433, "1.0M"),
            (10_485_760, "10M"),
        ] {
            assert_eq!(Tokens::new(count).to_rounded_string(), text);
        }
    }

    proptest! {
        #[test]
        fn every_length_survives_its_text(count in 0..2_u64.pow(40)) {
            let tokens = Tokens::new(count);
            prop_assert_eq!(tokens.to_string().parse(), Ok(tokens));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<Tokens>();
        }
    }
}
