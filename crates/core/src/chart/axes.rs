//! Ticks, hairlines and names of the axes, and the two models that give the quality index its
//! meaning.

use super::markup::{path, text};
use super::{Geometry, Scale};
use crate::scenario::Axis;
use crate::units::Decimal;

/// Two models that people know, at the points of the index that are theirs by its definition.
const REFERENCES: [(f64, &str); 2] = [
    (100.0, "Llama 3.1 8B Instruct"),
    (150.0, "Qwen3 32B thinking"),
];

/// Both axes, for the layer below the dots.
#[must_use]
pub fn axes(geometry: &Geometry) -> String {
    objective_axis(geometry) + &memory_axis(geometry)
}

fn objective_axis(geometry: &Geometry) -> String {
    let plot = geometry.plot;
    let speed = geometry.axis == Axis::Speed;
    let name = match geometry.axis {
        Axis::Quality | Axis::QualityAndSpeed => "quality index",
        Axis::Speed => "tokens per second (log scale)",
        Axis::Efficiency => "points above the trend of size",
    };
    let mut markup = text("tick", "start", (plot.left, plot.top - 14.0), name);
    for tick in geometry.objective_ticks() {
        let y = geometry.objective.map(tick);
        let value = if speed { tick.exp2().round() } else { tick };
        markup += &hairline((plot.left, y), (plot.right, y));
        markup += &number("end", (plot.left - 6.0, y + 4.0), value);
    }
    markup
}

fn memory_axis(geometry: &Geometry) -> String {
    let plot = geometry.plot;
    let name = format!("memory, {} (log scale)", geometry.unit.symbol());
    let mut markup = text("tick", "end", (plot.right, plot.bottom + 32.0), &name);
    for tick in geometry.memory_ticks() {
        let x = geometry.memory.map(tick);
        markup += &hairline((x, plot.top), (x, plot.bottom));
        markup += &number("middle", (x, plot.bottom + 16.0), tick);
    }
    markup
}

/// The two models that give the index its meaning, at their heights; above the dots, so that they
/// can be read.
pub(super) fn references(geometry: &Geometry) -> String {
    let (low, high) = geometry.objective.domain();
    let shown = geometry.shows_quality() && !geometry.is_narrow();
    REFERENCES
        .into_iter()
        .filter(|(value, _)| shown && (low + 5.0..=high).contains(value))
        .map(|(value, name)| {
            let place = (
                geometry.plot.right - 4.0,
                geometry.objective.map(value) - 4.0,
            );
            let words = format!("{} = {name}", Decimal::plain(value));
            text("reference", "end", place, &words)
        })
        .collect()
}

fn number(anchor: &str, place: (f64, f64), value: f64) -> String {
    text("tick", anchor, place, &Decimal::plain(value).to_string())
}

fn hairline(from: (f64, f64), to: (f64, f64)) -> String {
    path("grid", &format!("M{}L{}", point(from), point(to)))
}

fn point((x, y): (f64, f64)) -> String {
    format!("{} {}", Decimal::fixed(x, 1), Decimal::fixed(y, 1))
}
