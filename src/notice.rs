//! What of a link could not be used.

use leptos::prelude::*;

use super::store::Store;
use headroom_core::scenario::QueryWarning;

/// The list of settings that were ignored or adjusted, until it is closed.
#[component]
pub(super) fn Notice(store: Store) -> impl IntoView {
    let ignored = store.ignored();
    view! {
        <div role="status" class="notice-region">
            {move || match ignored.get() {
                items if items.is_empty() => ().into_any(),
                items => notice(ignored, items),
            }}
        </div>
    }
}

fn notice(ignored: RwSignal<Vec<QueryWarning>>, items: Vec<QueryWarning>) -> AnyView {
    let items = items
        .into_iter()
        .map(|item| {
            let used = if item.used.is_empty() {
                "it is left out".to_owned()
            } else {
                format!("{} is used instead", item.used)
            };
            view! {
                <li>
                    <code>{format!("{}={}", item.key, item.value)}</code>
                    {format!(": {}; {used}.", item.reason)}
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="notice" data-testid="notice">
            <div>
                <p>"Not everything in this link could be used:"</p>
                <ul>{items}</ul>
            </div>
            <button type="button" class="button" on:click=move |_| ignored.set(Vec::new())>
                "Close"
            </button>
        </div>
    }
    .into_any()
}
