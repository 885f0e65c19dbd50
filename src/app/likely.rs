//! How likely the frontier is, worked out when the page rests.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::evaluate::Evaluation;

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
        let waiting = StoredValue::new(None::<TimeoutHandle>);
        Effect::new(move |_| {
            let evaluation = evaluation.get();
            if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
                handle.clear();
            }
            let draw = move || {
                let shares = evaluation.likelihoods();
                likely.try_set(Some(Self { evaluation, shares }));
            };
            waiting.set_value(set_timeout_with_handle(draw, REST).ok());
        });
        likely
    }

    /// The shares of draws with which candidates of this evaluation are on the frontier, each with
    /// its position; none where they were drawn for another.
    pub(super) fn shares(&self, evaluation: &Arc<Evaluation>) -> &[(usize, f32)] {
        if Arc::ptr_eq(&self.evaluation, evaluation) {
            &self.shares
        } else {
            &[]
        }
    }
}
