//! The budget: a line with a handle. The VRAM slider is its equal for the keyboard.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Frame, px};
use crate::store::Store;
use headroom_core::chart::{Geometry, budget_line};
use headroom_core::scenario::memory_stops;
use headroom_core::units::Bytes;

/// The line and its handle.
#[component]
pub(super) fn BudgetLine(
    store: Store,
    geometry: Memo<Geometry>,
    frame: Frame,
    held: RwSignal<Option<(f64, f64)>>,
) -> impl IntoView {
    let grasp = move |event: web_sys::PointerEvent| {
        event.prevent_default();
        held.set(Some(geometry.get_untracked().memory.domain()));
        let handle = event
            .current_target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if let Some(handle) = handle {
            let _ = handle.set_pointer_capture(event.pointer_id());
        }
    };
    let drag = move |event: web_sys::PointerEvent| {
        if held.get_untracked().is_some() {
            let (x, _) = frame.point_of(&event);
            set_budget(store, geometry.get_untracked().memory_at(x));
        }
    };
    let release = move |_| held.set(None);
    view! {
        <svg
            class="chart-layer budget"
            aria-hidden="true"
            inner_html=move || budget_line(&store.evaluation(), &geometry.get())
        ></svg>
        <span
            class="budget-handle"
            aria-hidden="true"
            title="Drag to change the memory"
            style:left=move || px(geometry.get().budget_x(&store.evaluation()))
            on:pointerdown=grasp
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=release
            // The end of a drag is no click on the dot below.
            on:click=|event| event.stop_propagation()
        >
            {move || {
                store.evaluation().memory_budget().budget.to_short_string(geometry.get().unit)
            }}
        </span>
    }
}

/// Sets the memory to the stop of the slider with which the budget comes nearest to this one.
fn set_budget(store: Store, budget: Bytes) {
    let catalog = store.catalog();
    store.update(|scenario| {
        scenario
            .hardware
            .set_budget(budget, &memory_stops(), &catalog);
    });
}
