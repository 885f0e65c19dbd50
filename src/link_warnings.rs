//! Warnings about the link.

use leptos::prelude::*;

use super::store::Store;
use crate::views::CollectAny;
use headroom_core::scenario::QueryWarning;

/// The list of settings that were ignored or adjusted, until it is closed.
#[component]
pub(super) fn LinkWarnings(store: Store) -> impl IntoView {
    let warnings = store.link_warnings();
    view! {
        <div role="status" class="notice-region">
            {move || match warnings.get() {
                items if items.is_empty() => ().into_any(),
                items => list(warnings, items),
            }}
        </div>
    }
}

fn list(warnings: RwSignal<Vec<QueryWarning>>, items: Vec<QueryWarning>) -> AnyView {
    let items = items
        .into_iter()
        .map(|item| {
            view! {
                <li>
                    <code>{format!("{}={}", item.key, item.value)}</code>
                    {format!(": {}.", item.outcome())}
                </li>
            }
        })
        .collect_any();
    view! {
        <div class="notice" data-testid="notice">
            <div>
                <p>"Not everything in this link could be used:"</p>
                <ul>{items}</ul>
            </div>
            <button type="button" class="button" on:click=move |_| warnings.set(Vec::new())>
                "Close"
            </button>
        </div>
    }
    .into_any()
}
