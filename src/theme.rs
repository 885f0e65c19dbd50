//! Light and dark.

use leptos::prelude::*;

use super::browser;

/// The key under which the browser remembers the choice.
const KEY: &str = "headroom-theme";

/// A choice of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    System,
    Light,
    Dark,
}

impl Choice {
    const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

/// The colours of the page.
#[derive(Clone, Copy)]
pub(super) struct Theme {
    choice: RwSignal<Choice>,
    /// Counts changes of the colours on the screen, whoever caused them.
    changes: RwSignal<u32>,
}

impl Theme {
    /// As the visitor chose last time, or as the system has it.
    pub(super) fn new() -> Self {
        let stored = browser::storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        let choice = match stored.as_deref() {
            Some("light") => Choice::Light,
            Some("dark") => Choice::Dark,
            _ => Choice::System,
        };
        let theme = Self {
            choice: RwSignal::new(choice),
            changes: RwSignal::new(0),
        };
        Effect::new(move |_| theme.apply());
        browser::on_media_change("(prefers-color-scheme: dark)", move || {
            theme.changes.update(|count| *count += 1);
        });
        theme
    }

    fn apply(self) {
        let choice = self.choice.get();
        if let Some(root) = document().document_element() {
            let _ = match choice {
                Choice::System => root.remove_attribute("data-theme"),
                Choice::Light | Choice::Dark => root.set_attribute("data-theme", choice.name()),
            };
        }
        if let Some(storage) = browser::storage() {
            let _ = storage.set_item(KEY, choice.name());
        }
        self.changes.update(|count| *count += 1);
    }

    /// Runs again whenever the colours on the screen change.
    pub(super) fn track(self) {
        self.changes.track();
    }
}

/// The switch: system, light, dark.
#[component]
pub(super) fn ThemeSwitch(theme: Theme) -> impl IntoView {
    let label = move || format!("Colours: {}", theme.choice.get().name());
    view! {
        <button
            type="button"
            class="button icon-button"
            aria-label=label
            title=label
            on:click=move |_| theme.choice.update(|choice| *choice = choice.next())
        >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" />
                {move || {
                    match theme.choice.get() {
                        Choice::System => {
                            view! { <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" /> }.into_any()
                        }
                        Choice::Light => ().into_any(),
                        Choice::Dark => {
                            view! { <circle cx="8" cy="8" r="6" fill="currentColor" /> }.into_any()
                        }
                    }
                }}
            </svg>
        </button>
    }
}
