//! The rail of controls.

mod advanced;
mod choices;
mod field;
mod filters;
mod fold;
mod gpu_hint;
mod gpu_picker;
mod hardware;
mod inputs;
mod pace;
mod slider;
mod use_cases;
mod workload;

use leptos::prelude::*;

use self::choices::Choices;
use self::filters::FilterControls;
use self::fold::Fold;
use self::hardware::HardwareControls;
use self::use_cases::UseControls;
use self::workload::WorkloadControls;
use super::store::Store;
use headroom_core::scenario::Axis;

/// Hardware, workload, what matters, filters.
#[component]
pub(super) fn Controls(store: Store) -> impl IntoView {
    let axis = store.derive(|scenario| scenario.goal.axis);
    let axes = Axis::ALL
        .iter()
        .map(|axis| (axis.name().to_owned(), axis.label().to_owned()))
        .collect::<Vec<_>>();
    view! {
        <form class="controls" aria-label="Controls" on:submit=|event| event.prevent_default()>
            <HardwareControls store />
            <WorkloadControls store />
            <fieldset class="group group-matters">
                <legend class="group-name">"What matters"</legend>
                <Fold name="Use case and filters">
                <UseControls store />
                <span class="control-label">"Ranked by"</span>
                <Choices
                    name="axis"
                    label="Ranked by"
                    options=axes
                    value=Signal::derive(move || axis().name().to_owned())
                    on_choice=move |name: String| {
                        if let Some(axis) = Axis::from_name(&name) {
                            store.commit(|scenario| scenario.goal.axis = axis);
                        }
                    }
                />
                <FilterControls store />
                </Fold>
            </fieldset>
        </form>
    }
}
