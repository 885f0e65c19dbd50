//! A number and a choice from a list: native inputs with a label above.

use leptos::prelude::*;

use headroom_core::units::{clamp, parse_number};

/// A number field with a least and a most value.
#[component]
pub(super) fn NumberInput(
    /// The key in the query string.
    #[prop(into)]
    name: String,
    /// What it sets.
    label: &'static str,
    /// The least value.
    least: u64,
    /// The most.
    most: u64,
    /// The value's text; empty where there is none.
    #[prop(into)]
    value: Signal<String>,
    /// Called with a number within the range; `None` for an empty field.
    #[prop(into)]
    on_number: Callback<Option<u64>>,
) -> impl IntoView {
    let read = move |text: String| {
        let number = parse_number(&text);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss
        )]
        number.map(|number| clamp(number.round(), least as f64, most as f64) as u64)
    };
    view! {
        <label class="control">
            <span class="control-label">{label}</span>
            <input
                type="number"
                name=name
                min=least
                max=most
                step="1"
                prop:value=value
                on:change:target=move |event| {
                    let field = event.target();
                    on_number.run(read(field.value()));
                    // What was out of range is put back into it, also where nothing changed.
                    field.set_value(&value.get_untracked());
                }
            />
        </label>
    }
}

/// An entry of a list: its value and its text.
pub(super) type Entry = (String, String);

/// A list of which one entry is chosen.
#[component]
pub(super) fn SelectInput(
    /// The key in the query string.
    name: &'static str,
    /// What it sets.
    label: &'static str,
    /// The entries.
    #[prop(into)]
    entries: Signal<Vec<Entry>>,
    /// The value of the chosen entry.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with the value of an entry.
    #[prop(into)]
    on_choice: Callback<String>,
) -> impl IntoView {
    let shown = Memo::new(move |_| (entries.get(), chosen.get()));
    let options = move || {
        let (entries, chosen) = shown.get();
        entries
            .into_iter()
            .map(|(value, text)| {
                let selected = value == chosen;
                view! {
                    <option value=value selected=selected>
                        {text}
                    </option>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <label class="control">
            <span class="control-label">{label}</span>
            <select
                name=name
                on:change:target=move |event| on_choice.run(event.target().value())
            >
                {options}
            </select>
        </label>
    }
}
