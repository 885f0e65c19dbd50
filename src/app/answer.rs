//! The answer, in a sentence.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::store::Store;
use crate::evaluate::{Cheaper, Evaluation, Row};
use crate::scenario::Axis;
use crate::units::{Bytes, grouped};

/// How long the scenario must rest before the answer is announced.
const REST: Duration = Duration::from_millis(700);

/// The best that fits, what could be saved next to it, and how many there are.
#[component]
pub(super) fn Answer(store: Store) -> impl IntoView {
    view! {
        <section class="answer" data-testid="answer" aria-label="Answer">
            {move || sentence(store, &store.evaluation())}
        </section>
        <Announcement store />
    }
}

fn sentence(store: Store, evaluation: &Arc<Evaluation>) -> AnyView {
    let unit = evaluation.scenario().unit;
    let memory = available(evaluation);
    let context = evaluation.scenario().context.show();
    let Some(answer) = evaluation.answer() else {
        return nothing_fits(evaluation).into_any();
    };
    let Some(best) = evaluation.row(answer.best) else {
        return ().into_any();
    };
    let spare = best.budget.saturating_sub(best.memory);
    let counts = evaluation.counts();
    view! {
        <h2 class="answer-sentence">
            "With " <b>{memory}</b> " and " <b>{context}</b>
            {superlative(evaluation.axis())}
            <button type="button" class="answer-model" on:click=move |_| store.pick(answer.best)>
                {best.model.name.clone()}
            </button> {mode(&best)} " at " <code>{best.quantization.id.clone()}</code> {cache(evaluation, &best)} ": "
            <b>{best.memory.show(unit)}</b> {format!(", {} to spare.", spare.show(unit))}
        </h2>
        <p class="answer-more">
            {format!(
                "{} of {} options that fit {} on the frontier. ",
                grouped(counts.frontier as u64),
                grouped(counts.fit as u64),
                if counts.frontier == 1 { "is" } else { "are" },
            )} {answer.cheaper.map(|cheaper| saving(store, evaluation, &best, cheaper))}
        </p>
        {advice(evaluation).map(|text| view! { <p class="answer-more">{text}</p> })}
    }
    .into_any()
}

/// What the best is, by what candidates are ranked by.
const fn superlative(axis: Axis) -> &'static str {
    match axis {
        Axis::Quality | Axis::Three => " tokens of context, the best you can run is ",
        Axis::Speed => " tokens of context, the fastest you can run is ",
        Axis::Efficiency => " tokens of context, what stands out most for its size is ",
    }
}

/// What helps to make sense of the ranking.
fn advice(evaluation: &Evaluation) -> Option<&'static str> {
    let wanted = evaluation.scenario().axis;
    if wanted != evaluation.axis() {
        return Some(
            "Choose a GPU, or give a bandwidth, to rank by speed: until then quality counts.",
        );
    }
    let any = evaluation.scenario().filters.least.is_none();
    (wanted == Axis::Speed && any)
        .then_some("The fastest models are the smallest. Set a least quality under Filters.")
}

fn available(evaluation: &Evaluation) -> String {
    let unit = evaluation.scenario().unit;
    let hardware = evaluation.hardware();
    hardware.budget.show_short(unit)
}

fn mode(row: &Row<'_>) -> Option<impl IntoView + use<>> {
    row.mode_to_say().map(|name| format!(" ({name})"))
}

fn cache(evaluation: &Evaluation, row: &Row<'_>) -> Option<impl IntoView + use<>> {
    let id = row.cache_type.id.clone();
    (evaluation.pool().cache_types().len() > 1)
        .then(|| view! { " with a " <code>{id}</code> " cache" })
}

fn saving(
    store: Store,
    evaluation: &Evaluation,
    best: &Row<'_>,
    cheaper: Cheaper,
) -> Option<impl IntoView + use<>> {
    let row = evaluation.row(cheaper.position)?;
    let unit = evaluation.scenario().unit;
    let same = row.candidate.model == best.candidate.model;
    let name = if same {
        String::new()
    } else {
        format!("{} at ", row.model.name)
    };
    let quantization = row.quantization.id.clone();
    let text = format!(
        " saves {} for {} {}.",
        cheaper.saves.show(unit),
        cheaper.costs,
        if cheaper.costs.to_string() == "1.0" {
            "point"
        } else {
            "points"
        }
    );
    Some(view! {
        <button type="button" class="link" on:click=move |_| store.pick(cheaper.position)>
            {name}
            <code>{quantization}</code>
            {text}
        </button>
    })
}

/// What to say where nothing is on the frontier.
fn nothing_fits(evaluation: &Evaluation) -> impl IntoView + use<> {
    let unit = evaluation.scenario().unit;
    let least = evaluation
        .pool()
        .ranked()
        .filter(|(position, _)| evaluation.reaches(*position))
        .map(|(position, _)| evaluation.memory_of(position))
        .min();
    let context = evaluation.scenario().context.show();
    let (happened, helps) = match least {
        Some(least) => (
            format!(
                "Nothing fits {} with {context} tokens of context.",
                available(evaluation)
            ),
            format!(
                "The smallest candidate takes {}: give it more memory or a shorter context.",
                least.show(unit)
            ),
        ),
        None if evaluation.pool().candidates().is_empty() => (
            "No model passes the filters.".to_owned(),
            "Take one of the filters off.".to_owned(),
        ),
        None => (
            format!("No rated model that passes the filters reaches {context} tokens of context."),
            "Shorten the context or take a filter off.".to_owned(),
        ),
    };
    view! {
        <h2 class="answer-sentence">{happened}</h2>
        <p class="answer-more">{helps}</p>
    }
}

/// The answer for those who hear the page: once the visitor has come to rest, not at every step.
#[component]
fn Announcement(store: Store) -> impl IntoView {
    let spoken = RwSignal::new(String::new());
    let waiting = StoredValue::new(None::<leptos::leptos_dom::helpers::TimeoutHandle>);
    Effect::new(move |_| {
        let text = spoken_answer(&store.evaluation());
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        let speak = move || {
            spoken.try_set(text);
        };
        let handle = leptos::leptos_dom::helpers::set_timeout_with_handle(speak, REST);
        waiting.set_value(handle.ok());
    });
    view! {
        <p class="visually-hidden" role="status" data-testid="announcement">
            {spoken}
        </p>
    }
}

fn spoken_answer(evaluation: &Evaluation) -> String {
    let unit = evaluation.scenario().unit;
    let Some(row) = evaluation.best().and_then(|best| evaluation.row(best)) else {
        return format!("Nothing fits {}.", available(evaluation));
    };
    let spare: Bytes = row.budget.saturating_sub(row.memory);
    format!(
        "Best that fits: {} at {}, {}, {} to spare. {} on the frontier.",
        row.model.name,
        row.quantization.id,
        row.memory.show(unit),
        spare.show(unit),
        evaluation.counts().frontier
    )
}
