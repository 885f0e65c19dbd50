//! The settings that few people need.

use leptos::prelude::*;

use super::keyed::{NumberKey, SelectKey, TextKey};
use crate::store::Store;
use headroom_core::scenario::keys;

/// Method, parallel sequences, overhead, unit.
#[component]
pub(super) fn AdvancedControls(store: Store) -> impl IntoView {
    view! {
        <SelectKey store key=&keys::METHOD />
        <NumberKey store key=&keys::SEQS />
        <TextKey store key=&keys::OVERHEAD />
        <SelectKey store key=&keys::UNIT />
    }
}
