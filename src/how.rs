//! The view “How it works”: the mathematics with the visitor's own numbers, the tables, the
//! sources, the limits.
//!
//! The text that is the same for every visitor is a file of the site, made by `crates/how`. It is
//! fetched when the view is opened; what depends on the visitor is put into its slots.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;
use super::rich_text::rich_text;
use super::store::Store;
use crate::views::CollectAny;
use headroom_core::chart::pareto_figure;
use headroom_core::sentences::WorkedFormulas;

/// The `id` of the link in `index.html` to the file.
const LINK: &str = "how-fragment";

/// The place in the text where the visitor's numbers come.
const SLOT: &str = "<!-- slot -->";

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
                Text::Loaded(html) => view! { <Explanation store html /> }.into_any(),
                Text::Loading | Text::Failed => ().into_any(),
            }}
        </main>
    }
}

/// The text with its slots filled.
#[component]
fn Explanation(store: Store, html: String) -> impl IntoView {
    // A file of this site, made with it, in which nothing is a visitor's.
    let mut pieces = html.split(SLOT);
    let mut piece = move || {
        let html = pieces.next().unwrap_or_default().to_owned();
        view! { <div inner_html=html></div> }
    };
    view! {
        {piece()}
        <div data-slot="worked">
            {move || {
                WorkedFormulas::new(&store.evaluation()).map_or_else(|| ().into_any(), worked)
            }}
        </div>
        {piece()}
        <FrontierFigure store />
        {piece()}
    }
}

/// The formula method, worked through.
fn worked(text: WorkedFormulas) -> AnyView {
    let formulas = text.formulas.into_iter().map(|formula| {
        view! {
            // A long one scrolls sideways on a narrow screen, for the keyboard too.
            <p class="formula" tabindex="0">
                <math display="block" inner_html=formula></math>
            </p>
        }
    });
    view! {
        <div class="worked">
            <p>{rich_text(&text.candidate)}</p>
            {formulas.collect_any()}
            <p class="soft">{text.summed}</p>
        </div>
    }
    .into_any()
}

/// The visitor's own frontier, small, and what it counts.
#[component]
fn FrontierFigure(store: Store) -> impl IntoView {
    let caption = move || {
        let counts = store.evaluation().counts();
        format!(
            "Your scenario: {} candidates, {} fit, {} on the frontier.",
            counts.candidates, counts.fit, counts.frontier
        )
    };
    view! {
        <figure data-slot="frontier">
            <div inner_html=move || pareto_figure(&store.evaluation()).unwrap_or_default()></div>
            <figcaption class="soft">{move || caption()}</figcaption>
        </figure>
    }
}
