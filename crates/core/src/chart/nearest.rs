//! The candidate that a pointer means.

use super::Geometry;
use crate::evaluate::Evaluation;

/// Most distance of the pointer from a dot, in CSS pixels.
const REACH: f64 = 28.0;
/// Distance within which a point of the frontier comes before every other dot.
const FRONTIER_REACH: f64 = REACH / 2.0;

/// The position in the pool of the candidate nearest to a point of the chart; `None` where none is
/// near.
#[must_use]
pub fn nearest(evaluation: &Evaluation, geometry: &Geometry, at: (f64, f64)) -> Option<usize> {
    let distance = |position: usize| {
        let point = geometry.point(evaluation, position)?;
        let distance = (point.0 - at.0).hypot(point.1 - at.1);
        (geometry.plot.contains(point) && distance <= REACH).then_some(distance)
    };
    let closest = |positions: &mut dyn Iterator<Item = usize>| {
        positions
            .filter_map(|position| Some((position, distance(position)?)))
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
    };
    let on_frontier = closest(&mut evaluation.frontier().iter().copied());
    let nearest = on_frontier
        .filter(|&(_, distance)| distance <= FRONTIER_REACH)
        .or_else(|| {
            let ranked = evaluation.pool().ranked().map(|(position, _)| position);
            closest(&mut ranked.filter(|&position| evaluation.reaches(position)))
        });
    nearest.map(|(position, _)| position)
}
