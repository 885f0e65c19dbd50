//! What the model is for: one use case by a click, or several with weights.

use leptos::prelude::*;

use super::choices::Choices;
use super::inputs::{Entry, NumberInput};
use crate::store::Store;
use headroom_core::scenario::{UseCase, UseCases};
use headroom_core::units::Decimal;

/// The use cases.
#[component]
pub(super) fn UseControls(store: Store) -> impl IntoView {
    let uses = store.derive(|scenario| scenario.goal.use_cases);
    let options: Vec<Entry> = UseCase::ALL
        .iter()
        .map(|case| (case.name().to_owned(), case.label().to_owned()))
        .collect();
    let several = move || uses().only().is_none();
    // Open at first where the link weighs several, which no chip shows.
    let open_at_first = store.with_untracked(|scenario| scenario.goal.use_cases.only().is_none());
    view! {
        <Choices
            name="use"
            label="Use case"
            options=options
            value=Signal::derive(move || uses().only().map_or("", UseCase::name).to_owned())
            on_choice=move |name: String| {
                if let Some(case) = UseCase::from_name(&name) {
                    store.commit(|scenario| scenario.goal.use_cases = case.into());
                }
            }
        />
        <details class="more" open=open_at_first>
            <summary>
                "Weigh several"
                <span class="more-count">{move || if several() { "on" } else { "" }}</span>
            </summary>
            <p class="control-note">"How much each counts: 0 not at all, 2 twice as much as 1."</p>
            <div class="control-pair">
                {UseCase::ALL
                    .iter()
                    .copied()
                    .filter(|&case| case != UseCase::Vision)
                    .map(|case| view! { <Weight store case /> })
                    .collect_view()}
            </div>
            <div class="control">
                <label class="chip">
                    <input
                        type="checkbox"
                        name="use-vision"
                        prop:checked=move || uses().vision()
                        on:change:target=move |event| {
                            let vision = event.target().checked();
                            store.commit(|scenario| scenario.goal.use_cases = scenario.goal.use_cases.with_vision(vision));
                        }
                    />
                    <span>"Must read pictures"</span>
                </label>
            </div>
        </details>
    }
}

/// The weight of a use case.
#[component]
fn Weight(store: Store, case: UseCase) -> impl IntoView {
    let weight = move || {
        let weight = store.with(|scenario| scenario.goal.use_cases.weight(case));
        Decimal::plain(weight).to_string()
    };
    view! {
        <NumberInput
            name=format!("use-{}", case.name())
            label=case.label()
            least=0
            most=UseCases::MOST_WEIGHT
            value=Signal::derive(weight)
            on_number={move |weight: Option<u64>| {
                let weight = weight.unwrap_or(0);
                store.commit(|scenario| scenario.goal.use_cases = scenario.goal.use_cases.with_weight(case, weight));
            }}
        />
    }
}
