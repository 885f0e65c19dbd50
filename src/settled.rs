//! The work that waits until nothing moves: rows out of view, the options of the frontier, the
//! probabilities.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use headroom_core::evaluate::Evaluation;

/// Time without a change after which the page counts as settled.
const QUIET: Duration = Duration::from_millis(250);

/// The evaluation at which the page settled; `None` while its rows change.
pub(super) type Settled = RwSignal<Option<Arc<Evaluation>>>;

/// Follows the evaluation.
pub(super) fn settled(evaluation: Memo<Arc<Evaluation>>) -> Settled {
    let settled: Settled = RwSignal::new(None);
    let stands = move |evaluation: &Evaluation| {
        settled.with_untracked(|settled| Some(evaluation.same_rows(settled.as_ref()?)))
    };
    let mut when_quiet = debounce(QUIET, move |evaluation: Arc<Evaluation>| {
        if stands(&evaluation) != Some(true) {
            settled.set(Some(evaluation));
        }
    });
    Effect::new(move |_| {
        let evaluation = evaluation.get();
        // An evaluation that is passed again on the way to another is not settled.
        if stands(&evaluation) == Some(false) {
            settled.set(None);
        }
        when_quiet(evaluation);
    });
    settled
}
