//! Ticks, hairlines and the names of the axes.

use leptos::prelude::*;

use super::Geometry;
use headroom_core::plot::Scale;
use headroom_core::plot::markup::{path, text};
use headroom_core::scenario::Axis;
use headroom_core::units::Decimal;

/// What the quality axis means, in two models that people know.
const ANCHORS: [(f64, &str); 2] = [
    (100.0, "Llama 3.1 8B Instruct"),
    (150.0, "Qwen3 32B thinking"),
];

/// The layer below the dots. Nothing in it can be touched, so it is one text of markup, in which
/// all but numbers stands here.
#[component]
pub(super) fn Axes(geometry: Memo<Geometry>) -> impl IntoView {
    view! {
        <svg
            class="chart-layer"
            aria-hidden="true"
            inner_html=move || {
                let geometry = geometry.get();
                gain_axis(&geometry) + &memory_axis(&geometry)
            }
        ></svg>
    }
}

fn gain_axis(geometry: &Geometry) -> String {
    let (left, top, right, _) = geometry.plot;
    let speed = geometry.axis == Axis::Speed;
    let name = match geometry.axis {
        Axis::Quality | Axis::QualityAndSpeed => "quality index",
        Axis::Speed => "tokens per second (log scale)",
        Axis::Efficiency => "points above the trend of size",
    };
    let mut markup = text("tick", "start", (left, top - 14.0), name);
    for tick in geometry.gain_ticks() {
        let y = geometry.gain.map(tick);
        markup += &hairline((left, y), (right, y));
        markup += &text(
            "tick",
            "end",
            (left - 6.0, y + 4.0),
            &Decimal::plain(if speed { tick.exp2().round() } else { tick }).to_string(),
        );
    }
    markup
}

fn memory_axis(geometry: &Geometry) -> String {
    let (_, top, right, bottom) = geometry.plot;
    let name = format!("memory, {} (log scale)", geometry.unit.symbol());
    let mut markup = text("tick", "end", (right, bottom + 32.0), &name);
    for tick in geometry.memory_ticks() {
        let x = geometry.memory.map(tick);
        markup += &hairline((x, top), (x, bottom));
        markup += &text(
            "tick",
            "middle",
            (x, bottom + 16.0),
            &Decimal::plain(tick).to_string(),
        );
    }
    markup
}

/// The two models that give the index its meaning, at their heights; above the dots, so that they
/// can be read.
pub(super) fn anchors(geometry: &Geometry) -> String {
    let (_, _, right, _) = geometry.plot;
    let (low, high) = geometry.gain.domain();
    let by_quality = matches!(geometry.axis, Axis::Quality | Axis::QualityAndSpeed);
    ANCHORS
        .into_iter()
        .filter(|(value, _)| {
            by_quality && !geometry.is_narrow() && (low + 5.0..=high).contains(value)
        })
        .map(|(value, name)| {
            let y = geometry.gain.map(value) - 4.0;
            text(
                "anchor",
                "end",
                (right - 4.0, y),
                &format!("{} = {name}", Decimal::plain(value)),
            )
        })
        .collect()
}

fn hairline(from: (f64, f64), to: (f64, f64)) -> String {
    path("grid", &format!("M{}L{}", point(from), point(to)))
}

fn point((x, y): (f64, f64)) -> String {
    format!("{} {}", Decimal::fixed(x, 1), Decimal::fixed(y, 1))
}
