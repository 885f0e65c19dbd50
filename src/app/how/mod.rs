//! How it works: the mathematics with the visitor's own numbers, the tables, the sources, the
//! limits.

mod exact;
mod formulas;
mod mathml;
mod pareto;
mod quality;
mod quantizations;
mod sources;

use leptos::prelude::*;

use self::exact::Exact;
use self::formulas::Formulas;
use self::pareto::Pareto;
use self::quality::QualitySection;
use self::quantizations::Quantizations;
use self::sources::Sources;
use super::store::Store;

/// The view.
#[component]
pub(super) fn HowItWorks(store: Store) -> impl IntoView {
    view! {
        <main id="results" class="how" data-testid="how">
            <h2>"How it works"</h2>
            <p>
                "Headroom answers one question: which language model, at which quantization, is the \
                 best you can run in the memory you have? Everything is computed in this page, from \
                 data that came with it. Nothing you enter leaves your computer."
            </p>
            <Exact />
            <Formulas store />
            <Quantizations store />
            <QualitySection store />
            <Pareto store />
            <Sources store />
        </main>
    }
}
