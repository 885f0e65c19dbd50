//! The page.
//!
//! The `Store` holds the scenario, the one source of truth. Controls change it, the address bar
//! is its text form, one memo turns it into an evaluation, and every result component only reads
//! that.

#![cfg(target_arch = "wasm32")]
#![allow(
    unreachable_pub,
    reason = "the component macro makes the props it generates `pub`"
)]

mod address;
mod answer;
mod breakdown;
mod browser;
mod chart;
mod controls;
mod frontier_probability;
mod header;
mod how;
mod link_warnings;
mod rich_text;
mod settled;
mod store;
mod table;
mod theme;
mod views;

use std::sync::Arc;

use leptos::prelude::*;

use self::answer::Answer;
use self::breakdown::BreakdownPanel;
use self::chart::Chart;
use self::controls::Controls;
use self::header::Header;
use self::how::HowItWorks;
use self::link_warnings::LinkWarnings;
use self::store::Store;
use self::table::Table;
use self::theme::Theme;
use headroom_core::scenario::Page;

/// Starts the page.
///
/// Where the catalog cannot be unpacked this throws, and the loader says so on the page.
pub fn start() {
    // The page that ships stops without a message: the loader says so in words.
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    match headroom_data::catalog() {
        Ok(catalog) => {
            let catalog = Arc::new(catalog);
            leptos::mount::mount_to_body(move || view! { <App store=Store::new(catalog) /> });
            browser::mark_ready();
        }
        Err(error) => wasm_bindgen::throw_str(&format!("the data is unreadable: {error}")),
    }
}

/// Everything that is seen.
#[component]
fn App(store: Store) -> impl IntoView {
    let theme = Theme::new();
    address::keep(store);
    let shown = store.view();
    view! {
        <a class="skip" href="#results">
            "Skip to the results"
        </a>
        <Header store theme />
        <LinkWarnings store />
        {move || match shown.get() {
            Page::Explorer => view! { <Explorer store theme /> }.into_any(),
            Page::How => view! { <HowItWorks store /> }.into_any(),
        }}
    }
}

/// Controls on one side, results on the other.
#[component]
fn Explorer(store: Store, theme: Theme) -> impl IntoView {
    view! {
        <div class="explorer">
            <Controls store />
            <main id="results" class="results">
                <Answer store />
                <Chart store theme />
                <BreakdownPanel store />
                <Table store />
            </main>
        </div>
    }
}
