//! How likely the frontier is, worked out when the page rests.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::rest::when_rested;
use headroom_core::evaluate::Evaluation;

/// How long the scenario must rest before the draws are made.
const REST: Duration = Duration::from_millis(300);

/// The likelihoods of an evaluation.
#[derive(Clone)]
pub(super) struct Likely {
    evaluation: Arc<Evaluation>,
    shares: Vec<(usize, f32)>,
}

impl Likely {
    /// What was drawn for the last evaluation at which the page rested.
    pub(super) fn watch(evaluation: Memo<Arc<Evaluation>>) -> RwSignal<Option<Self>> {
        let likely = RwSignal::new(None);
        when_rested(
            REST,
            move || evaluation.track(),
            move || {
                let evaluation = evaluation.get_untracked();
                let drawn = |likely: &Option<Self>| {
                    likely
                        .as_ref()
                        .is_some_and(|likely| evaluation.same_figures(&likely.evaluation))
                };
                if !likely.with_untracked(drawn) {
                    let shares = evaluation.likelihoods();
                    likely.set(Some(Self { evaluation, shares }));
                }
            },
        );
        likely
    }

    /// The shares of draws with which candidates of this evaluation are on the frontier, each with
    /// its position; none where they were drawn for other figures.
    pub(super) fn shares(&self, evaluation: &Evaluation) -> &[(usize, f32)] {
        if evaluation.same_figures(&self.evaluation) {
            &self.shares
        } else {
            &[]
        }
    }
}
