//! One of a few: native radio buttons that look like chips.

use leptos::prelude::*;

use crate::views::CollectAny;
use headroom_core::scenario::KeyOption;

/// A row of chips of which one is chosen.
#[component]
pub(super) fn RadioChips(
    /// The name of the inputs.
    name: &'static str,
    /// The label of all chips, for those who hear the page.
    label: &'static str,
    /// Value and label of each chip.
    #[prop(into)]
    options: Signal<Vec<KeyOption>>,
    /// The value of the chosen chip.
    #[prop(into)]
    chosen: Signal<String>,
    /// The labels are names of types.
    #[prop(optional)]
    code: bool,
    /// Called with the value of a chip that was chosen.
    #[prop(into)]
    on_choice: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="chips" class:chips-code=code role="radiogroup" aria-label=label>
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|KeyOption { value, label }| {
                        let (own, picked) = (value.clone(), value.clone());
                        view! {
                            <label class="chip">
                                <input
                                    type="radio"
                                    name=name
                                    value=value
                                    prop:checked=move || chosen.get() == own
                                    on:change=move |_| on_choice.run(picked.clone())
                                />
                                <span>{label}</span>
                            </label>
                        }
                    })
                    .collect_any()
                    .into_any()
            }}
        </div>
    }
}
