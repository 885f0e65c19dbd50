//! A text field that takes a value as people write it.

use leptos::prelude::*;

use super::problem::{Problem, problem_id};
use crate::browser;
use crate::store::Store;
use headroom_core::scenario::{Key, QueryWarning, Scenario};

/// A field that is read when the visitor leaves it or presses Enter. What cannot be taken as it stands
/// stays, with the reason under it, until it is corrected or the value changes from elsewhere.
#[component]
pub(super) fn Field(
    store: Store,
    /// The key that it sets.
    key: &'static Key,
    /// The `name` of the input.
    #[prop(into)]
    name: String,
    /// A unit shown behind the field.
    #[prop(into, optional)]
    unit: Signal<String>,
    /// A further class of the field.
    class: &'static str,
) -> impl IntoView {
    // What was typed, and the value that stood when it was.
    let draft = RwSignal::new(None::<(String, String)>);
    let value = Signal::derive(move || store.with(|now| key.field_text(now, &store.catalog())));
    let problem = Problem::new(value);
    let shown = move || match draft.get() {
        Some((typed, before)) if before == value.get() => typed,
        _ => value.get(),
    };
    let read = move |text: String| {
        let reason = set(store, key, &text);
        draft.set(reason.as_ref().map(|_| (text, value.get_untracked())));
        problem.set(reason);
    };
    let (id, described_by) = (problem_id(&name), problem_id(&name));
    view! {
        <span class=format!("field {class}")>
            <input
                type="text"
                name=name
                inputmode="text"
                autocomplete="off"
                spellcheck="false"
                aria-label=key.spoken_label
                aria-invalid=move || problem.reason().is_some().to_string()
                aria-describedby=described_by
                prop:value=shown
                on:input:target=move |event| {
                    draft.set(Some((event.target().value(), value.get_untracked())));
                }
                on:change:target=move |event| read(event.target().value())
                on:focus:target=move |event| browser::select_text(&event.target())
            />
            <span class="field-unit" aria-hidden="true">
                {unit}
            </span>
        </span>
        {problem.view(id)}
    }
}

/// Sets a key to what was typed. What cannot be taken as it stands changes nothing: it says why, and
/// which value stays in use.
fn set(store: Store, key: &'static Key, text: &str) -> Option<String> {
    let catalog = store.catalog();
    let mut scenario = store.with_untracked(Scenario::clone);
    let used = key.field_text(&scenario, &catalog);
    match key.set_typed(text, &mut scenario, &catalog) {
        None => {
            store.commit(|now| *now = scenario);
            None
        }
        Some(warning) => Some(QueryWarning { used, ..warning }.outcome()),
    }
}
