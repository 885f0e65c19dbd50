//! The answer, in a sentence.

use std::time::Duration;

use leptos::prelude::*;

use super::rest::when_rested;
use super::store::Store;
use super::ties::ties;
use headroom_core::evaluate::{Cheaper, Evaluation, Row};
use headroom_core::plot::markup::escaped;
use headroom_core::scenario::Axis;
use headroom_core::units::{Bytes, thousands};

/// How long the scenario must rest before the answer is announced.
const REST: Duration = Duration::from_millis(700);

/// The best that fits, what could be saved next to it, and how many there are.
#[component]
pub(super) fn Answer(store: Store) -> impl IntoView {
    let said = Memo::new(move |_| Said::of(store));
    // The elements stay while what they say changes, with the focus that one of them may have.
    let part =
        move |of: fn(&Said) -> &String| Signal::derive(move || said.with(|said| of(said).clone()));
    let empty = move |of: fn(&Said) -> &String| move || said.with(|said| of(said).is_empty());
    let pick_best = move |_| {
        if let Some(best) = store.evaluation_untracked().best() {
            store.pick(best);
        }
    };
    let pick_cheaper = move |_| {
        let answer = store.evaluation_untracked().answer();
        if let Some(cheaper) = answer.and_then(|answer| answer.cheaper) {
            store.pick(cheaper.position);
        }
    };
    view! {
        <section class="answer" data-testid="answer" aria-label="Answer">
            <h2 class="answer-sentence">
                <span inner_html=part(|said| &said.before)></span>
                <button
                    type="button"
                    class="answer-model"
                    hidden=empty(|said| &said.model)
                    on:click=pick_best
                >
                    {part(|said| &said.model)}
                </button>
                <span inner_html=part(|said| &said.after)></span>
            </h2>
            <p class="answer-more">
                {part(|said| &said.counts)}
                <button
                    type="button"
                    class="link"
                    hidden=empty(|said| &said.saving)
                    on:click=pick_cheaper
                    inner_html=part(|said| &said.saving)
                ></button>
            </p>
            <p
                class="answer-more"
                hidden=empty(|said| &said.ties)
                inner_html=part(|said| &said.ties)
            ></p>
            <p class="answer-more" hidden=empty(|said| &said.advice)>
                {part(|said| &said.advice)}
            </p>
        </section>
        <Announcement store />
    }
}

/// What the answer says, part by part; `before`, `after`, `saving` and `ties` are markup.
#[derive(Default, PartialEq)]
struct Said {
    before: String,
    /// The name of the best model; empty where nothing fits.
    model: String,
    after: String,
    counts: String,
    saving: String,
    advice: String,
    ties: String,
}

impl Said {
    fn of(store: Store) -> Self {
        let evaluation = &store.evaluation();
        let answer = evaluation.answer();
        let best = answer.and_then(|answer| evaluation.row(answer.best));
        let (Some(answer), Some(best)) = (answer, best) else {
            return Self::nothing_fits(evaluation);
        };
        let unit = evaluation.scenario().view.listing.unit;
        let spare = best.budget.saturating_sub(best.memory);
        let counts = evaluation.counts();
        let cheaper = answer.cheaper;
        Self {
            before: format!(
                "With <b>{}</b> and <b>{}</b>{} ",
                available(evaluation),
                evaluation.scenario().workload.context.to_short_string(),
                superlative(evaluation.axis())
            ),
            model: best.model.name.clone(),
            after: format!(
                "{} at <code>{}</code>{}: <b>{}</b>, {} to spare.",
                mode(&best),
                escaped(&best.quantization.id),
                cache(evaluation, &best),
                best.memory.to_string_in(unit),
                spare.to_string_in(unit)
            ),
            counts: format!(
                "{} of {} options that fit {} on the frontier. ",
                thousands(counts.frontier as u64),
                thousands(counts.fit as u64),
                if counts.frontier == 1 { "is" } else { "are" },
            ),
            saving: cheaper
                .and_then(|cheaper| saving(evaluation, &best, cheaper))
                .unwrap_or_default(),
            advice: advice(evaluation).unwrap_or_default().to_owned(),
            // Like the likelihoods they wait until the page rests.
            ties: if store.likely(evaluation).is_empty() {
                String::new()
            } else {
                ties(evaluation, &best)
            },
        }
    }

