//! The intervals of the scores of the frontier's points.

use super::{FrontierPoint, Geometry, Scale};
use crate::evaluate::Evaluation;
use crate::units::{Decimal, IndexPoints, clamp};

/// A vertical line through each point, as one path; empty where candidates are not ranked by
/// quality, whose interval it is.
pub(super) fn intervals(
    evaluation: &Evaluation,
    geometry: &Geometry,
    shown: &[FrontierPoint],
) -> String {
    let y = |points: IndexPoints| {
        let y = geometry.objective.map(points.as_f64());
        Decimal::fixed(clamp(y, geometry.plot.top, geometry.plot.bottom), 1)
    };
    shown
        .iter()
        .filter(|_| geometry.shows_quality())
        .filter_map(|point| {
            let quality = evaluation.pool().candidate(point.position)?.quality?;
            let x = Decimal::fixed(point.point.0, 1);
            Some(format!("M{x} {}V{}", y(quality.low), y(quality.high)))
        })
        .collect()
}
