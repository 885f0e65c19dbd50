//! How it works: the mathematics with the visitor's own numbers, the tables, the sources, the
//! limits.
//!
//! The text that is the same for every visitor is a file of the site, made by `crates/how`. It is
//! fetched when the view is opened; what depends on the visitor is put into its slots.

mod formulas;
mod mathml;

use leptos::portal::Portal;
use leptos::task::spawn_local;
use leptos::{html, prelude::*};

use self::formulas::worked;
use super::browser;
use super::store::Store;
use headroom_core::chart::pareto_figure;

/// The `id` of the link in `index.html` to the file.
const LINK: &str = "how-fragment";

/// The text, on its way to the page.
#[derive(Clone)]
enum Text {
    Loading,
    Failed,
    Loaded(String),
}

/// The view.
#[component]
pub(super) fn HowItWorks(store: Store) -> impl IntoView {
    let text = RwSignal::new(Text::Loading);
    let load = move || {
        text.set(Text::Loading);
        spawn_local(async move {
            let fetched = browser::fetch_linked(LINK).await;
            // The visitor may have left the view before it came.
            text.try_set(fetched.map_or(Text::Failed, Text::Loaded));
        });
    };
    load();
    let failed = move || text.with(|text| matches!(text, Text::Failed));
    view! {
        <main
            id="results"
            class="how"
            data-testid="how"
            aria-busy=move || text.with(|text| matches!(text, Text::Loading)).to_string()
        >
            <h2>"How it works"</h2>
            <p role="status">
                {move || {
                    text.with(|text| match text {
                        Text::Loading => "Loading…",
                        Text::Failed => {
                            "This text could not be loaded. Are you still connected to the network?"
                        }
                        Text::Loaded(_) => "",
                    })
                }}
            </p>
            <button type="button" class="button" hidden=move || !failed() on:click=move |_| load()>
                "Try again"
            </button>
            {move || match text.get() {
                Text::Loaded(html) => Some(view! { <Explanation store html /> }),
                Text::Loading | Text::Failed => None,
            }}
        </main>
    }
}

/// The text with its slots filled.
#[component]
fn Explanation(store: Store, html: String) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let slot = move |name: &str| {
        let found = frame.get()?.query_selector(&format!("[data-slot={name}]"));
        found.ok().flatten()
    };
    view! {
        // A file of this site, made with it, in which nothing is a visitor's.
        <div node_ref=frame inner_html=html></div>
        {move || {
            slot("worked")
                .map(|mount| {
                    view! { <Portal mount>{move || worked(&store.evaluation())}</Portal> }
                })
        }}
        {move || {
            slot("frontier").map(|mount| view! { <Portal mount><FrontierFigure store /></Portal> })
        }}
    }
}

/// The visitor's own frontier, small, and what it counts.
#[component]
fn FrontierFigure(store: Store) -> impl IntoView {
    let picture = move || pareto_figure(&store.evaluation());
    let caption = move || {
        let counts = store.evaluation().counts();
        format!(
            "Your scenario: {} candidates, {} fit, {} on the frontier.",
            counts.candidates, counts.fit, counts.frontier
        )
    };
    view! {
        <figure>
            {move || match picture() {
                Some(picture) => view! { <div inner_html=picture></div> }.into_any(),
                None => view! { <p class="soft">"Nothing fits."</p> }.into_any(),
            }}
            <figcaption class="soft">{caption}</figcaption>
        </figure>
    }
}
