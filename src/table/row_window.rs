//! The rows that are drawn: those in view while something moves, many more when the page has settled.

use leptos::{ev, html, prelude::*};

use crate::browser;
use crate::store::Store;

/// Rows that are drawn when the page has settled, and with each request for more.
pub(super) const SETTLED_ROWS: usize = 600;
/// Rows that are drawn while something moves, beyond those in view.
const BEYOND_VIEW: usize = 4;
/// Height of a row in pixels, nearly.
const ROW: f64 = 34.0;

/// The number of rows to draw.
#[derive(Clone, Copy)]
pub(super) struct RowWindow {
    store: Store,
    /// The number of rows that are drawn when the page has settled.
    settled_rows: RwSignal<usize>,
    /// The number of rows from the first to the bottom of the window.
    in_view: StoredValue<usize>,
}

impl RowWindow {
    /// The window of the table in this frame.
    pub(super) fn new(store: Store, frame: NodeRef<html::Div>) -> Self {
        let window = Self {
            store,
            settled_rows: RwSignal::new(SETTLED_ROWS),
            in_view: StoredValue::new(0),
        };
        Effect::new(move |_| {
            if store.is_settled_at(&store.evaluation()) {
                window.measure(frame);
            } else if window.settled_rows.get_untracked() != SETTLED_ROWS {
                window.settled_rows.set(SETTLED_ROWS);
            }
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

    /// The number of rows to draw.
    pub(super) fn rows(self) -> usize {
        if self.store.is_settled_at(&self.store.evaluation()) {
            self.settled_rows.get()
        } else {
            self.in_view.get_value() + BEYOND_VIEW
        }
    }

    /// Draws more rows.
    pub(super) fn extend(self) {
        self.settled_rows.update(|rows| *rows += SETTLED_ROWS);
    }
}
