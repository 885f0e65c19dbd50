//! Problems with the text of a field.

use leptos::prelude::*;

/// The reason why a field's text was not taken as it stands, until the value changes.
#[derive(Clone, Copy)]
pub(super) struct Problem {
    value: Signal<String>,
    /// The value that stood when the reason was given, and the reason.
    given: RwSignal<Option<(String, String)>>,
}

/// The id of the element that says what is wrong with a field.
pub(super) fn problem_id(name: &str) -> String {
    format!("{name}-problem")
}

impl Problem {
    /// No problem with a field that shows this value.
    pub(super) fn new(value: Signal<String>) -> Self {
        let given = RwSignal::new(None);
        Self { value, given }
    }

    /// Says what is wrong from now on, or that nothing is.
    pub(super) fn set(self, reason: Option<String>) {
        let value = self.value.get_untracked();
        self.given.set(reason.map(|reason| (value, reason)));
    }

    /// The reason.
    pub(super) fn reason(self) -> Option<String> {
        let (before, reason) = self.given.get()?;
        (before == self.value.get()).then_some(reason)
    }

    /// The element that says it.
    pub(super) fn view(self, id: String) -> impl IntoView {
        view! {
            <span id=id class="field-problem" role="alert">
                {move || self.reason()}
            </span>
        }
    }
}
