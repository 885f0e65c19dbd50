//! From data to pixels and back.

/// Maps a domain of data onto a range of pixels.
pub trait Scale {
    /// The pixel of a value; beyond the range for values beyond the domain.
    fn map(&self, value: f64) -> f64;
    /// The value of a pixel.
    fn invert(&self, pixel: f64) -> f64;
}

/// Equal distances for equal differences.
///
/// ```
/// use headroom_core::chart::{Linear, Scale};
/// let scale = Linear::new((0.0, 200.0), (400.0, 0.0));
/// assert_eq!(scale.map(50.0), 300.0);
/// assert_eq!(scale.invert(300.0), 50.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Linear {
    /// A scale from `domain` onto `range`; an empty domain is widened to one unit.
    #[must_use]
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        let end = if domain.1 > domain.0 {
            domain.1
        } else {
            domain.0 + 1.0
        };
        Self {
            domain: (domain.0, end),
            range,
        }
    }

    /// The domain.
    #[must_use]
    pub const fn domain(&self) -> (f64, f64) {
        self.domain
    }
}

impl Scale for Linear {
    fn map(&self, value: f64) -> f64 {
        let (start, end) = self.domain;
        let (first, last) = self.range;
        first + (value - start) / (end - start) * (last - first)
    }

    fn invert(&self, pixel: f64) -> f64 {
        let (start, end) = self.domain;
        let (first, last) = self.range;
        if first == last {
            return start;
        }
        start + (pixel - first) / (last - first) * (end - start)
    }
}

/// Equal distances for equal ratios. Values at or below zero are taken as the smallest positive
/// number.
///
/// ```
/// use headroom_core::chart::{Log, Scale};
/// let scale = Log::new((1.0, 16.0), (0.0, 400.0));
/// assert_eq!(scale.map(4.0), 200.0);
/// assert_eq!(scale.invert(300.0), 8.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Log(Linear);

impl Log {
    /// A scale from `domain` onto `range`.
    #[must_use]
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self(Linear::new((log(domain.0), log(domain.1)), range))
    }

    /// The domain.
    #[must_use]
    pub fn domain(&self) -> (f64, f64) {
        let (start, end) = self.0.domain();
        (start.exp2(), end.exp2())
    }
}

fn log(value: f64) -> f64 {
    value.max(f64::MIN_POSITIVE).log2()
}

impl Scale for Log {
    fn map(&self, value: f64) -> f64 {
        self.0.map(log(value))
    }

    fn invert(&self, pixel: f64) -> f64 {
        self.0.invert(pixel).exp2()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_empty_domain_or_range_gives_finite_pixels() {
        assert!(Linear::new((5.0, 5.0), (0.0, 10.0)).map(5.0).is_finite());
        assert!(Linear::new((0.0, 1.0), (3.0, 3.0)).invert(3.0).is_finite());
        assert!(Log::new((0.0, 0.0), (0.0, 10.0)).map(0.0).is_finite());
    }

    proptest! {
        #[test]
        fn a_pixel_leads_back_to_its_value(value in 0.01_f64..1e6, width in 1.0_f64..4_000.0) {
            let scale = Log::new((0.01, 1e6), (10.0, 10.0 + width));
            let back = scale.invert(scale.map(value));
            prop_assert!((back / value - 1.0).abs() < 1e-9);
        }
    }
}
