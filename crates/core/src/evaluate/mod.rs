//! A scenario and the catalog make candidates, their memory and their frontier.
//!
//! The work is split by how often it is done. A [`Pool`] holds the candidates with what does not
//! depend on memory or context, in order of falling quality; it is made anew when filters, use case
//! or cache types change. An [`Evaluation`] costs each model's context once for each cache type and
//! takes one pass over the pool; it is made at every step of a slider.

mod answer;
mod comparison;
mod likelihood;
mod max_context;
mod memory_parts;
mod pool;
mod precomputed;
mod row;
mod selection;
mod sort_positions;
mod speed;
pub mod table;
mod uncertainty;
mod what_if;

use std::sync::Arc;

pub use answer::{Answer, Cheaper};
pub use comparison::{Comparison, Difference, Reason};
pub use max_context::MaxContext;
pub use memory_parts::MemoryPart;
pub use pool::{Candidate, ContextCosts, Pool, PoolKey};
use precomputed::memory_method;
pub use precomputed::{Precomputed, runtime_of};
pub use row::Row;
pub use speed::decode_rate;
pub use uncertainty::{Card, MemoryUncertainty};
pub use what_if::{Change, WhatIf};

use crate::catalog::{CacheTypeIndex, Catalog, GpuIndex};
use crate::estimate::MemoryMethod;
use crate::frontier::{FrontierBuilder, pareto_frontier_of_three};
use crate::memory::Breakdown;
use crate::scenario::{Axis, MemoryBudget, Scenario};
use crate::speed::DecodeRate;
use crate::units::Bytes;

/// The numbers of candidates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Candidates that pass the filters and reach the context.
    pub candidates: usize,
    /// Those that fit.
    pub fit: usize,
    /// Those on the frontier.
    pub frontier: usize,
}

/// The result of a scenario.
#[derive(Clone, Debug)]
pub struct Evaluation {
    pool: Arc<Pool>,
    scenario: Scenario,
    memory_budget: MemoryBudget,
    /// The decode rate of the hardware; `None` where its bandwidth is not known.
    decode_rate: Option<DecodeRate>,
    /// The memory of each candidate of the pool, in its order.
    memory: Vec<Bytes>,
    /// The frontier: positions in the pool, in its order, best first.
    frontier: Vec<usize>,
    counts: Counts,
    selected: Option<usize>,
}

/// Two evaluations of the same catalog are equal when their scenarios are.
impl PartialEq for Evaluation {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(self.catalog(), other.catalog()) && self.scenario == other.scenario
    }
}

impl Evaluation {
    /// Evaluates a scenario over a pool that was made for it.
    #[must_use]
    pub fn new(pool: Arc<Pool>, scenario: Scenario) -> Self {
        let memory_budget = scenario
            .hardware
            .memory_budget(pool.precomputed().catalog());
        let decode_rate = decode_rate(&scenario.hardware, pool.precomputed().catalog());
        let contexts = pool.cost_contexts(&scenario);
        let mut memory = Vec::with_capacity(pool.candidates().len());
        let mut counts = Counts::default();
        let mut frontier = FrontierBuilder::default();
        let of_three = pool.axis() == Axis::QualityAndSpeed;
        let mut eligible = Vec::new();
        for (position, (step, ranked)) in pool.steps().enumerate() {
            let (context, reaches) = contexts.of(step);
            let total = step.fixed + context;
            memory.push(total);
            let fits = reaches && total <= memory_budget.budget;
            counts.candidates += usize::from(reaches);
            counts.fit += usize::from(fits);
            if fits && ranked {
                if of_three {
                    eligible.push((position, (step.objective, step.speed, total)));
                } else {
                    frontier.offer(position, step.objective, total);
                }
            }
        }
        let frontier = if of_three {
            let criteria = eligible.iter().map(|(_, criteria)| *criteria);
            let places = pareto_frontier_of_three(criteria).into_iter();
            let position = |at: usize| eligible.get(at).map(|(position, _)| *position);
            places.filter_map(position).collect()
        } else {
            frontier.positions()
        };
        counts.frontier = frontier.len();
        let mut evaluation = Self {
            pool,
            scenario,
            memory_budget,
            decode_rate,
            memory,
            frontier,
            counts,
            selected: None,
        };
        evaluation.selected = evaluation.find_selected();
        evaluation
    }

