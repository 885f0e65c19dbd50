//! The frontier as a staircase.

use std::fmt::Write as _;

use crate::units::Decimal;

/// The SVG path through points of rising cost and gain: level until a point's cost, then up to its
/// gain. Between two steps nothing exists, so nothing slopes.
///
/// `end` is the pixel to which the last step is drawn level.
///
/// ```
/// use headroom_core::plot::staircase;
/// assert_eq!(staircase(&[(10.0, 90.0), (40.0, 50.0)], 60.0), "M10 90H40V50H60");
/// ```
#[must_use]
pub fn staircase(points: &[(f64, f64)], end: f64) -> String {
    let mut path = String::new();
    let Some((x, y)) = points.first() else {
        return path;
    };
    // Writing to a string cannot fail.
    let _ = write!(path, "M{} {}", tenths(*x), tenths(*y));
    for (x, y) in points.iter().skip(1) {
        let _ = write!(path, "H{}V{}", tenths(*x), tenths(*y));
    }
    let _ = write!(path, "H{}", tenths(end));
    path
}

/// Tenths of a pixel are as fine as can be seen.
fn tenths(pixel: f64) -> Decimal {
    Decimal::plain((pixel * 10.0).round() / 10.0)
}
