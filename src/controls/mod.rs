//! The rail of controls.

mod advanced;
mod disclosure;
mod field;
mod filters;
mod gpu_hint;
mod gpu_picker;
mod hardware;
mod inputs;
mod keyed;
mod problem;
mod radio_chips;
mod slider;
mod speed;
mod use_cases;
mod workload;

use leptos::prelude::*;

use self::advanced::AdvancedControls;
use self::disclosure::Disclosure;
use self::filters::FilterControls;
use self::hardware::HardwareControls;
use self::keyed::ChipsKey;
use self::speed::SpeedControls;
use self::use_cases::UseControls;
use self::workload::WorkloadControls;
use super::store::Store;
use headroom_core::scenario::keys;

/// Hardware, workload, what matters, filters.
#[component]
pub(super) fn Controls(store: Store) -> impl IntoView {
    view! {
        <form class="controls" aria-label="Controls" on:submit=|event| event.prevent_default()>
            <HardwareControls store />
            <WorkloadControls store />
            <fieldset class="group group-matters">
                <legend class="group-name">"What matters"</legend>
                <Disclosure name="Use case and filters">
                    <UseControls store />
                    <ChipsKey store key=&keys::AXIS />
                    <FilterControls store />
                    <details class="more">
                        <summary>"Speed"</summary>
                        <SpeedControls store />
                    </details>
                    <details class="more">
                        <summary>"Advanced"</summary>
                        <AdvancedControls store />
                    </details>
                </Disclosure>
            </fieldset>
        </form>
    }
}
