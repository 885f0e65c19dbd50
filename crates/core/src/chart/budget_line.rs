//! The memory budget.

use super::Geometry;
use super::markup::path;
use crate::evaluate::Evaluation;
use crate::units::Decimal;

/// A line from a little above the plot to its lower side.
#[must_use]
pub fn budget_line(evaluation: &Evaluation, geometry: &Geometry) -> String {
    let x = Decimal::fixed(geometry.budget_x(evaluation), 1);
    let top = Decimal::fixed(geometry.plot.top - 12.0, 1);
    let bottom = Decimal::fixed(geometry.plot.bottom, 1);
    path("budget-line", &format!("M{x} {top}V{bottom}"))
}
