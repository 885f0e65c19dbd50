//! Quality against memory: every candidate a dot, the frontier a staircase, the budget a line.
//!
//! Three layers lie on each other: the axes, the cloud of dots as one picture, and the frontier
//! with what can be touched. Each reads a [`Geometry`] and knows nothing of the others.

mod axes;
mod budget;
mod card;
mod cloud;
mod frontier;
mod geometry;

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use self::axes::Axes;
use self::budget::BudgetLine;
use self::card::Card;
use self::cloud::Cloud;
use self::frontier::FrontierLine;
use self::geometry::Geometry;
use super::browser;
use super::store::Store;
use super::theme::Theme;
use headroom_core::evaluate::Evaluation;
use headroom_core::scenario::Axis;
use headroom_core::units::Decimal;

/// How far from a dot the pointer may be, in pixels.
const REACH: f64 = 28.0;

/// The chart.
#[component]
pub(super) fn Chart(store: Store, theme: Theme) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let width = RwSignal::new(0.0_f64);
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            browser::on_width_change(&frame, move |new| {
                // Fractions of a pixel would redraw for nothing.
                if (width.get_untracked() - new).abs() >= 1.0 {
                    width.set(new);
                }
            });
        }
    });
    // While the line is dragged the axis stands still under the pointer.
    let held = RwSignal::new(None::<(f64, f64)>);
    let geometry = Memo::new(move |_| {
        let evaluation = store.evaluation();
        Geometry::new(&evaluation, width.get(), held.get())
    });
    let hovered = RwSignal::new(None::<usize>);
    let hover = move |event: web_sys::PointerEvent| {
        if held.get_untracked().is_some() {
            return;
        }
        let evaluation = store.evaluation_untracked();
        let at = pointer_in(&event, ".chart");
        hovered.set(nearest(&evaluation, &geometry.get_untracked(), at));
    };
    view! {
        <section class="panel chart-panel" data-testid="chart" aria-label="Candidates against memory">
            <div class="panel-head">
                <h2 class="panel-name">
                    {move || match store.evaluation().axis() {
                        Axis::Quality | Axis::Three => "Quality against memory",
                        Axis::Speed => "Speed against memory",
                        Axis::Efficiency => "Efficiency against memory",
                    }}
                </h2>
                <ul class="legend chart-legend">
                    <li>
                        <span class="mark mark-frontier" aria-hidden="true"></span>
                        "frontier"
                    </li>
                    <li>
                        <span class="mark mark-fits" aria-hidden="true"></span>
                        "fits"
                    </li>
                    <li>
                        <span class="mark mark-beyond" aria-hidden="true"></span>
                        "does not fit"
                    </li>
                </ul>
            </div>
            <div
                class="chart"
                node_ref=frame
                style:height=move || format!("{}px", Decimal::fixed(geometry.get().height, 1))
                on:pointermove=hover
                on:pointerdown=hover
                on:pointerleave=move |_| hovered.set(None)
                on:click=move |_| {
                    if let Some(position) = hovered.get_untracked() {
                        store.pick(position);
                    }
                }
            >
                <Axes geometry />
                <Cloud store geometry theme />
                <FrontierLine store geometry hovered />
                <BudgetLine store geometry held />
                <Card store geometry hovered />
            </div>
        </section>
    }
}

/// Where the pointer is within the nearest element around it that a selector names.
fn pointer_in(event: &web_sys::PointerEvent, selector: &str) -> (f64, f64) {
    let frame = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.closest(selector).ok().flatten());
    let corner = frame.map_or((0.0, 0.0), |frame| {
        let area = frame.get_bounding_client_rect();
        (area.left(), area.top())
    });
    (
        f64::from(event.client_x()) - corner.0,
        f64::from(event.client_y()) - corner.1,
    )
}

/// The candidate nearest to the pointer; points of the frontier come first where they are near.
fn nearest(evaluation: &Evaluation, geometry: &Geometry, at: (f64, f64)) -> Option<usize> {
    let distance = |position: usize| {
        let (x, y) = geometry.point(evaluation, position)?;
        let distance = (x - at.0).hypot(y - at.1);
        (geometry.shows(x, y) && distance <= REACH).then_some(distance)
    };
    let closest = |positions: &mut dyn Iterator<Item = usize>| {
        positions
            .filter_map(|position| Some((position, distance(position)?)))
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
    };
    let of_frontier = closest(&mut evaluation.frontier().iter().copied());
    match of_frontier {
        Some((position, distance)) if distance <= REACH / 2.0 => Some(position),
        _ => {
            let ranked = &mut evaluation
                .pool()
                .ranked()
                .map(|(position, _)| position)
                .filter(|&position| evaluation.reaches(position));
            closest(ranked)
                .or(of_frontier)
                .map(|(position, _)| position)
        }
    }
}
