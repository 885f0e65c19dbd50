//! The frontier as a step line.

use std::fmt::Write as _;

use crate::units::Decimal;

/// The SVG path through points from left to right: level until a point's x, then up to its y. Between
/// two points nothing exists, so nothing slopes. `end` is the x to which the last step is drawn
/// level.
///
/// ```
/// use headroom_core::chart::step_path;
/// assert_eq!(step_path(&[(10.0, 90.0), (40.0, 50.0)], 60.0), "M10 90H40V50H60");
/// ```
#[must_use]
pub fn step_path(points: &[(f64, f64)], end: f64) -> String {
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

/// The points that the step line goes through, from left to right, of points in order of falling
/// quality. With speed as a second objective some points lie below the line: they are faster.
///
/// ```
/// use headroom_core::chart::upper_steps;
/// let best_first = [(40.0, 9.0), (50.0, 8.0), (10.0, 7.0)];
/// assert_eq!(upper_steps(best_first), [(10.0, 7.0), (40.0, 9.0)]);
/// ```
#[must_use]
pub fn upper_steps(best_first: impl IntoIterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut least = f64::INFINITY;
    let mut steps = Vec::new();
    for (x, y) in best_first {
        if x <= least {
            least = x;
            steps.push((x, y));
        }
    }
    steps.reverse();
    steps
}

/// Tenths of a pixel are as fine as can be seen.
fn tenths(pixel: f64) -> Decimal {
    Decimal::plain((pixel * 10.0).round() / 10.0)
}
