//! The probabilities of being on the frontier, worked out when the page rests.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use headroom_core::evaluate::Evaluation;

/// Time without a change before the draws are made.
const REST: Duration = Duration::from_millis(300);

/// The probabilities of an evaluation's candidates.
pub(super) struct FrontierProbabilities {
    evaluation: Arc<Evaluation>,
    likelihoods: Vec<(usize, f32)>,
}

impl FrontierProbabilities {
    /// The probabilities of the last evaluation at which the page rested.
    pub(super) fn watch(evaluation: Memo<Arc<Evaluation>>) -> RwSignal<Option<Self>> {
        let known: RwSignal<Option<Self>> = RwSignal::new(None);
        let mut when_rested = debounce(REST, move |evaluation: Arc<Evaluation>| {
            let current = known.with_untracked(|known| {
                let known = known.as_ref();
                known.is_some_and(|known| evaluation.same_figures(&known.evaluation))
            });
            if !current {
                let likelihoods = evaluation.likelihoods();
                known.set(Some(Self {
                    evaluation,
                    likelihoods,
                }));
            }
        });
        Effect::new(move |_| when_rested(evaluation.get()));
        known
    }

    /// The probabilities of this evaluation's candidates, each with its position; none where they
    /// were drawn for other figures.
    pub(super) fn of(&self, evaluation: &Evaluation) -> &[(usize, f32)] {
        if evaluation.same_figures(&self.evaluation) {
            &self.likelihoods
        } else {
            &[]
        }
    }
}
