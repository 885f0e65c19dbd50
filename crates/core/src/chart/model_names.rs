//! The names of the models on the frontier, where there is room.

use super::markup::text;
use super::{Anchor, FrontierPoint, Geometry, Label, place_labels};
use crate::catalog::ModelIndex;
use crate::evaluate::Evaluation;

/// Usual width of a character of a name in CSS pixels.
const CHARACTER: f64 = 6.9;
/// The most names on a phone.
const MOST_ON_NARROW: usize = 4;

/// The name of each model, at its point of least memory; those of higher quality get their room
/// first.
pub(super) fn model_names(
    evaluation: &Evaluation,
    geometry: &Geometry,
    points: &[FrontierPoint],
) -> String {
    let mut seen: Vec<ModelIndex> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    let mut labels: Vec<Label> = Vec::new();
    for &FrontierPoint { position, point } in points {
        let Some(row) = evaluation.row(position) else {
            continue;
        };
        let shown = geometry.plot.contains(point);
        if shown && !seen.contains(&row.candidate.model) {
            seen.push(row.candidate.model);
            #[expect(clippy::cast_precision_loss)]
            let width = row.model.name.chars().count() as f64 * CHARACTER;
            names.push(&row.model.name);
            labels.push(Label { point, width });
        }
    }
    names.reverse();
    labels.reverse();
    if geometry.is_narrow() {
        labels.truncate(MOST_ON_NARROW);
    }
    let all: Vec<(f64, f64)> = points.iter().map(|point| point.point).collect();
    place_labels(&labels, &all, geometry.plot)
        .into_iter()
        .zip(labels.iter().zip(names))
        .filter_map(|(anchor, (label, name))| {
            let anchor: Anchor = anchor?;
            let (dx, dy) = anchor.offset();
            let place = (label.point.0 + dx, label.point.1 + dy);
            Some(text("frontier-name", anchor.text_anchor(), place, name))
        })
        .collect()
}
