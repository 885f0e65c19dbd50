//! What waits until nothing moves: rows out of view, the options of the frontier, the probabilities.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use headroom_core::evaluate::Evaluation;

/// Time without a change after which the page is at rest.
const REST: Duration = Duration::from_millis(250);

/// The evaluation at which the page came to rest; `None` while its rows change.
pub(super) type Rested = RwSignal<Option<Arc<Evaluation>>>;

/// Follows the evaluation.
pub(super) fn rested(evaluation: Memo<Arc<Evaluation>>) -> Rested {
    let rested: Rested = RwSignal::new(None);
    let rests = move |evaluation: &Evaluation| {
        rested.with_untracked(|rested| Some(evaluation.same_rows(rested.as_ref()?)))
    };
    let mut when_rested = debounce(REST, move |evaluation: Arc<Evaluation>| {
        if rests(&evaluation) != Some(true) {
            rested.set(Some(evaluation));
        }
    });
    Effect::new(move |_| {
        let evaluation = evaluation.get();
        // An evaluation that is passed again on the way to another is not at rest.
        if rests(&evaluation) == Some(false) {
            rested.set(None);
        }
        when_rested(evaluation);
    });
    rested
}
