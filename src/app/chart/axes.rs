//! Ticks, hairlines and the names of the axes.

use leptos::prelude::*;

use super::Geometry;
use crate::plot::Scale;

/// What the quality axis means, in two models that people know.
const ANCHORS: [(f64, &str); 2] = [
    (100.0, "Llama 3.1 8B Instruct"),
    (150.0, "Qwen3 32B thinking"),
];

/// The layer below the dots.
#[component]
pub(super) fn Axes(geometry: Memo<Geometry>) -> impl IntoView {
    view! {
        <svg class="chart-layer" aria-hidden="true">
            {move || {
                let geometry = geometry.get();
                view! {
                    {quality_axis(&geometry)}
                    {memory_axis(&geometry)}
                }
                    .into_any()
            }}
        </svg>
    }
}

fn quality_axis(geometry: &Geometry) -> impl IntoView + use<> {
    let (left, top, right, _) = geometry.plot;
    let narrow = geometry.is_narrow();
    let ticks = geometry
        .quality_ticks()
        .into_iter()
        .map(|tick| {
            let y = geometry.quality.map(tick);
            view! {
                <line class="grid" x1=left x2=right y1=y y2=y />
                <text class="tick" x=left - 6.0 y=y + 4.0 text-anchor="end">
                    {tick}
                </text>
            }
        })
        .collect_view();
    let (low, high) = {
        let domain = geometry.quality.domain();
        (domain.0 + 5.0, domain.1)
    };
    let anchors = ANCHORS
        .into_iter()
        .filter(|(value, _)| !narrow && (low..=high).contains(value))
        .map(|(value, name)| {
            let y = geometry.quality.map(value);
            view! {
                <text class="anchor" x=right - 4.0 y=y - 4.0 text-anchor="end">
                    {format!("{value} = {name}")}
                </text>
            }
        })
        .collect_view();
    view! {
        {ticks}
        {anchors}
        <text class="tick" x=left y=top - 14.0>
            "quality index"
        </text>
    }
}

fn memory_axis(geometry: &Geometry) -> impl IntoView + use<> {
    let (_, top, right, bottom) = geometry.plot;
    let ticks = geometry
        .memory_ticks()
        .into_iter()
        .map(|tick| {
            let x = geometry.memory.map(tick);
            view! {
                <line class="grid" x1=x x2=x y1=top y2=bottom />
                <text class="tick" x=x y=bottom + 16.0 text-anchor="middle">
                    {tick}
                </text>
            }
        })
        .collect_view();
    view! {
        {ticks}
        <text class="tick" x=right y=bottom + 32.0 text-anchor="end">
            {format!("memory, {} (log scale)", geometry.unit.symbol())}
        </text>
    }
}
