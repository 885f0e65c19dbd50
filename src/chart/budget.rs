//! The budget: a line with a handle. The VRAM slider is its equal for the keyboard.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Frame, px};
use crate::store::Store;
use headroom_core::chart::{Geometry, budget_line};
use headroom_core::plot::{memory_stops, nearest_stop};
use headroom_core::scenario::Scenario;
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
                store.evaluation().memory_budget().budget.show_short(geometry.get().unit)
            }}
        </span>
    }
}

/// Sets the memory to the stop nearest to what gives this budget.
fn set_budget(store: Store, budget: Bytes) {
    let stops: Vec<u64> = memory_stops().into_iter().map(Bytes::get).collect();
    let catalog = store.catalog();
    let (cards, kept, others) = store.with(|scenario| {
        let others = scenario.hardware.extra_gpus.memory(&catalog);
        (scenario.hardware.gpus, scenario.hardware.reserve, others)
    });
    let own = (budget + kept).saturating_sub(others);
    let card = own.get() / cards.max(1);
    let vram = stops
        .get(nearest_stop(&stops, card))
        .map_or(Scenario::MOST_VRAM, |&stop| Bytes::new(stop));
    store.change(|scenario| {
        if scenario.hardware.gpu.is_some() {
            scenario.hardware.gpu = None;
            scenario.hardware.share = None;
        }
        scenario.hardware.vram = vram;
        scenario.hardware.vram = scenario.hardware.memory_budget(&catalog).capacity;
    });
}
