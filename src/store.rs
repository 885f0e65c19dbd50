//! The state of the page.

use std::sync::Arc;

use leptos::prelude::*;

use super::browser;
use super::frontier_probability::FrontierProbabilities;
use super::settled::{Settled, settled};
use headroom_core::catalog::Catalog;
use headroom_core::evaluate::{Evaluation, Pool, PoolKey, Precomputed};
use headroom_core::scenario::{Page, Pick, QueryWarning, Scenario};

/// The scenario and what follows from it. Copies are the same store.
#[derive(Clone, Copy)]
pub(super) struct Store {
    catalog: StoredValue<Arc<Catalog>>,
    state: RwSignal<State>,
    evaluation: Memo<Arc<Evaluation>>,
    settled: Settled,
    probabilities: RwSignal<Option<FrontierProbabilities>>,
    link_warnings: RwSignal<Vec<QueryWarning>>,
}

/// The scenario and the way it came about.
struct State {
    scenario: Scenario,
    /// The last change was a deliberate one, to which “back” returns.
    committed: bool,
}

impl Store {
    /// The store of the scenario that the address bar holds.
    pub(super) fn new(catalog: Arc<Catalog>) -> Self {
        let (scenario, warnings) = Scenario::parse(&browser::query(), &catalog);
        let state = RwSignal::new(State {
            scenario,
            committed: false,
        });
        let key = {
            let catalog = Arc::clone(&catalog);
            Memo::new(move |_| state.with(|state| PoolKey::of(&state.scenario, &catalog)))
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
        let evaluation = Memo::new(move |_| {
            let scenario = state.with(|state| state.scenario.clone());
            Arc::new(Evaluation::new(pool.get(), scenario))
        });
        let settled = settled(evaluation);
        Self {
            catalog: StoredValue::new(catalog),
            state,
            evaluation,
            settled,
            probabilities: FrontierProbabilities::watch(settled),
            link_warnings: RwSignal::new(warnings),
        }
    }

    /// The catalog.
    pub(super) fn catalog(self) -> Arc<Catalog> {
        self.catalog.get_value()
    }

    /// Reads the scenario, and reads it again when it changes.
    pub(super) fn with<T>(self, read: impl FnOnce(&Scenario) -> T) -> T {
        self.state.with(|state| read(&state.scenario))
    }

    /// Reads the scenario as it is now.
    pub(super) fn with_untracked<T>(self, read: impl FnOnce(&Scenario) -> T) -> T {
        self.state.with_untracked(|state| read(&state.scenario))
    }

    /// A value derived from the scenario, as a function that runs again with whatever reads it.
    pub(super) fn derive<T>(
        self,
        read: impl Fn(&Scenario) -> T + Copy + Send + Sync + 'static,
    ) -> impl Fn() -> T + Copy + Send + Sync + 'static {
        move || self.with(read)
    }

    /// Reads the evaluation, and reads it again when it changes.
    pub(super) fn evaluation(self) -> Arc<Evaluation> {
        self.evaluation.get()
    }

    /// Reads the evaluation as it is now.
    pub(super) fn evaluation_untracked(self) -> Arc<Evaluation> {
        self.evaluation.get_untracked()
    }

    /// The page has settled with the rows of this evaluation.
    pub(super) fn is_settled_at(self, evaluation: &Evaluation) -> bool {
        self.settled.with(|settled| {
            let settled = settled.as_ref();
            settled.is_some_and(|settled| evaluation.same_rows(settled))
        })
    }

    /// The probabilities of being on the frontier, by position; empty until the page rests.
    pub(super) fn likelihoods(self, evaluation: &Evaluation) -> Vec<(usize, f32)> {
        self.probabilities.with(|known| {
            let known = known.as_ref().map(|known| known.of(evaluation));
            known.unwrap_or_default().to_vec()
        })
    }

    /// The view, which only counts as changed when it is another.
    pub(super) fn view(self) -> Memo<Page> {
        Memo::new(move |_| self.with(|scenario| scenario.view.page))
    }

    /// Changes the scenario in passing: as one of many steps of a slider or a text.
    pub(super) fn update(self, change: impl FnOnce(&mut Scenario)) {
        self.write(false, change);
    }

    /// Changes the scenario in one deliberate step, which makes an entry in the history.
    pub(super) fn commit(self, change: impl FnOnce(&mut Scenario)) {
        self.write(true, change);
    }

    fn write(self, committed: bool, change: impl FnOnce(&mut Scenario)) {
        self.state.update(|state| {
            state.committed = committed;
            change(&mut state.scenario);
        });
    }

    /// Selects the candidate at a position of the pool.
    pub(super) fn pick(self, position: usize) {
        let evaluation = self.evaluation_untracked();
        if let Some(candidate) = evaluation.pool().candidate(position) {
            let pick: Pick = evaluation.short_pick_of(candidate);
            self.update(|scenario| scenario.view.pick = Some(pick));
        }
    }

    /// The last change was a deliberate one.
    pub(super) fn is_committed(self) -> bool {
        self.state.with_untracked(|state| state.committed)
    }

    /// Takes over the scenario of a query string.
    pub(super) fn open(self, query: &str) {
        let (scenario, warnings) = Scenario::parse(query, &self.catalog());
        self.link_warnings.set(warnings);
        self.update(|current| *current = scenario);
    }

    /// The warnings about the last query string.
    pub(super) const fn link_warnings(self) -> RwSignal<Vec<QueryWarning>> {
        self.link_warnings
    }

    /// The query string of the scenario, without a `?`; read again when the scenario changes.
    pub(super) fn query(self) -> String {
        self.with(|scenario| scenario.query(&self.catalog()))
    }

    /// The query string of the scenario as it is now.
    pub(super) fn query_untracked(self) -> String {
        self.with_untracked(|scenario| scenario.query(&self.catalog()))
    }
}
