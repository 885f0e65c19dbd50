//! One of a few: native radio buttons that look like chips.

use leptos::prelude::*;

/// A row of chips of which one is chosen.
#[component]
pub(super) fn Choices(
    /// The key in the query string.
    name: &'static str,
    /// What is chosen, for those who hear the page.
    label: &'static str,
    /// Value and label of each chip.
    options: Signal<Vec<(String, String)>>,
    /// The value of the chosen chip.
    value: Signal<String>,
    /// Whether the labels are names of types.
    #[prop(optional)]
    code: bool,
    /// Called with the value of a chip that was chosen.
    on_choice: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <div class="chips" class:chips-code=code role="radiogroup" aria-label=label>
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|(option, text)| {
                        let checked = {
                            let option = option.clone();
                            move || value.get() == option
                        };
                        let chosen = option.clone();
                        view! {
                            <label class="chip">
                                <input
                                    type="radio"
                                    name=name
                                    value=option
                                    prop:checked=checked
                                    on:change=move |_| on_choice(chosen.clone())
                                />
                                <span>{text}</span>
                            </label>
                        }
                    })
                    .collect_view()
            }}
        </div>
    }
}
