//! Changes of the selected candidate, and the buttons that make them.

use leptos::prelude::*;

use crate::store::Store;
use crate::views::CollectAny;
use headroom_core::evaluate::{Change, WhatIf};
use headroom_core::scenario::CacheChoice;
use headroom_core::sentences::{BreakdownText, WhatIfText};

/// A button for each change that there is.
#[component]
pub(super) fn WhatIfButtons(store: Store, text: Memo<Option<BreakdownText>>) -> impl IntoView {
    let button = |place: usize| {
        let what_if =
            Memo::new(move |_| text.with(|text| text.as_ref()?.what_ifs.get(place)?.clone()));
        let part = move |of: fn(WhatIfText) -> String| what_if.get().map(of);
        view! {
            <li hidden=move || what_if.with(Option::is_none)>
                <button type="button" class="step" on:click=move |_| change(store, place)>
                    <span class="step-name">{move || part(|what_if| what_if.name)}</span>
                    <span class="step-cost">{move || part(|what_if| what_if.cost)}</span>
                </button>
            </li>
        }
    };
    view! {
        <ul class="steps" aria-label="One step more or less">
            {(0..4).map(button).collect_any()}
        </ul>
    }
}

/// Makes the change that the button in this place names.
fn change(store: Store, place: usize) {
    let evaluation = store.evaluation_untracked();
    let Some(position) = evaluation.selected() else {
        return;
    };
    let Some(WhatIf { change, .. }) = evaluation.what_ifs(position).get(place).copied().flatten()
    else {
        return;
    };
    // The candidate stays the one that is looked at.
    store.pick(position);
    match change {
        Change::Context(context) => store.commit(|scenario| scenario.workload.context = context),
        Change::Cache(cache) => store.commit(|scenario| {
            scenario.workload.cache = CacheChoice::Only(cache);
            if let Some(pick) = &mut scenario.view.pick {
                pick.cache = None;
            }
        }),
        Change::Quantization(position) => store.pick(position),
    }
}
