//! Where a candidate's memory goes.

mod methods;
mod parts;
mod run;
mod standing;
mod steps;
mod summary;

use leptos::prelude::*;

use self::methods::comparison;
use self::parts::{Part, parts};
use self::run::run;
use self::standing::{inferred, pace, standing};
use self::steps::{Offer, Steps, offers};
use self::summary::summary;
use super::store::Store;
use headroom_core::plot::markup::escaped;
use headroom_core::scenario::Method;

/// What the panel says, as markup.
#[derive(PartialEq)]
struct Told {
    summary: String,
    standing: String,
    methods: String,
    offers: [Option<Offer>; 4],
    explanation: String,
    run: String,
}

impl Told {
    /// What there is to say of the selected candidate.
    fn of(store: Store) -> Option<Self> {
        let evaluation = store.evaluation();
        let row = evaluation.row(evaluation.selected()?)?;
        let parts = parts(&evaluation, &row);
        let (methods, why) = comparison(&evaluation, &row);
        Some(Self {
            summary: summary(&evaluation, &row, &parts),
            standing: pace(&evaluation, &row)
                + inferred(&row)
                + &standing(store, &evaluation, &row),
            methods,
            offers: offers(&evaluation, row.position),
            explanation: explanation(&parts, &why),
            run: run(&evaluation, &row),
        })
    }
}

/// One stacked bar for the selected candidate, why it is so large, and what one more step would
/// cost.
#[component]
pub(super) fn BreakdownPanel(store: Store) -> impl IntoView {
    let told = Memo::new(move |_| Told::of(store));
    let none = move || told.with(Option::is_none);
    // The elements stay while what they say changes, with the focus that one of them may have.
    let part = move |of: fn(&Told) -> &String| {
        Signal::derive(move || told.with(|told| told.as_ref().map(of).cloned().unwrap_or_default()))
    };
    view! {
        <section class="panel breakdown" data-testid="breakdown" aria-label="Memory of the selected candidate">
            <p class="soft" hidden=move || !none()>
                "Select a candidate to see where its memory goes."
            </p>
            <div hidden=none>
                <div class="breakdown-sum" inner_html=part(|told| &told.summary)></div>
                <div class="soft standing" inner_html=part(|told| &told.standing)></div>
                <p class="methods">
                    <span inner_html=part(|told| &told.methods)></span>
                    <OtherMethod store />
                </p>
                <Steps store told />
                <details class="run">
                    <summary>"What the parts are"</summary>
                    <div inner_html=part(|told| &told.explanation)></div>
                </details>
                <details class="run">
                    <summary>"Run it"</summary>
                    <div inner_html=part(|told| &told.run)></div>
                </details>
            </div>
        </section>
    }
}

/// The button that changes to the other method.
#[component]
fn OtherMethod(store: Store) -> impl IntoView {
    let method = store.derive(|scenario| scenario.goal.method);
    let change = move |_| {
        store.commit(|scenario| {
            scenario.goal.method = match scenario.goal.method {
                Method::Exact => Method::Formula,
                Method::Formula => Method::Exact,
            };
        });
    };
    view! {
        <button type="button" class="link" on:click=change>
            {move || match method() {
                Method::Exact => "Use the formula",
                Method::Formula => "Use the exact method",
            }}
        </button>
    }
}

/// What each part is, and why the methods differ.
fn explanation(parts: &[Part], why: &str) -> String {
    let mut text = "<dl class=\"parts\">".to_owned();
    for part in parts.iter().filter(|part| !part.words.is_empty()) {
        text += &format!("<dt>{}</dt><dd>{}</dd>", part.name, escaped(&part.words));
    }
    text + "</dl>" + why
}
