//! A number and a choice from a list: native inputs with a label above.

use leptos::prelude::*;

use super::problem::{Problem, problem_id};
use crate::views::CollectAny;
use headroom_core::scenario::KeyOption;
use headroom_core::units::{clamp, parse_number};

/// A number field with a least and a most value.
#[component]
pub(super) fn NumberInput(
    /// The name of the input.
    #[prop(into)]
    name: String,
    /// The label above.
    label: &'static str,
    /// The least value.
    least: u64,
    /// The most.
    most: u64,
    /// The value's text; empty where there is none.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text of the field; gives what is wrong with it.
    #[prop(into)]
    on_text: Callback<String, Option<String>>,
) -> impl IntoView {
    let problem = Problem::new(value);
    let (id, described_by) = (problem_id(&name), problem_id(&name));
    view! {
        <div class="control">
            <label class="control-field">
                <span class="control-label">{label}</span>
                <input
                    type="number"
                    name=name
                    min=least
                    max=most
                    step="1"
                    aria-describedby=described_by
                    prop:value=value
                    on:change:target=move |event| {
                        let field = event.target();
                        problem.set(on_text.run(field.value()));
                        // What was out of range is put back into it, also where nothing changed.
                        field.set_value(&value.get_untracked());
                    }
                />
            </label>
            {problem.view(id)}
        </div>
    }
}

/// The whole number nearest to a text, none below zero; `None` where the text is no number.
pub(super) fn whole_number(text: &str) -> Option<u64> {
    /// More than any number of the page.
    const MOST: f64 = 1e15;
    let number = clamp(parse_number(text)?.round(), 0.0, MOST);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some(number as u64)
}

/// A list of which one option is chosen.
#[component]
pub(super) fn SelectInput(
    /// The name of the list.
    name: &'static str,
    /// The label above.
    label: &'static str,
    /// The options.
    #[prop(into)]
    options: Signal<Vec<KeyOption>>,
    /// The value of the chosen option.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with the value of an option.
    #[prop(into)]
    on_choice: Callback<String>,
) -> impl IntoView {
    let shown = Memo::new(move |_| (options.get(), chosen.get()));
    let options = move || {
        let (options, chosen) = shown.get();
        options
            .into_iter()
            .map(|KeyOption { value, label }| {
                let selected = value == chosen;
                view! {
                    <option value=value selected=selected>
                        {label}
                    </option>
                }
            })
            .collect_any()
            .into_any()
    };
    view! {
        <label class="control">
            <span class="control-label">{label}</span>
            <select
                name=name
                on:change:target=move |event| on_choice.run(event.target().value())
            >
                {move || options()}
            </select>
        </label>
    }
}
