//! The candidates, with what depends neither on memory nor on context.

mod builder;
mod candidate;
mod context_costs;
mod key;

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

pub use candidate::Candidate;
pub use context_costs::ContextCosts;
pub use key::PoolKey;

use self::builder::CandidateBuilder;
use self::candidate::Step;
use super::precomputed::Precomputed;
use super::sort_positions::sort_positions;
use crate::catalog::{CacheTypeIndex, Mode, ModelIndex};
use crate::quality;
use crate::scenario::Axis;

/// The candidates that pass the filters: first those that can be on the frontier, in order of
/// what they are ranked by, best first, then the broken, then the unrated.
#[derive(Clone, Debug)]
pub struct Pool {
    key: PoolKey,
    candidates: Vec<Candidate>,
    /// The same candidates in the same order.
    steps: Vec<Step>,
    ranked: usize,
    cache_types: Vec<CacheTypeIndex>,
    precomputed: Arc<Precomputed>,
}

impl Pool {
    /// Makes the pool of a scenario.
    #[must_use]
    pub fn new(precomputed: Arc<Precomputed>, key: PoolKey) -> Self {
        let catalog = precomputed.catalog();
        let cache_types = key.cache.types(catalog);
        let caches: Vec<(CacheTypeIndex, f64)> = cache_types
            .iter()
            .filter_map(|&index| Some((index, catalog.cache_type(index)?)))
            .map(|(index, row)| (index, quality::cache_constant(catalog, row)))
            .collect();
        let mut candidates = Vec::new();
        for (index, model) in catalog.indexed_models() {
            let seen = !key.goal.use_cases.vision() || model.vision;
            if seen && key.filters.admit(model) {
                let billions = quality::effective_billions(&model.parameters);
                let builder = CandidateBuilder {
                    precomputed: &precomputed,
                    catalog,
                    key: &key,
                    caches: &caches,
                    index,
                    model,
                    sensitivity: quality::sensitivity(&catalog.loss, billions),
                };
                builder.candidates(&mut candidates);
            }
        }
        // Equal qualities by rising weights, then in the catalog's order, so that the order is
        // always the same.
        let keys: Vec<_> = candidates
            .iter()
            .map(|candidate| {
                (
                    candidate.quality.is_none(),
                    !candidate.is_ranked(),
                    Reverse(candidate.objective),
                    candidate.weights,
                )
            })
            .collect();
        let mut positions: Vec<usize> = (0..candidates.len()).collect();
        sort_positions(&mut positions, &|a, b| keys.get(a).cmp(&keys.get(b)));
        let candidates: Vec<Candidate> = positions
            .into_iter()
            .filter_map(|position| candidates.get(position).copied())
            .collect();
        let ranked = candidates.partition_point(Candidate::is_ranked);
        let steps = candidates.iter().map(Step::from).collect();
        Self {
            key,
            candidates,
            steps,
            ranked,
            cache_types,
            precomputed,
        }
    }

    /// The figure by which candidates are ranked.
    #[must_use]
    pub fn axis(&self) -> Axis {
        self.key.axis()
    }

    /// The part of the scenario for which it was made.
    #[must_use]
    pub const fn key(&self) -> &PoolKey {
        &self.key
    }

    /// All candidates.
    #[must_use]
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// The candidate at a position.
    #[must_use]
    pub fn candidate(&self, position: usize) -> Option<&Candidate> {
        self.candidates.get(position)
    }

    /// The candidates that can be on the frontier, best first, each with its position.
    pub fn ranked(&self) -> impl Iterator<Item = (usize, &Candidate)> {
        self.candidates.iter().enumerate().take(self.ranked)
    }

    /// The figures of the candidates that a step of a slider reads, each with true if it is ranked.
    pub(super) fn steps(&self) -> impl Iterator<Item = (&Step, bool)> {
        let (ranked, others) = self.steps.split_at(self.ranked);
        let ranked = ranked.iter().map(|step| (step, true));
        ranked.chain(others.iter().map(|step| (step, false)))
    }

    /// The candidates of one model, each with its position.
    pub fn of_model(&self, model: ModelIndex) -> impl Iterator<Item = (usize, &Candidate)> {
        let slots = self.slots_of(model);
        let steps = self.steps.iter().enumerate();
        steps
            .filter(move |(_, step)| slots.contains(&step.slot))
            .filter_map(|(position, _)| Some((position, self.candidates.get(position)?)))
    }

    /// Where the costs of a model's context stand.
    fn slots_of(&self, model: ModelIndex) -> Range<u32> {
        let types = u32::try_from(self.cache_types.len()).unwrap_or(u32::MAX);
        let model = u32::try_from(model.position()).unwrap_or(u32::MAX);
        let first = model.saturating_mul(types);
        first..first.saturating_add(types)
    }

    /// The KV cache types that are candidates.
    #[must_use]
    pub fn cache_types(&self) -> &[CacheTypeIndex] {
        &self.cache_types
    }

    /// The figures of every model that were worked out beforehand.
    #[must_use]
    pub const fn precomputed(&self) -> &Arc<Precomputed> {
        &self.precomputed
    }

    /// In how many modes a model is a candidate.
    #[must_use]
    pub fn modes_of(&self, model: ModelIndex) -> usize {
        let mut modes: Vec<Mode> = Vec::new();
        for (_, candidate) in self.of_model(model) {
            if !modes.contains(&candidate.mode) {
                modes.push(candidate.mode);
            }
        }
        modes.len()
    }
}
