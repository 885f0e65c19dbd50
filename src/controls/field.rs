//! A text field that takes a value as people write it.

use leptos::prelude::*;

use crate::browser;

/// What was typed, and the value that stood when it was.
type Draft = Option<(String, String)>;

/// A field in a box, with its title above.
#[component]
pub(super) fn TitledField(
    /// The `name` of the input.
    name: &'static str,
    /// What stands above it.
    title: &'static str,
    /// What it is, for those who hear the page.
    label: &'static str,
    /// The value's text.
    #[prop(into)]
    value: Signal<String>,
    /// Takes the text over, or says why not.
    #[prop(into)]
    on_text: Callback<String, Result<(), String>>,
) -> impl IntoView {
    view! {
        <div class="control">
            <span class="control-label">{title}</span>
            <Field name label class="field-box" value on_text />
        </div>
    }
}

/// A field that is read when the visitor leaves it or presses Enter. What cannot be read stays, with
/// the reason under it, until it is corrected or the value changes from elsewhere.
#[component]
pub(super) fn Field(
    /// The `name` of the input.
    name: &'static str,
    /// What it is, for those who hear the page.
    label: &'static str,
    /// The value's text.
    #[prop(into)]
    value: Signal<String>,
    /// A unit shown behind the field.
    #[prop(into, optional)]
    unit: Signal<String>,
    /// A further class of the field.
    #[prop(default = "")]
    class: &'static str,
    /// How the keyboard of a phone looks.
    #[prop(default = "text")]
    keyboard: &'static str,
    /// Takes the text over, or says why not.
    #[prop(into)]
    on_text: Callback<String, Result<(), String>>,
) -> impl IntoView {
    let draft = RwSignal::new(Draft::None);
    let problem = RwSignal::new(None::<(String, String)>);
    let current = move || value.get();
    let shown = move || match draft.get() {
        Some((typed, before)) if before == current() => typed,
        _ => current(),
    };
    let complaint = move || {
        problem
            .get()
            .filter(|(before, _)| *before == current())
            .map(|(_, reason)| reason)
    };
    let read = move |text: String| {
        let before = value.get_untracked();
        match on_text.run(text.clone()) {
            Ok(()) => {
                draft.set(None);
                problem.set(None);
            }
            Err(reason) => {
                draft.set(Some((text, before.clone())));
                problem.set(Some((before, reason)));
            }
        }
    };
    let problem_id = format!("{name}-problem");
    let described_by = problem_id.clone();
    view! {
        <span class=format!("field {class}")>
            <input
                type="text"
                name=name
                inputmode=keyboard
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                aria-invalid=move || complaint().is_some().to_string()
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
        <span id=problem_id class="field-problem" role="alert">
            {complaint}
        </span>
    }
}
