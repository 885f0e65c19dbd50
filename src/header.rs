//! The top of the page.

use std::time::Duration;

use leptos::prelude::*;

use super::browser;
use super::store::Store;
use super::theme::{Theme, ThemeSwitch};
use headroom_core::scenario::Page;

/// Name, view, link and colours.
#[component]
pub(super) fn Header(store: Store, theme: Theme) -> impl IntoView {
    let view = store.derive(|scenario| scenario.view.page);
    let other = move || match view() {
        Page::Explorer => Page::How,
        Page::How => Page::Explorer,
    };
    view! {
        <header class="header">
            <h1 class="header-name">"Headroom"</h1>
            <p class="header-line">"The best language model your memory can hold"</p>
            <nav class="header-nav" aria-label="Page">
                <a
                    class="header-link"
                    href=move || {
                        let mut address = store.with(|scenario| {
                            let mut scenario = scenario.clone();
                            scenario.view.page = other();
                            scenario.query(&store.catalog())
                        });
                        address.insert(0, '?');
                        address
                    }
                    on:click=move |event| {
                        let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key());
                        if plain && event.button() == 0 {
                            event.prevent_default();
                            let other = other();
                            store.commit(|scenario| scenario.view.page = other);
                            window().scroll_to_with_x_and_y(0.0, 0.0);
                        }
                    }
                >
                    {move || other().label()}
                </a>
                <CopyLink store />
                <ThemeSwitch theme />
            </nav>
        </header>
    }
}

/// The outcome of copying the link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Done,
    /// The browser does not allow it: the link is shown to be copied by hand.
    Refused,
}

/// The button that copies the link of the scenario.
#[component]
fn CopyLink(store: Store) -> impl IntoView {
    let copied = RwSignal::new(Copied::NotYet);
    let link = move || browser::address_with(&store.query());
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let done = browser::copy(&browser::address_with(&store.query_untracked())).await;
            if copied.is_disposed() {
                return;
            }
            copied.set(if done { Copied::Done } else { Copied::Refused });
            if done {
                set_timeout(
                    move || {
                        copied.try_set(Copied::NotYet);
                    },
                    Duration::from_secs(2),
                );
            }
        });
    };
    view! {
        <button type="button" class="button" on:click=copy>
            {move || if copied.get() == Copied::Done { "Copied" } else { "Copy link" }}
        </button>
        <span class="visually-hidden" role="status">
            {move || if copied.get() == Copied::Done { "The link is on the clipboard." } else { "" }}
        </span>
            <label class="copy-by-hand" hidden=move || copied.get() != Copied::Refused>
                "Copy this link:"
                <input
                    type="text"
                    readonly
                    prop:value=link
                    on:focus:target=move |event| browser::select_text(&event.target())
                />
            </label>
    }
}
