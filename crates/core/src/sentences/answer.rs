//! The answer: the best candidate that fits, and what could be saved next to it.

use super::ties;
use crate::evaluate::{Cheaper, Evaluation, Row};
use crate::rich_text::RichText;
use crate::scenario::Axis;
use crate::units::thousands;

/// The answer, part by part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerText {
    /// The sentence up to the name of the model.
    pub before: RichText,
    /// The name of the best model; empty where nothing fits.
    pub model: String,
    /// The sentence behind the name.
    pub after: RichText,
    /// The number of options, or advice where there is none.
    pub counts: String,
    /// A cheaper candidate that is nearly as good; empty where there is none.
    pub saving: RichText,
    /// The models that the best is tied with.
    pub ties: Option<String>,
    /// A hint that helps to make sense of the ranking.
    pub advice: Option<&'static str>,
}

impl AnswerText {
    /// The answer of an evaluation. Ties are named where its likelihoods are known.
    #[must_use]
    pub fn new(evaluation: &Evaluation, likelihoods: &[(usize, f32)]) -> Self {
        let answer = evaluation.answer();
        let best = answer.and_then(|answer| evaluation.row(answer.best));
        let (Some(answer), Some(best)) = (answer, best) else {
            return Self::nothing_fits(evaluation);
        };
        let scenario = evaluation.scenario();
        let unit = scenario.view.listing.unit;
        let spare = best.budget.saturating_sub(best.memory);
        let counts = evaluation.counts();
        let mode = best.mode_to_say();
        let mode = mode.map_or_else(String::new, |name| format!(" ({name})"));
        let mut after = RichText::default()
            .plain(format!("{mode} at "))
            .code(&best.quantization.id);
        if evaluation.pool().cache_types().len() > 1 {
            after = after
                .plain(" with a ")
                .code(&best.cache_type.id)
                .plain(" cache");
        }
        Self {
            before: RichText::default()
                .plain("With ")
                .strong(available(evaluation))
                .plain(" and ")
                .strong(scenario.workload.context.to_short_string())
                .plain(superlative(evaluation.axis())),
            model: best.model.name.clone(),
            after: after
                .plain(": ")
                .strong(best.memory.to_string_in(unit))
                .plain(format!(", {} to spare.", spare.to_string_in(unit))),
            counts: format!(
                "{} of {} options that fit {} on the frontier. ",
                thousands(counts.frontier as u64),
                thousands(counts.fit as u64),
                if counts.frontier == 1 { "is" } else { "are" },
            ),
            saving: answer
                .cheaper
                .and_then(|cheaper| saving(evaluation, &best, cheaper))
                .unwrap_or_default(),
            ties: (!likelihoods.is_empty())
                .then(|| ties(evaluation, &best))
                .flatten(),
            advice: advice(evaluation),
        }
    }

    /// The answer where nothing is on the frontier.
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
            before: RichText::default().plain(before),
            counts,
            ..Self::default()
        }
    }
}

/// The superlative of what candidates are ranked by.
const fn superlative(axis: Axis) -> &'static str {
    match axis {
        Axis::Quality | Axis::QualityAndSpeed => " tokens of context, the best you can run is ",
        Axis::Speed => " tokens of context, the fastest you can run is ",
        Axis::Efficiency => " tokens of context, what stands out most for its size is ",
    }
}

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
    evaluation.memory_budget().budget.to_short_string(unit)
}

fn saving(evaluation: &Evaluation, best: &Row<'_>, cheaper: Cheaper) -> Option<RichText> {
    let row = evaluation.row(cheaper.position)?;
    let unit = evaluation.scenario().view.listing.unit;
    let mut text = RichText::default();
    if row.candidate.model != best.candidate.model {
        text = text.plain(format!("{} at ", row.model.name));
    }
    let costs = cheaper.costs.to_string();
    let points = if costs == "1.0" { "point" } else { "points" };
    Some(text.code(&row.quantization.id).plain(format!(
        " saves {} for {costs} {points}.",
        cheaper.saves.to_string_in(unit)
    )))
}

/// The answer for those who hear the page.
#[must_use]
pub fn spoken_answer(evaluation: &Evaluation) -> String {
    let unit = evaluation.scenario().view.listing.unit;
    let Some(row) = evaluation.best().and_then(|best| evaluation.row(best)) else {
        return format!("Nothing fits {}.", available(evaluation));
    };
    format!(
        "Best that fits: {} at {}, {}, {} to spare. {} on the frontier.",
        row.model.name,
        row.quantization.id,
        row.memory.to_string_in(unit),
        row.budget.saturating_sub(row.memory).to_string_in(unit),
        evaluation.counts().frontier
    )
}
