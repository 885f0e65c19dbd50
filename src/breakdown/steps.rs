//! What one more step would cost, and the buttons that take it.

use leptos::prelude::*;

use super::Told;
use super::parts::signed;
use crate::store::Store;
use headroom_core::evaluate::{Change, Evaluation, NextStep};
use headroom_core::scenario::CacheChoice;
use headroom_core::units::Decimal;

/// A step as the page offers it: what it is and what it costs.
#[derive(Clone, PartialEq)]
pub(super) struct Offer {
    name: String,
    cost: String,
}

/// The steps from a candidate.
pub(super) fn offers(evaluation: &Evaluation, position: usize) -> [Option<Offer>; 4] {
    let catalog = evaluation.catalog();
    let unit = evaluation.scenario().view.listing.unit;
    evaluation.next_steps(position).map(|step| {
        let step = step?;
        let name = match step.change {
            Change::Context(context) => format!("{} context", context.to_short_string()),
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
        Some(Offer { name, cost })
    })
}

/// A button for each step that there is.
#[component]
pub(super) fn Steps(store: Store, told: Memo<Option<Told>>) -> impl IntoView {
    let button = |place: usize| {
        let text = move |of: fn(&Offer) -> &String| {
            Signal::derive(move || {
                let offer = |told: &Told| told.offers.get(place)?.as_ref().map(of).cloned();
                told.with(|told| told.as_ref().and_then(offer))
                    .unwrap_or_default()
            })
        };
        let name = text(|offer| &offer.name);
        view! {
            <li hidden=move || name.with(String::is_empty)>
                <button type="button" class="step" on:click=move |_| take(store, place)>
                    <span class="step-name">{name}</span>
                    <span class="step-cost">{text(|offer| &offer.cost)}</span>
                </button>
            </li>
        }
    };
    view! {
        <ul class="steps" aria-label="One step more or less">
            {(0..4).map(button).collect_view()}
        </ul>
    }
}

/// Takes the step that the button in this place offers.
fn take(store: Store, place: usize) {
    let evaluation = store.evaluation_untracked();
    let Some(position) = evaluation.selected() else {
        return;
    };
    let Some(NextStep { change, .. }) = evaluation
        .next_steps(position)
        .get(place)
        .copied()
        .flatten()
    else {
        return;
    };
    // The candidate stays the one that is looked at.
    store.pick(position);
    match change {
        Change::Context(context) => store.commit(|scenario| scenario.workload.context = context),
        Change::Cache(cache) => store.commit(|scenario| {
            scenario.workload.cache = CacheChoice::Only(cache);
            if let Some(pick) = &mut scenario.view.pick {
                pick.cache = None;
            }
        }),
        Change::Quantization(position) => store.pick(position),
    }
}
