//! Efficiency: how much better a candidate is than models of its size are as a rule.
//!
//! A ratio of quality to memory lets the tiniest model win, for its denominator is next to nothing.
//! Quality grows with the logarithm of size instead: the same points for each doubling. So the
//! trend of all rated models is a line, and efficiency is the height above it:
//!
//! ```text
//! efficiency = Q − (a + b × log₂ W)
//! ```
//!
//! `Q` quality in points, `W` weights in GB, `a` and `b` by least squares over the best mode of every
//! rated model of the catalog at Q4_K_M. With it a model of any size can come first: it need only
//! stand out among its like.

use crate::units::{Bytes, IndexPoints};

/// The quality that models of a size have as a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Trend {
    /// Points at one GB of weights.
    pub at_one: f64,
    /// Points for each doubling.
    pub per_doubling: f64,
}

impl Trend {
    /// The quantization at which the sizes are taken: the one that most downloads have.
    pub const QUANTIZATION: &'static str = "Q4_K_M";

    /// The line of least squares through sizes and qualities; flat where there are not two sizes.
    #[must_use]
    pub fn fit(points: impl Iterator<Item = (Bytes, IndexPoints)>) -> Self {
        let (mut count, mut x, mut y, mut xx, mut xy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (size, quality) in points {
            let (size, quality) = (doublings(size), quality.as_f64());
            count += 1.0;
            x += size;
            y += quality;
            xx += size * size;
            xy += size * quality;
        }
        let spread = count * xx - x * x;
        if count == 0.0 {
            return Self::default();
        }
        let per_doubling = if spread > 0.0 {
            (count * xy - x * y) / spread
        } else {
            0.0
        };
        Self {
            at_one: (y - per_doubling * x) / count,
            per_doubling,
        }
    }

    /// The efficiency of a quality with weights of this size, in points above the trend.
    #[must_use]
    pub fn efficiency(&self, quality: IndexPoints, weights: Bytes) -> IndexPoints {
        let usual = self.at_one + self.per_doubling * doublings(weights);
        IndexPoints::from_f64(quality.as_f64() - usual)
    }
}

/// The number of doublings from one GB to a size, which counts as a byte at least.
fn doublings(size: Bytes) -> f64 {
    (size.as_f64().max(1.0) / 1e9).log2()
}
