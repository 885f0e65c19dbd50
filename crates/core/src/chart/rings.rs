//! Rings around the selected candidate and the one under the pointer.

use super::Geometry;
use super::markup::circle;
use crate::evaluate::Evaluation;

/// A ring on the selected candidate and a lighter one on `hovered`, a position in the pool, where
/// they lie within the plot.
#[must_use]
pub fn rings(evaluation: &Evaluation, geometry: &Geometry, hovered: Option<usize>) -> String {
    let ring = |class: &str, position: Option<usize>, radius: &str| {
        position
            .and_then(|position| geometry.point(evaluation, position))
            .filter(|&point| geometry.plot.contains(point))
            .map(|point| circle(class, point, radius))
            .unwrap_or_default()
    };
    ring("ring-hovered", hovered, "7") + &ring("ring-selected", evaluation.selected(), "8")
}
