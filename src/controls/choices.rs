//! One of a few: native radio buttons that look like chips.

use leptos::prelude::*;

use super::inputs::Entry;

/// A row of chips of which one is chosen.
#[component]
pub(super) fn Choices(
    /// The key in the query string.
    name: &'static str,
    /// What is chosen, for those who hear the page.
    label: &'static str,
    /// Value and text of each chip.
    #[prop(into)]
    options: Signal<Vec<Entry>>,
    /// The value of the chosen chip.
    #[prop(into)]
    value: Signal<String>,
    /// Whether the texts are names of types.
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
                    .map(|(option, text)| {
                        let chosen = option.clone();
                        let own = option.clone();
                        view! {
                            <label class="chip">
                                <input
                                    type="radio"
                                    name=name
                                    value=option
                                    prop:checked=move || value.get() == own
                                    on:change=move |_| on_choice.run(chosen.clone())
                                />
                                <span>{text}</span>
                            </label>
                        }
                    })
                    .collect_view()
                    .into_any()
            }}
        </div>
    }
}
