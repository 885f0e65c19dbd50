//! The frontier: the picture, and a listbox of its points for pointer, keyboard and screen readers.

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use crate::browser;
use crate::store::Store;
use headroom_core::chart::{FrontierPoint, Geometry, frontier, frontier_points, rings};
use headroom_core::evaluate::{Evaluation, Row};
use headroom_core::units::Decimal;

/// How long the chart must rest before the options follow it.
const REST: Duration = Duration::from_millis(250);

/// The layer above the dots. Arrow keys go along the frontier. What is seen of its points is drawn
/// at every step of a slider; the options lie over them when the chart rests.
#[component]
pub(super) fn Frontier(
    store: Store,
    geometry: Memo<Geometry>,
    hovered: RwSignal<Option<usize>>,
) -> impl IntoView {
    let on_key = move |event: web_sys::KeyboardEvent| {
        let evaluation = store.evaluation_untracked();
        // The frontier is in order of falling quality, the chart reads from left to right.
        let step: isize = match browser::key_of(&event).as_str() {
            "ArrowRight" | "ArrowUp" => -1,
            "ArrowLeft" | "ArrowDown" => 1,
            "Home" => isize::MAX,
            "End" => isize::MIN,
            _ => return,
        };
        event.prevent_default();
        if let Some(position) = along(&evaluation, step) {
            store.pick(position);
            hovered.set(Some(position));
        }
    };
    let points = RwSignal::new(Vec::<PointOption>::new());
    let update = move || {
        points.set(options(
            &store.evaluation_untracked(),
            &geometry.get_untracked(),
        ))
    };
    let mut when_rested = debounce(REST, move |()| update());
    Effect::new(move |_| {
        store.track();
        // The first ones are there with the chart.
        if geometry.get().width > 0.0 && points.with_untracked(Vec::is_empty) {
            update();
        }
        when_rested(());
    });
    let selected = Selector::new(move || store.evaluation().selected());
    view! {
        <svg class="chart-layer frontier">
            <g
                aria-hidden="true"
                inner_html=move || frontier(&store.evaluation(), &geometry.get())
            ></g>
            <g
                aria-hidden="true"
                inner_html=move || rings(&store.evaluation(), &geometry.get(), hovered.get())
            ></g>
            <g
                class="frontier-points"
                role="listbox"
                tabindex="0"
                aria-label="Frontier, from least to most memory"
                aria-activedescendant=move || {
                    let evaluation = store.evaluation();
                    let selected = evaluation.selected()?;
                    evaluation.is_on_frontier(selected).then(|| option_id(selected))
                }
                on:keydown=on_key
                on:focus=move |_| hovered.set(store.evaluation_untracked().selected())
                on:blur=move |_| hovered.set(None)
            >
                <For each=move || points.get() key=Clone::clone let(point)>
                    {point.view(selected.clone())}
                </For>
            </g>
        </svg>
    }
}

/// An option of the listbox.
#[derive(Clone, PartialEq, Eq, Hash)]
struct PointOption {
    /// The candidate's position in the pool.
    position: usize,
    pick: String,
    label: String,
    /// Its place in the chart, as the attributes `cx` and `cy`.
    center: (String, String),
    /// Whether it lies within the plot.
    shown: bool,
}

impl PointOption {
    fn view(self, selected: Selector<Option<usize>>) -> impl IntoView {
        let position = Some(self.position);
        view! {
            <circle
                id=option_id(self.position)
                class="frontier-point"
                class:out-of-sight=!self.shown
                role="option"
                aria-selected=move || selected.selected(&position).to_string()
                aria-label=self.label
                data-pick=self.pick
                cx=self.center.0
                cy=self.center.1
                r=Decimal::fixed(FrontierPoint::RADIUS, 1).to_string()
            />
        }
    }
}

fn option_id(position: usize) -> String {
    format!("frontier-{position}")
}

/// The options, from left to right.
fn options(evaluation: &Evaluation, geometry: &Geometry) -> Vec<PointOption> {
    let tenths = |pixel| Decimal::fixed(pixel, 1).to_string();
    frontier_points(evaluation, geometry)
        .into_iter()
        .filter_map(|FrontierPoint { position, point }| {
            let row = evaluation.row(position)?;
            let (x, y) = geometry.plot.clamp(point);
            Some(PointOption {
                position,
                pick: row.pick(),
                label: spoken(evaluation, &row),
                center: (tenths(x), tenths(y)),
                shown: geometry.plot.contains(point),
            })
        })
        .collect()
}

/// The point of the frontier so many steps from the selected one; from anywhere else, the best.
fn along(evaluation: &Evaluation, step: isize) -> Option<usize> {
    let frontier = evaluation.frontier();
    let last = frontier.len().checked_sub(1)?;
    let current = evaluation
        .selected()
        .and_then(|selected| frontier.binary_search(&selected).ok());
    let next = current.map_or(0, |current| current.saturating_add_signed(step).min(last));
    frontier.get(next).copied()
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
