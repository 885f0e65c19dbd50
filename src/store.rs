//! The state of the page.

use std::sync::Arc;

use leptos::prelude::*;

use super::browser;
use super::likely::Likely;
use headroom_core::catalog::Catalog;
use headroom_core::evaluate::{Evaluation, Pool, PoolKey, Precomputed};
use headroom_core::scenario::{Page, Pick, QueryWarning, Scenario};

/// The scenario and what follows from it. Copies are the same store.
#[derive(Clone, Copy)]
pub(super) struct Store {
    catalog: StoredValue<Arc<Catalog>>,
    scenario: RwSignal<Scenario>,
    evaluation: Memo<Arc<Evaluation>>,
    likely: RwSignal<Option<Likely>>,
    link_warnings: RwSignal<Vec<QueryWarning>>,
    /// Whether the next write to the address bar begins a new entry of the history.
    deliberate: StoredValue<bool>,
}

impl Store {
    /// The store of the scenario that the address bar holds.
    pub(super) fn new(catalog: Arc<Catalog>) -> Self {
        let (scenario, warnings) = Scenario::parse(&browser::query(), &catalog);
        let scenario = RwSignal::new(scenario);
        let key = {
            let catalog = Arc::clone(&catalog);
            Memo::new(move |_| scenario.with(|scenario| PoolKey::of(scenario, &catalog)))
        };
        let pool = {
            let precomputed = Arc::new(Precomputed::new(Arc::clone(&catalog)));
            Memo::new_with_compare(
                move |_| Arc::new(Pool::new(Arc::clone(&precomputed), key.get())),
                |before, after| match (before, after) {
                    (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
                    _ => true,
                },
            )
        };
        let evaluation = Memo::new(move |_| Arc::new(Evaluation::new(pool.get(), scenario.get())));
        Self {
            catalog: StoredValue::new(catalog),
            scenario,
            evaluation,
            likely: Likely::watch(evaluation),
            link_warnings: RwSignal::new(warnings),
            deliberate: StoredValue::new(false),
        }
    }

    /// The catalog.
    pub(super) fn catalog(self) -> Arc<Catalog> {
        self.catalog.get_value()
    }

    /// Reads the scenario, and reads it again when it changes.
    pub(super) fn with<T>(self, read: impl FnOnce(&Scenario) -> T) -> T {
        self.scenario.with(read)
    }

    /// Reads the scenario as it is now.
    pub(super) fn with_now<T>(self, read: impl FnOnce(&Scenario) -> T) -> T {
        self.scenario.with_untracked(read)
    }

    /// A part of the scenario, as a function that runs again with whatever reads it.
    pub(super) fn part<T>(
        self,
        read: impl Fn(&Scenario) -> T + Copy + Send + Sync + 'static,
    ) -> impl Fn() -> T + Copy + Send + Sync + 'static {
        move || self.scenario.with(read)
    }

    /// Reads the evaluation, and reads it again when it changes.
    pub(super) fn evaluation(self) -> Arc<Evaluation> {
        self.evaluation.get()
    }

    /// Runs what calls this again when the evaluation changes.
    pub(super) fn track(self) {
        self.evaluation.track();
    }

    /// Reads the evaluation as it is now.
    pub(super) fn evaluation_now(self) -> Arc<Evaluation> {
        self.evaluation.get_untracked()
    }

    /// How likely the frontier is; empty until the page rests.
    pub(super) fn likely(self, evaluation: &Arc<Evaluation>) -> Vec<(usize, f32)> {
        self.likely.with(|likely| {
            let shares = likely.as_ref().map(|likely| likely.shares(evaluation));
            shares.unwrap_or_default().to_vec()
        })
    }

    /// The view, which only counts as changed when it is another.
    pub(super) fn view(self) -> Memo<Page> {
        Memo::new(move |_| self.scenario.with(|scenario| scenario.view.page))
    }

    /// Changes the scenario in passing: as one of many steps of a slider or a text.
    pub(super) fn change(self, change: impl FnOnce(&mut Scenario)) {
        self.scenario.update(change);
    }

    /// Changes the scenario in one deliberate step, to which “back” returns.
    pub(super) fn step(self, change: impl FnOnce(&mut Scenario)) {
        self.deliberate.set_value(true);
        self.scenario.update(change);
    }

    /// Selects the candidate at a position of the pool.
    pub(super) fn pick(self, position: usize) {
        let evaluation = self.evaluation_now();
        if let Some(candidate) = evaluation.pool().candidate(position) {
            let pick: Pick = evaluation.short_pick_of(candidate);
            self.change(|scenario| scenario.view.pick = Some(pick));
        }
    }

    /// Whether the last change was deliberate; asked once for each change.
    pub(super) fn take_deliberate(self) -> bool {
        let deliberate = self.deliberate.get_value();
        self.deliberate.set_value(false);
        deliberate
    }

    /// Takes over the scenario of a query string.
    pub(super) fn open(self, query: &str) {
        let (scenario, warnings) = Scenario::parse(query, &self.catalog());
        self.link_warnings.set(warnings);
        self.scenario.set(scenario);
    }

    /// The warnings about the last query string.
    pub(super) const fn link_warnings(self) -> RwSignal<Vec<QueryWarning>> {
        self.link_warnings
    }

    /// The query string of the scenario as it is now, without a `?`.
    pub(super) fn query_now(self) -> String {
        let catalog = self.catalog();
        self.scenario
            .with_untracked(|scenario| scenario.query(&catalog))
    }

    /// The query string, read again when the scenario changes.
    pub(super) fn query(self) -> String {
        self.scenario.track();
        self.query_now()
    }
}
