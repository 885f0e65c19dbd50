//! The frontier: its line, its points, and what stands beside them.

use super::axes::references;
use super::intervals::intervals;
use super::markup::path;
use super::model_names::model_names;
use super::{Geometry, step_path, upper_steps};
use crate::evaluate::Evaluation;
use crate::units::Decimal;

/// A point of the frontier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrontierPoint {
    /// The candidate's position in the pool.
    pub position: usize,
    /// Its place in CSS pixels, which may be outside the plot.
    pub point: (f64, f64),
}

impl FrontierPoint {
    /// Radius in CSS pixels.
    pub const RADIUS: f64 = 3.6;
}

/// The points of the frontier in order of rising memory.
#[must_use]
pub fn frontier_points(evaluation: &Evaluation, geometry: &Geometry) -> Vec<FrontierPoint> {
    let best_last = evaluation.frontier().iter().rev();
    best_last
        .filter_map(|&position| {
            let point = geometry.point(evaluation, position)?;
            Some(FrontierPoint { position, point })
        })
        .collect()
}

/// The layer above the dots: reference models, the line with the area under it, the intervals of
/// the scores, the points and the names of their models.
#[must_use]
pub fn frontier(evaluation: &Evaluation, geometry: &Geometry) -> String {
    let points = frontier_points(evaluation, geometry);
    let best_first = points.iter().rev().map(|point| point.point);
    let steps: Vec<(f64, f64)> = upper_steps(best_first)
        .into_iter()
        .map(|point| geometry.plot.clamp(point))
        .collect();
    let line = step_path(&steps, geometry.budget_x(evaluation));
    let area = steps.first().map_or_else(String::new, |&(x, _)| {
        let bottom = Decimal::fixed(geometry.plot.bottom, 1);
        format!("{line}V{bottom}H{}Z", Decimal::fixed(x, 1))
    });
    let shown: Vec<FrontierPoint> = points
        .iter()
        .copied()
        .filter(|point| geometry.plot.contains(point.point))
        .collect();
    [
        references(geometry),
        path("frontier-area", &area),
        path("intervals", &intervals(evaluation, geometry, &shown)),
        path("frontier-line", &line),
        path("frontier-dots", &circles(evaluation, &shown, false)),
        path(
            "frontier-dots provisional",
            &circles(evaluation, &shown, true),
        ),
        model_names(evaluation, geometry, &points),
    ]
    .concat()
}

/// The points of rated or of provisional candidates, as circles in one path.
fn circles(evaluation: &Evaluation, shown: &[FrontierPoint], provisional: bool) -> String {
    let radius = Decimal::fixed(FrontierPoint::RADIUS, 1);
    let width = Decimal::fixed(2.0 * FrontierPoint::RADIUS, 1);
    let circle = format!("a{radius} {radius} 0 1 0 {width} 0a{radius} {radius} 0 1 0-{width} 0");
    shown
        .iter()
        .filter(|point| {
            let candidate = evaluation.pool().candidate(point.position);
            candidate.is_some_and(|candidate| candidate.is_provisional() == provisional)
        })
        .map(|point| {
            let (x, y) = point.point;
            let left = Decimal::fixed(x - FrontierPoint::RADIUS, 1);
            format!("M{left} {}{circle}", Decimal::fixed(y, 1))
        })
        .collect()
}
