//! How many rows are drawn: what is in view while something moves, the rest when it has come to
//! rest.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::{ev, html, prelude::*};

use crate::app::browser;
use crate::app::store::Store;
use crate::evaluate::Evaluation;

/// Rows that are drawn when the visitor has come to rest, and with each request for more.
pub(super) const AT_REST: usize = 600;
/// Rows that are drawn while something moves, if no more are in view.
const AT_ONCE: usize = 24;
/// Height of a row in pixels, nearly.
const ROW: f64 = 34.0;
/// How long the scenario must rest.
const REST: Duration = Duration::from_millis(250);

/// The number of rows to draw.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    /// The evaluation that has come to rest, and how many of its rows are drawn.
    rested: RwSignal<Option<(Arc<Evaluation>, usize)>>,
    /// How many rows reach to the bottom of the window.
    in_view: StoredValue<usize>,
}

impl Extent {
    /// Draws the rows at rest whenever the scenario has come to rest.
    pub(super) fn new(store: Store) -> Self {
        let extent = Self {
            rested: RwSignal::new(None),
            in_view: StoredValue::new(AT_ONCE),
        };
        let waiting = StoredValue::new(None::<TimeoutHandle>);
        Effect::new(move |_| {
            let evaluation = store.evaluation();
            if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
                handle.clear();
            }
            let same = |rested: &Option<(Arc<Evaluation>, usize)>| {
                rested
                    .as_ref()
                    .is_some_and(|(before, _)| evaluation.lists_as(before))
            };
            if !extent.rested.with_untracked(same) {
                let rest = move || {
                    extent.rested.try_set(Some((evaluation, AT_REST)));
                };
                waiting.set_value(set_timeout_with_handle(rest, REST).ok());
            }
        });
        extent
    }

    /// Keeps count of the rows that are in view.
    pub(super) fn watch(self, frame: NodeRef<html::Div>) {
        let measure = move || {
            if let Some(frame) = frame.get_untracked() {
                let below = browser::window_height() - frame.get_bounding_client_rect().top();
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let rows = (below / ROW) as usize + AT_ONCE / 2;
                self.in_view.set_value(rows.max(AT_ONCE));
            }
        };
        let listeners = [
            window_event_listener(ev::scroll, move |_| measure()),
            window_event_listener(ev::resize, move |_| measure()),
        ];
        on_cleanup(move || {
            for listener in listeners {
                listener.remove();
            }
        });
    }

    /// How many rows of an evaluation to draw.
    pub(super) fn rows(self, evaluation: &Arc<Evaluation>) -> usize {
        self.rested.with(|rested| match rested {
            Some((before, rows)) if evaluation.lists_as(before) => *rows,
            _ => self.in_view.get_value(),
        })
    }

    /// Draws more.
    pub(super) fn extend(self) {
        self.rested.update(|rested| {
            if let Some((_, rows)) = rested {
                *rows += AT_REST;
            }
        });
    }
}
