//! The points of the frontier as the options of a listbox, for pointer, keyboard and screen readers.
//! They lie unseen over the points that [`frontier`](super::frontier()) draws.

use super::markup::escaped;
use super::{FrontierPoint, Geometry, frontier_points};
use crate::evaluate::{Evaluation, Row};
use crate::units::Decimal;

/// The `id` of the option of a candidate on the frontier.
#[must_use]
pub fn frontier_option_id(position: usize) -> String {
    format!("frontier-{position}")
}

/// A circle for each point, in order of rising memory. Those beyond the plot's edges lie on them.
#[must_use]
pub fn frontier_options(evaluation: &Evaluation, geometry: &Geometry) -> String {
    frontier_points(evaluation, geometry)
        .into_iter()
        .filter_map(|FrontierPoint { position, point }| {
            let row = evaluation.row(position)?;
            let (x, y) = geometry.plot.clamp(point);
            let out_of_sight = if geometry.plot.contains(point) {
                ""
            } else {
                " out-of-sight"
            };
            Some(format!(
                r#"<circle id="{}" class="frontier-point{out_of_sight}" role="option" aria-selected="{}" aria-label="{}" data-pick="{}" cx="{}" cy="{}" r="{}"/>"#,
                frontier_option_id(position),
                evaluation.selected() == Some(position),
                escaped(&spoken(evaluation, &row)),
                escaped(&row.pick()),
                Decimal::fixed(x, 1),
                Decimal::fixed(y, 1),
                Decimal::fixed(FrontierPoint::RADIUS, 1),
            ))
        })
        .collect()
}

fn spoken(evaluation: &Evaluation, row: &Row<'_>) -> String {
    let quality = row.quality.map_or_else(String::new, |quality| {
        format!(", quality {}", quality.value.rounded())
    });
    format!(
        "{} {} at {}, {}{quality}",
        row.model.name,
        row.candidate.mode.name(),
        row.quantization.id,
        row.memory
            .to_string_in(evaluation.scenario().view.listing.unit)
    )
}
