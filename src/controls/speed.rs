//! The settings that speed depends on beside the platform.

use leptos::prelude::*;

use super::keyed::{NumberKey, TextKey};
use crate::store::Store;
use headroom_core::scenario::keys;

/// Bandwidth where no platform is chosen, depth, prompt, system memory.
#[component]
pub(super) fn SpeedControls(store: Store) -> impl IntoView {
    let chosen = store.derive(|scenario| scenario.hardware.gpu.is_some());
    view! {
        <div hidden=chosen>
            <NumberKey store key=&keys::BANDWIDTH />
        </div>
        <div class="control-pair">
            <NumberKey store key=&keys::DEPTH />
            <NumberKey store key=&keys::PROMPT />
        </div>
        <TextKey store key=&keys::RAM />
    }
}