    /// Evaluates a scenario from nothing.
    #[must_use]
    pub fn of(precomputed: &Arc<Precomputed>, scenario: Scenario) -> Self {
        let key = PoolKey::of(&scenario, precomputed.catalog());
        let pool = Pool::new(Arc::clone(precomputed), key);
        Self::new(Arc::new(pool), scenario)
    }

    /// The scenario.
    #[must_use]
    pub const fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The catalog.
    #[must_use]
    pub fn catalog(&self) -> &Arc<Catalog> {
        self.pool.precomputed().catalog()
    }

    /// The pool that was evaluated.
    #[must_use]
    pub const fn pool(&self) -> &Arc<Pool> {
        &self.pool
    }

    /// True if the hardware's bandwidth is known, so that speeds can be told.
    #[must_use]
    pub const fn tells_speed(&self) -> bool {
        self.decode_rate.is_some()
    }

    /// The memory there is.
    #[must_use]
    pub const fn memory_budget(&self) -> &MemoryBudget {
        &self.memory_budget
    }

    /// The chosen platform.
    #[must_use]
    pub const fn gpu(&self) -> Option<GpuIndex> {
        self.scenario.hardware.gpu
    }

    /// The numbers of candidates.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// The figure by which candidates are ranked: the one that the scenario asks for, or quality
    /// where that is not known.
    #[must_use]
    pub fn axis(&self) -> Axis {
        self.pool.axis()
    }

    /// The frontier: positions in the pool, in its order, best first.
    #[must_use]
    pub fn frontier(&self) -> &[usize] {
        &self.frontier
    }

    /// The memory of each candidate of the pool, in its order.
    #[must_use]
    pub fn memory(&self) -> &[Bytes] {
        &self.memory
    }

    /// The memory of a candidate.
    #[must_use]
    pub fn memory_of(&self, position: usize) -> Bytes {
        self.memory.get(position).copied().unwrap_or(Bytes::MAX)
    }

    /// True if a candidate fits the budget and reaches the context.
    #[must_use]
    pub fn fits(&self, position: usize) -> bool {
        self.memory_of(position) <= self.memory_budget.budget && self.reaches(position)
    }

    /// True if the candidate's model reaches the context.
    #[must_use]
    pub fn reaches(&self, position: usize) -> bool {
        self.pool
            .candidate(position)
            .and_then(|candidate| self.catalog().model(candidate.model))
            .is_some_and(|model| model.reaches(self.scenario.workload.context))
    }

    /// True if a candidate is on the frontier.
    #[must_use]
    pub fn is_on_frontier(&self, position: usize) -> bool {
        // The frontier is in pool order.
        self.frontier.binary_search(&position).is_ok()
    }

    /// Equality of the candidates and of all their figures, so that at most the listing or the
    /// selection differs.
    #[must_use]
    pub fn same_figures(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.pool, &other.pool) && self.scenario.same_figures(&other.scenario)
    }

    /// Equality of the table's rows, their figures and their order, so that at most another row is
    /// selected.
    #[must_use]
    pub fn same_rows(&self, other: &Self) -> bool {
        self.same_figures(other) && self.scenario.view.listing == other.scenario.view.listing
    }

    /// The best candidate that fits.
    #[must_use]
    pub fn best(&self) -> Option<usize> {
        self.frontier.first().copied()
    }

    /// The selected candidate: the visitor's, or the best that fits.
    #[must_use]
    pub const fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// The parts of a candidate's memory.
    #[must_use]
    pub fn breakdown(&self, candidate: &Candidate) -> Breakdown {
        let context = self
            .memory_method(candidate.cache)
            .map(|method| {
                let precomputed = self.pool.precomputed();
                precomputed.context(candidate.model, &method)
            })
            .unwrap_or_default();
        Breakdown {
            weights: candidate.weights,
            compute: context.compute + candidate.fixed.saturating_sub(candidate.weights),
            ..context
        }
    }

    /// The method by which the memory of contexts with a KV cache type is estimated.
    #[must_use]
    pub fn memory_method(&self, cache: CacheTypeIndex) -> Option<MemoryMethod> {
        let method = self.scenario.goal.method;
        memory_method(method, &self.scenario, self.catalog(), cache)
    }
}
