//! What one more step would cost, and the buttons that take it.

use leptos::prelude::*;

use super::parts::signed;
use crate::app::store::Store;
use crate::evaluate::{Change, Evaluation, NextStep};
use crate::scenario::CacheChoice;
use crate::units::Decimal;

/// A step as the page offers it: what it is, what it costs, and how to take it.
pub(super) struct Offer {
    name: String,
    cost: String,
    step: NextStep,
}

/// The steps from a candidate.
pub(super) fn offers(evaluation: &Evaluation, position: usize) -> Vec<Offer> {
    let catalog = evaluation.catalog();
    let unit = evaluation.scenario().unit;
    let offer = |step: NextStep| {
        let name = match step.change {
            Change::Context(context) => format!("{} context", context.show()),
            Change::Cache(cache) => format!("{} cache", catalog.cache_type(cache)?.id),
            Change::Quantization(at) => evaluation.row(at)?.quantization.id.clone(),
        };
        let mut cost = signed(step.memory, unit);
        if let Some(points) = step.quality.map(|points| points.as_f64())
            && points.abs() >= 0.05
        {
            let sign = if points < 0.0 { "−" } else { "+" };
            cost += &format!(", {sign}{} points", Decimal::fixed(points.abs(), 1));
        }
        Some(Offer { name, cost, step })
    };
    evaluation
        .next_steps(position)
        .into_iter()
        .filter_map(offer)
        .collect()
}

#[component]
pub(super) fn Steps(store: Store, offers: Vec<Offer>) -> impl IntoView {
    let buttons = offers
        .into_iter()
        .map(|Offer { name, cost, step }| {
            view! {
                <li>
                    <button type="button" class="step" on:click=move |_| take(store, step)>
                        <span class="step-name">{name}</span>
                        <span class="step-cost">{cost}</span>
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="steps" aria-label="One step more or less">
            {buttons}
        </ul>
    }
}

fn take(store: Store, step: NextStep) {
    let evaluation = store.evaluation_now();
    // The candidate stays the one that is looked at.
    if let Some(position) = evaluation.selected() {
        store.pick(position);
    }
    match step.change {
        Change::Context(context) => store.step(|scenario| scenario.context = context),
        Change::Cache(cache) => store.step(|scenario| {
            scenario.cache = CacheChoice::Only(cache);
            if let Some(pick) = &mut scenario.pick {
                pick.cache = None;
            }
        }),
        Change::Quantization(position) => store.pick(position),
    }
}
