//! Quantities by the second, and the second itself.
//!
//! All three hold a finite number above zero: what would be none has no value to hold.

use super::Decimal;

/// Declares a positive, finite quantity in units of one base unit.
macro_rules! positive {
    ($(#[$doc:meta])* $name:ident, $unit:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
        pub struct $name(f64);

        impl $name {
            #[doc = concat!("So many ", $unit, "; `None` unless finite and above zero.")]
            #[must_use]
            pub fn new(value: f64) -> Option<Self> {
                (value > 0.0 && value.is_finite()).then_some(Self(value))
            }

            #[doc = concat!("The value in ", $unit, ".")]
            #[must_use]
            pub const fn get(self) -> f64 {
                self.0
            }
        }
    };
}

positive!(
    /// The bandwidth of a memory.
    ///
    /// ```
    /// use headroom_core::units::BytesPerSecond;
    /// let bandwidth = BytesPerSecond::from_gb(1_008.0).unwrap();
    /// assert_eq!(bandwidth.get(), 1.008e12);
    /// assert_eq!(BytesPerSecond::from_gb(0.0), None);
    /// ```
    BytesPerSecond, "bytes a second"
);
positive!(
    /// A rate at which tokens are read or written.
    ///
    /// ```
    /// use headroom_core::units::{Seconds, TokensPerSecond};
    /// let step = Seconds::new(0.02).unwrap();
    /// assert_eq!(TokensPerSecond::each(step), TokensPerSecond::new(50.0));
    /// ```
    TokensPerSecond, "tokens a second"
);
positive!(
    /// A length of time.
    Seconds, "seconds"
);

/// A number with three significant digits at most, and two behind the point.
fn short(value: f64) -> String {
    let digits = if value < 0.995 {
        2
    } else {
        u32::from(value < 9.95)
    };
    Decimal::fixed(value, digits).to_string()
}

impl BytesPerSecond {
    /// So many GB/s (10⁹ bytes a second); `None` unless finite and above zero.
    #[must_use]
    pub fn from_gb(gigabytes: f64) -> Option<Self> {
        Self::new(gigabytes * 1e9)
    }
}

impl TokensPerSecond {
    /// One token in each `step`.
    #[must_use]
    pub fn each(step: Seconds) -> Option<Self> {
        Self::new(step.0.recip())
    }

    /// The number, with decimals where it is small.
    ///
    /// ```
    /// use headroom_core::units::TokensPerSecond;
    /// assert_eq!(TokensPerSecond::new(0.456).unwrap().to_short_string(), "0.46");
    /// assert_eq!(TokensPerSecond::new(4.56).unwrap().to_short_string(), "4.6");
    /// assert_eq!(TokensPerSecond::new(45.6).unwrap().to_short_string(), "46");
    /// ```
    #[must_use]
    pub fn to_short_string(self) -> String {
        short(self.0)
    }
}

impl Seconds {
    /// The time in seconds, or in minutes from two of them on.
    ///
    /// ```
    /// use headroom_core::units::Seconds;
    /// assert_eq!(Seconds::new(4.56).unwrap().to_short_string(), "4.6 s");
    /// assert_eq!(Seconds::new(90.0).unwrap().to_short_string(), "90 s");
    /// assert_eq!(Seconds::new(150.0).unwrap().to_short_string(), "2.5 min");
    /// ```
    #[must_use]
    pub fn to_short_string(self) -> String {
        if self.0 < 120.0 {
            format!("{} s", short(self.0))
        } else {
            format!("{} min", short(self.0 / 60.0))
        }
    }
}
