//! Controls of the use cases: one by a click, or several with weights.

use leptos::prelude::*;

use super::inputs::{NumberInput, whole_number};
use super::radio_chips::RadioChips;
use crate::store::Store;
use crate::views::CollectAny;
use headroom_core::quality::{UseCase, UseCases};
use headroom_core::scenario::{KeyOption, keys};
use headroom_core::units::Decimal;

/// The use cases.
#[component]
pub(super) fn UseControls(store: Store) -> impl IntoView {
    let uses = store.derive(|scenario| scenario.goal.use_cases);
    let options: Vec<KeyOption> = UseCase::ALL
        .iter()
        .map(|case| KeyOption::new(case.name(), case.label()))
        .collect();
    let several = move || uses().only().is_none();
    // Open at first where the link weighs several, which no chip shows.
    let open_at_first = store.with_untracked(|scenario| scenario.goal.use_cases.only().is_none());
    view! {
        <RadioChips
            name=keys::USE.name
            label=keys::USE.label
            options=options
            chosen=Signal::derive(move || uses().only().map_or("", UseCase::name).to_owned())
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
                    .collect_any()}
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
            on_text=move |text: String| {
                let weight = whole_number(&text).unwrap_or_default();
                store.commit(|scenario| {
                    scenario.goal.use_cases = scenario.goal.use_cases.with_weight(case, weight);
                });
                None
            }
        />
    }
}
