//! The rows that are drawn: those in view while something moves, many more when it has come to rest.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::{ev, html, prelude::*};

use crate::browser;
use crate::store::Store;
use headroom_core::evaluate::Evaluation;

/// Rows that are drawn at rest, and with each request for more.
pub(super) const AT_REST: usize = 600;
/// Rows that are drawn while something moves, beyond those in view.
const BEYOND_VIEW: usize = 8;
/// Height of a row in pixels, nearly.
const ROW: f64 = 34.0;
/// Time without a change before the rows at rest are drawn.
const REST: Duration = Duration::from_millis(250);

/// The number of rows to draw.
#[derive(Clone, Copy)]
pub(super) struct RowWindow {
    /// The evaluation that has come to rest, and the number of its rows.
    rested: RwSignal<Option<(Arc<Evaluation>, usize)>>,
    /// The number of rows from the first to the bottom of the window.
    in_view: StoredValue<usize>,
}

impl RowWindow {
    /// The window of the table in this frame.
    pub(super) fn new(store: Store, frame: NodeRef<html::Div>) -> Self {
        let window = Self {
            rested: RwSignal::new(None),
            in_view: StoredValue::new(0),
        };
        let mut when_rested = debounce(REST, move |evaluation: Arc<Evaluation>| {
            window.measure(frame);
            if window.is_rested(&evaluation) != Some(true) {
                window.rested.set(Some((evaluation, AT_REST)));
            }
        });
        Effect::new(move |_| {
            let evaluation = store.evaluation();
            // An evaluation that is passed again on the way to another is not at rest.
            if window.is_rested(&evaluation) == Some(false) {
                window.rested.set(None);
            }
            when_rested(evaluation);
        });
        let listeners = [
            window_event_listener(ev::scroll, move |_| window.measure(frame)),
            window_event_listener(ev::resize, move |_| window.measure(frame)),
        ];
        on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
        window
    }

    /// Counts the rows that are in view.
    fn measure(self, frame: NodeRef<html::Div>) {
        if let Some(frame) = frame.get_untracked() {
            let below = browser::window_height() - frame.get_bounding_client_rect().top();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            self.in_view.set_value((below / ROW) as usize);
        }
    }

    /// Equality of an evaluation's rows with those that have come to rest; `None` where none have.
    fn is_rested(self, evaluation: &Evaluation) -> Option<bool> {
        self.rested.with_untracked(|rested| {
            let (rested, _) = rested.as_ref()?;
            Some(evaluation.same_rows(rested))
        })
    }

    /// The number of rows to draw of an evaluation.
    pub(super) fn rows(self, evaluation: &Evaluation) -> usize {
        self.rested.with(|rested| match rested {
            Some((rested, rows)) if evaluation.same_rows(rested) => *rows,
            _ => self.in_view.get_value() + BEYOND_VIEW,
        })
    }

    /// Draws more rows.
    pub(super) fn extend(self) {
        self.rested.update(|rested| {
            if let Some((_, rows)) = rested {
                *rows += AT_REST;
            }
        });
    }
}