    /// What to say where nothing is on the frontier.
    fn nothing_fits(evaluation: &Evaluation) -> Self {
        let unit = evaluation.scenario().view.listing.unit;
        let least = evaluation
            .pool()
            .ranked()
            .filter(|(position, _)| evaluation.reaches(*position))
            .map(|(position, _)| evaluation.memory_of(position))
            .min();
        let context = evaluation.scenario().workload.context.to_short_string();
        let (before, counts) = match least {
            Some(least) => (
                format!(
                    "Nothing fits {} with {context} tokens of context.",
                    available(evaluation)
                ),
                format!(
                    "The smallest candidate takes {}: give it more memory or a shorter context.",
                    least.to_string_in(unit)
                ),
            ),
            None if evaluation.pool().candidates().is_empty() => (
                "No model passes the filters.".to_owned(),
                "Take one of the filters off.".to_owned(),
            ),
            None => (
                format!(
                    "No rated model that passes the filters reaches {context} tokens of context."
                ),
                "Shorten the context or take a filter off.".to_owned(),
            ),
        };
        Self {
            before,
            counts,
            ..Self::default()
        }
    }
}

/// What the best is, by what candidates are ranked by.
const fn superlative(axis: Axis) -> &'static str {
    match axis {
        Axis::Quality | Axis::Three => " tokens of context, the best you can run is",
        Axis::Speed => " tokens of context, the fastest you can run is",
        Axis::Efficiency => " tokens of context, what stands out most for its size is",
    }
}

/// What helps to make sense of the ranking.
fn advice(evaluation: &Evaluation) -> Option<&'static str> {
    let wanted = evaluation.scenario().goal.axis;
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
    let unit = evaluation.scenario().view.listing.unit;
    let hardware = evaluation.memory_budget();
    hardware.budget.to_short_string(unit)
}

fn mode(row: &Row<'_>) -> String {
    let name = row.mode_to_say();
    name.map_or_else(String::new, |name| format!(" ({name})"))
}

fn cache(evaluation: &Evaluation, row: &Row<'_>) -> String {
    if evaluation.pool().cache_types().len() < 2 {
        return String::new();
    }
    format!(" with a <code>{}</code> cache", escaped(&row.cache_type.id))
}

fn saving(evaluation: &Evaluation, best: &Row<'_>, cheaper: Cheaper) -> Option<String> {
    let row = evaluation.row(cheaper.position)?;
    let unit = evaluation.scenario().view.listing.unit;
    let same = row.candidate.model == best.candidate.model;
    let name = if same {
        String::new()
    } else {
        format!("{} at ", escaped(&row.model.name))
    };
    let costs = cheaper.costs.to_string();
    Some(format!(
        "{name}<code>{}</code> saves {} for {costs} {}.",
        escaped(&row.quantization.id),
        cheaper.saves.to_string_in(unit),
        if costs == "1.0" { "point" } else { "points" }
    ))
}

/// The answer for those who hear the page: once the visitor has come to rest, not at every step.
#[component]
fn Announcement(store: Store) -> impl IntoView {
    let spoken = RwSignal::new(String::new());
    when_rested(
        REST,
        move || store.track(),
        move || spoken.set(spoken_answer(&store.evaluation_untracked())),
    );
    view! {
        <p class="visually-hidden" role="status" data-testid="announcement">
            {spoken}
        </p>
    }
}

fn spoken_answer(evaluation: &Evaluation) -> String {
    let unit = evaluation.scenario().view.listing.unit;
    let Some(row) = evaluation.best().and_then(|best| evaluation.row(best)) else {
        return format!("Nothing fits {}.", available(evaluation));
    };
    let spare: Bytes = row.budget.saturating_sub(row.memory);
    format!(
        "Best that fits: {} at {}, {}, {} to spare. {} on the frontier.",
        row.model.name,
        row.quantization.id,
        row.memory.to_string_in(unit),
        spare.to_string_in(unit),
        evaluation.counts().frontier
    )
}
