//! The budget: a line with a handle. The VRAM slider is its equal for the keyboard.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Geometry, pointer_in};
use crate::store::Store;
use headroom_core::plot::{Scale, memory_stops};
use headroom_core::units::{Bytes, Decimal, clamp};

/// The line.
#[component]
pub(super) fn BudgetLine(
    store: Store,
    geometry: Memo<Geometry>,
    held: RwSignal<Option<(f64, f64)>>,
) -> impl IntoView {
    let budget = Memo::new(move |_| store.evaluation().memory_budget().budget);
    let place = Memo::new(move |_| {
        let geometry = geometry.get();
        let (left, _, right, _) = geometry.plot;
        clamp(geometry.x(budget.get()), left, right)
    });
    let drag = move |event: web_sys::PointerEvent| {
        if held.get_untracked().is_some() {
            let (x, _) = pointer_in(&event, ".chart");
            let geometry = geometry.get_untracked();
            let wanted = geometry.memory.invert(x) * bytes_in(&geometry);
            set_budget(store, Bytes::from_f64(wanted));
        }
    };
    let release = move |_| held.set(None);
    view! {
        <div
            class="budget"
            aria-hidden="true"
            style:left=move || px(place.get())
            style:top=move || px(geometry.get().plot.1 - 12.0)
            style:height=move || {
                let (_, top, _, bottom) = geometry.get().plot;
                px(bottom - top + 12.0)
            }
        >
            <span
                class="budget-handle"
                title="Drag to change the memory"
                on:pointerdown=move |event: web_sys::PointerEvent| {
                    event.prevent_default();
                    held.set(Some(geometry.get_untracked().memory.domain()));
                    let handle = event
                        .current_target()
                        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
                    if let Some(handle) = handle {
                        let _ = handle.set_pointer_capture(event.pointer_id());
                    }
                }
                on:pointermove=drag
                on:pointerup=release
                on:pointercancel=release
                // The end of a drag is no click on the dot below.
                on:click=|event| event.stop_propagation()
            >
                {move || budget.get().to_short_string(geometry.get().unit)}
            </span>
        </div>
    }
}

fn px(length: f64) -> String {
    format!("{}px", Decimal::fixed(length, 1))
}

#[expect(clippy::cast_precision_loss)]
fn bytes_in(geometry: &Geometry) -> f64 {
    geometry.unit.bytes() as f64
}

/// Sets the memory to the stop of the slider with which the budget comes nearest to this one.
fn set_budget(store: Store, budget: Bytes) {
    let catalog = store.catalog();
    store.update(|scenario| {
        scenario
            .hardware
            .set_budget(budget, &memory_stops(), &catalog)
    });
}
