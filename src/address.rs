//! Keeps the address bar and the scenario together.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::{ev, prelude::*};

use super::browser;
use super::store::Store;

/// Time between two writes while something is dragged or a key is held. Browsers take 200 in 10 s
/// at most, some 100 in 30 s.
const WRITE_INTERVAL: Duration = Duration::from_millis(350);
/// A change after so many milliseconds without one begins a new entry of the history.
const PAUSE: f64 = 1_000.0;

/// The address bar's side of things.
#[derive(Clone, Copy)]
struct Address {
    store: Store,
    /// The query string that the address bar holds.
    written: StoredValue<String>,
    /// The query string that waits for its time to be written.
    waiting: StoredValue<Option<(String, TimeoutHandle)>>,
    /// When the scenario last changed, in milliseconds.
    changed: StoredValue<f64>,
    /// When the current entry of the history began, in milliseconds.
    begun: StoredValue<f64>,
}

/// Writes every change of the scenario to the address bar, and takes over the address when the
/// visitor goes back or forward.
pub(super) fn keep(store: Store) {
    let address = Address {
        store,
        written: StoredValue::new(store.query_untracked()),
        waiting: StoredValue::new(None),
        changed: StoredValue::new(0.0),
        begun: StoredValue::new(0.0),
    };
    Effect::new(move |_| address.follow(&store.query()));
    // The end of the visit. The page lives as long as its window, and so do the listeners.
    window_event_listener(ev::pagehide, move |_| address.flush());
    window_event_listener(ev::popstate, move |_| address.open());
}

impl Address {
    /// The scenario's query string is now `query`.
    fn follow(self, query: &str) {
        let committed = self.store.is_committed();
        if self.written.with_value(|written| written == query) {
            self.cancel();
            return;
        }
        let now = browser::now();
        let paused = now - self.changed.get_value() > PAUSE;
        self.changed.set_value(now);
        // Deliberate steps that follow each other faster than that are those of a held key: they
        // share an entry.
        let in_interval = now - self.begun.get_value() < WRITE_INTERVAL.as_secs_f64() * 1_000.0;
        if (committed || paused) && !in_interval {
            self.flush();
            self.begun.set_value(now);
            self.write(query, true);
            return;
        }
        let waiting = self.waiting.try_update_value(Option::take).flatten();
        let handle = match waiting {
            Some((_, handle)) => Some(handle),
            None => set_timeout_with_handle(move || self.flush(), WRITE_INTERVAL).ok(),
        };
        self.waiting
            .set_value(handle.map(|handle| (query.to_owned(), handle)));
    }

    fn write(self, query: &str, new_entry: bool) {
        browser::write_query(query, new_entry);
        self.written.set_value(query.to_owned());
    }

    /// Writes what waits, now.
    fn flush(self) {
        if let Some(query) = self.cancel() {
            self.write(&query, false);
        }
    }

    /// Drops the write that waits.
    fn cancel(self) -> Option<String> {
        let (query, handle) = self.waiting.try_update_value(Option::take).flatten()?;
        handle.clear();
        Some(query)
    }

    /// The visitor went back or forward.
    fn open(self) {
        self.cancel();
        self.changed.set_value(0.0);
        self.store.open(&browser::query());
        self.written.set_value(self.store.query_untracked());
    }
}
