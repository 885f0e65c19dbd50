//! How many rows are drawn, and when: what is in view while something moves, the rest when it has
//! come to rest.

use std::sync::Arc;
use std::time::Duration;

use leptos::{ev, html, prelude::*};

use crate::browser;
use crate::rest::when_rested;
use crate::store::Store;
use headroom_core::evaluate::Evaluation;

/// Rows that are drawn when the visitor has come to rest, and with each request for more.
pub(super) const AT_REST: usize = 600;
/// Rows that are drawn while something moves, beyond those in view.
const AT_ONCE: usize = 8;
/// Height of a row in pixels, nearly.
const ROW: f64 = 34.0;
/// How long rows wait that are not in view.
const UNSEEN: Duration = Duration::from_millis(50);
/// How long the scenario must rest.
const REST: Duration = Duration::from_millis(250);

/// The number of rows to draw.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    /// The evaluation that has come to rest, and how many of its rows are drawn.
    rested: RwSignal<Option<(Arc<Evaluation>, usize)>>,
    /// How many rows reach to the bottom of the window.
    in_view: StoredValue<usize>,
    /// Whether rows that are out of the window wait for their time.
    waits: StoredValue<bool>,
}

impl Extent {
    /// Draws the rows at rest whenever the scenario has come to rest.
    pub(super) fn new(store: Store) -> Self {
        let extent = Self {
            rested: RwSignal::new(None),
            in_view: StoredValue::new(0),
            waits: StoredValue::new(false),
        };
        let drawn_for = move |evaluation: &Evaluation| {
            extent.rested.with_untracked(|rested| {
                let rested = rested.as_ref();
                rested.map(|(before, _)| evaluation.same_rows(before))
            })
        };
        Effect::new(move |_| {
            // What it passes on its way is not at rest, even where it has rested before.
            if drawn_for(&store.evaluation()) == Some(false) {
                extent.rested.set(None);
            }
        });
        when_rested(
            REST,
            move || store.track(),
            move || {
                let evaluation = store.evaluation_untracked();
                if drawn_for(&evaluation) != Some(true) {
                    extent.rested.set(Some((evaluation, AT_REST)));
                }
            },
        );
        extent
    }

    /// Keeps count of the rows that are in view.
    pub(super) fn watch(self, store: Store, frame: NodeRef<html::Div>) {
        let measure = move || {
            if let Some(frame) = frame.get_untracked() {
                let below = browser::window_height() - frame.get_bounding_client_rect().top();
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let rows = (below / ROW) as usize;
                self.in_view.set_value(rows);
            }
        };
        // What stands above may have become higher or lower.
        when_rested(REST, move || store.track(), measure);
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
            Some((before, rows)) if evaluation.same_rows(before) => *rows,
            _ => self.in_view.get_value() + AT_ONCE,
        })
    }

    /// The evaluation that the rows show. Where none is in view they follow a little later, so that
    /// what is seen need not wait for them.
    pub(super) fn shown(self, store: Store) -> Memo<Arc<Evaluation>> {
        let due = Trigger::new();
        Effect::new(move |_| {
            store.track();
            if self.in_view.get_value() > 0 {
                due.notify();
            } else if !self.waits.get_value() {
                self.waits.set_value(true);
                let follow = move || {
                    // The table may have gone from the page by then.
                    if self
                        .waits
                        .try_update_value(|waits| *waits = false)
                        .is_some()
                    {
                        due.notify();
                    }
                };
                set_timeout(follow, UNSEEN);
            }
        });
        Memo::new(move |_| {
            due.track();
            store.evaluation_untracked()
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
