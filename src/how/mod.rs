//! How it works: the mathematics with the visitor's own numbers, the tables, the sources, the
//! limits.
//!
//! What is the same for everyone is in `prose.html`; the build script puts tables made from
//! `data/` into it. The page adds what depends on the visitor.

mod formulas;
mod mathml;
mod pareto;
mod trend;

use leptos::prelude::*;

use super::store::Store;
use headroom_core::evaluate::Evaluation;

/// The prose with its tables, cut where the visitor's own numbers belong.
const PROSE: [&str; 4] = include!(concat!(env!("OUT_DIR"), "/how.rs"));

/// The view.
#[component]
pub(super) fn HowItWorks(store: Store) -> impl IntoView {
    view! {
        <main
            id="results"
            class="how"
            data-testid="how"
            inner_html=move || page(&store.evaluation())
        ></main>
    }
}

fn page(evaluation: &Evaluation) -> String {
    let [before, between, likely, rest] = PROSE;
    [
        before,
        &formulas::worked(evaluation),
        between,
        &pareto::figure(evaluation),
        likely,
        &trend::line(evaluation.pool().precomputed().trend()),
        rest,
    ]
    .concat()
}
