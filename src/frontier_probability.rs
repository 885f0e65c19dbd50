//! The probabilities of being on the frontier, worked out when the page settles.

use std::sync::Arc;

use leptos::prelude::*;

use super::settled::Settled;
use headroom_core::evaluate::Evaluation;

/// The probabilities of an evaluation's candidates.
pub(super) struct FrontierProbabilities {
    evaluation: Arc<Evaluation>,
    likelihoods: Vec<(usize, f32)>,
}

impl FrontierProbabilities {
    /// The probabilities of the last evaluation at which the page settled.
    pub(super) fn watch(settled: Settled) -> RwSignal<Option<Self>> {
        let known: RwSignal<Option<Self>> = RwSignal::new(None);
        Effect::new(move |_| {
            let Some(evaluation) = settled.get() else {
                return;
            };
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
