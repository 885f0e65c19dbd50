//! The answer, in a sentence.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use super::rich_text::rich_text;
use super::store::Store;
use headroom_core::evaluate::Evaluation;
use headroom_core::sentences::{AnswerText, spoken_answer};

/// Time without a change before the answer is announced.
const QUIET: Duration = Duration::from_millis(700);

/// The best that fits, what could be saved next to it, and how many there are.
#[component]
pub(super) fn Answer(store: Store) -> impl IntoView {
    let answer = Memo::new(move |_| {
        let evaluation = store.evaluation();
        AnswerText::new(&evaluation, &store.likelihoods(&evaluation))
    });
    view! {
        <section class="answer" data-testid="answer" aria-label="Answer">
            {move || answer.with(|answer| sentences(store, answer))}
        </section>
        <Announcement store />
    }
}

/// The sentences. What may be absent is hidden, so that each element keeps the focus while its text
/// changes.
fn sentences(store: Store, answer: &AnswerText) -> AnyView {
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
    let nothing_fits = answer.model.is_empty();
    let nothing_saved = answer.saving.is_empty();
    let untied = answer.ties.is_none();
    view! {
        <h2 class="answer-sentence">
            <span>{rich_text(&answer.before)}</span>
            <button
                type="button"
                class="answer-model"
                hidden=nothing_fits
                on:click=pick_best
            >
                {answer.model.clone()}
            </button>
            <span>{rich_text(&answer.after)}</span>
        </h2>
        <p class="answer-more">
            {answer.counts.clone()}
            <button
                type="button"
                class="link"
                hidden=nothing_saved
                on:click=pick_cheaper
            >
                {rich_text(&answer.saving)}
            </button>
        </p>
        <p class="answer-more" hidden=untied>
            {answer.ties.clone()}
        </p>
        <p class="answer-more" hidden=answer.advice.is_none()>
            {answer.advice}
        </p>
    }
    .into_any()
}

/// The answer for those who hear the page: once nothing changes, not at every step.
#[component]
fn Announcement(store: Store) -> impl IntoView {
    let spoken = RwSignal::new(String::new());
    let mut when_quiet = debounce(QUIET, move |evaluation: Arc<Evaluation>| {
        spoken.set(spoken_answer(&evaluation));
    });
    Effect::new(move |_| when_quiet(store.evaluation()));
    view! {
        <p class="visually-hidden" role="status" data-testid="announcement">
            {spoken}
        </p>
    }
}
