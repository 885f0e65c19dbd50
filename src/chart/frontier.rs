//! The frontier: the picture, and a listbox of its points for pointer, keyboard and screen readers.

use leptos::prelude::*;

use crate::browser;
use crate::store::Store;
use headroom_core::chart::{Geometry, frontier, frontier_option_id, frontier_options, rings};
use headroom_core::evaluate::Evaluation;

/// The layer above the dots. Arrow keys go along the frontier. What is seen of its points is drawn
/// at every step of a slider; the options lie over them when the page settles.
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
    let options = RwSignal::new(String::new());
    Effect::new(move |_| {
        let (evaluation, geometry) = (store.evaluation(), geometry.get());
        let is_settled = store.is_settled_at(&evaluation);
        // The first ones are there with the chart.
        if is_settled || options.with_untracked(String::is_empty) {
            options.set(frontier_options(&evaluation, &geometry));
        }
    });
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
                    evaluation.is_on_frontier(selected).then(|| frontier_option_id(selected))
                }
                on:keydown=on_key
                on:focus=move |_| hovered.set(store.evaluation_untracked().selected())
                on:blur=move |_| hovered.set(None)
                inner_html=options
            ></g>
        </svg>
    }
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
