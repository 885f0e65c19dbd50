//! How fast the selected candidate is, and how sure its place is.

use std::sync::Arc;

use crate::pace::{rate, wait};
use crate::store::Store;
use crate::ties::ties;
use headroom_core::evaluate::{Evaluation, Row};
use headroom_core::quality::Quality;
use headroom_core::units::{Decimal, Seconds};

/// Speed of generation, time to the first token, and what thinking costs.
pub(super) fn pace(evaluation: &Evaluation, row: &Row<'_>) -> String {
    let thinks = row.candidate.mode.thinks();
    let Some(speed) = row.speed() else {
        let costs = if thinks {
            " It thinks before it answers, which takes time and context."
        } else {
            ""
        };
        return format!("<p>Choose a GPU, or give a bandwidth, to see how fast it is.{costs}</p>");
    };
    let mut text = format!(
        "<p><b>{} tokens per second</b> ({} to {})",
        rate(speed.value),
        rate(speed.low),
        rate(speed.high)
    );
    if let Some(first) = evaluation.time_to_first_token(row.candidate) {
        text += &format!(
            "; the first after {} ({} to {}) for a prompt of {} tokens",
            wait(first.value),
            wait(first.low),
            wait(first.high),
            evaluation.scenario().workload.prompt.to_exact_string()
        );
    }
    text += ".";
    if let Some(thousand) = Seconds::new(1_000.0 / speed.value.get()).filter(|_| thinks) {
        text += &format!(
            " It thinks before it answers: every 1,000 tokens of that take {} and as much context.",
            wait(thousand)
        );
    }
    text + "</p>"
}

/// That its quality was not measured for the use at hand; empty where it was.
pub(super) const fn inferred(row: &Row<'_>) -> &'static str {
    match row.quality {
        Some(Quality { inferred: true, .. }) => {
            "<p>No benchmark of this use is known for it: its quality is inferred from other uses.</p>"
        }
        _ => "",
    }
}

/// How likely it is on the frontier, and what cannot be told from it; empty until the page rests.
pub(super) fn standing(store: Store, evaluation: &Arc<Evaluation>, row: &Row<'_>) -> String {
    let shares = store.likely(evaluation);
    let Some(&(_, share)) = shares
        .iter()
        .find(|(position, _)| *position == row.position)
    else {
        return String::new();
    };
    format!(
        "<p>On the frontier in <b>{} %</b> of draws from the uncertain scores. {}</p>",
        Decimal::fixed(f64::from(share) * 100.0, 0),
        ties(evaluation, row)
    )
}
