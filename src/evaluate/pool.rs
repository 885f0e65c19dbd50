//! The candidates, with what depends neither on memory nor on context.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::catalog::{
    CacheTypeIndex, Catalog, Mode, Model, ModelIndex, Quantization, QuantizationIndex, Score,
    ScoreStatus,
};
use crate::memory::formula::{self, Activation, CachedValues};
use crate::quality::{self, Quality};
use crate::scenario::{CacheChoice, Filters, Scenario, UseCase};
use crate::units::{Bytes, IndexPoints, Tokens};

/// What of a scenario the pool depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolKey {
    use_case: UseCase,
    cache: CacheChoice,
    overhead: Activation,
    filters: Filters,
}

impl PoolKey {
    /// The part of a scenario that the pool depends on.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            use_case: scenario.use_case,
            cache: scenario.cache,
            overhead: scenario.overhead,
            filters: scenario.filters.clone(),
        }
    }
}

/// A model that answers in a mode, at a quantization, with a KV cache type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The model.
    pub model: ModelIndex,
    /// How it answers.
    pub mode: Mode,
    /// The quantization.
    pub quantization: QuantizationIndex,
    /// The KV cache type.
    pub cache: CacheTypeIndex,
    /// Its quality; `None` for an unrated model.
    pub quality: Option<Quality>,
    /// Whether its score is provisional.
    pub provisional: bool,
    /// Whether the quantization destroys the model.
    pub broken: bool,
    /// Points of the index that quantization costs.
    pub loss: f32,
    /// Memory of the weights.
    pub weights: Bytes,
    /// Memory that does not depend on the context: weights and activation.
    pub fixed: Bytes,
    /// Where the cost of its context stands, see [`ContextCosts`].
    slot: u32,
}

/// What a step of a slider reads of a candidate, close together for one quick pass.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Memory that does not depend on the context.
    pub(super) fixed: Bytes,
    /// Where the cost of its context stands.
    slot: u32,
    /// Its quality, which only counts where it is ranked.
    pub(super) quality: IndexPoints,
}

impl Candidate {
    /// Whether it can be on the frontier: rated or provisional, and not broken.
    #[must_use]
    pub const fn is_ranked(&self) -> bool {
        self.quality.is_some() && !self.broken
    }
}

/// The candidates that pass the filters: first those that can be on the frontier, in order of
/// falling quality, then the broken, then the unrated.
#[derive(Clone, Debug)]
pub struct Pool {
    key: PoolKey,
    candidates: Vec<Candidate>,
    /// The same candidates in the same order.
    steps: Vec<Step>,
    ranked: usize,
    cache_types: Vec<CacheTypeIndex>,
    /// For every model of the catalog, what its cache holds for each token.
    cached: Vec<CachedValues>,
}

impl Pool {
    /// Makes the pool of a scenario.
    #[must_use]
    pub fn new(catalog: &Catalog, key: PoolKey) -> Self {
        let cache_types = key.cache.types(catalog);
        let caches: Vec<(CacheTypeIndex, f64)> = cache_types
            .iter()
            .filter_map(|&index| Some((index, catalog.cache_type(index)?)))
            .map(|(index, row)| (index, quality::cache_constant(catalog, row)))
            .collect();
        let mut candidates = Vec::new();
        for (index, model) in catalog.indexed_models() {
            let seen = key.use_case != UseCase::Vision || model.vision;
            if seen && key.filters.admit(model) {
                let billions = quality::effective_billions(&model.parameters);
                let maker = Maker {
                    catalog,
                    key: &key,
                    caches: &caches,
                    index,
                    model,
                    sensitivity: quality::sensitivity(&catalog.loss, billions),
                };
                maker.candidates(&mut candidates);
            }
        }
        // Equal qualities by rising weights, then in the catalog's order, so that the order is
        // always the same.
        candidates.sort_by_key(|candidate| {
            (
                candidate.quality.is_none(),
                candidate.broken,
                Reverse(candidate.quality.map(|quality| quality.value)),
                candidate.weights,
            )
        });
        let ranked = candidates.partition_point(Candidate::is_ranked);
        let steps = candidates
            .iter()
            .map(|candidate| Step {
                fixed: candidate.fixed,
                slot: candidate.slot,
                quality: candidate
                    .quality
                    .map_or(IndexPoints::default(), |quality| quality.value),
            })
            .collect();
        let cached = catalog
            .models
            .iter()
            .map(|model| CachedValues::of(&model.architecture))
            .collect();
        Self {
            key,
            candidates,
            steps,
            ranked,
            cache_types,
            cached,
        }
    }

    /// What of the scenario it was made for.
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

    /// The candidates that can be on the frontier, in order of falling quality, each with its
    /// position.
    pub fn ranked(&self) -> impl Iterator<Item = (usize, &Candidate)> {
        self.candidates.iter().enumerate().take(self.ranked)
    }

    /// What a step of a slider reads of the candidates, each with whether it is ranked.
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

    /// What a model's cache holds for each token.
    #[must_use]
    pub fn cached_values(&self, model: ModelIndex) -> CachedValues {
        self.cached
            .get(model.position())
            .copied()
            .unwrap_or_default()
    }

    /// In how many modes a model is a candidate.
    #[must_use]
    pub fn modes_of(&self, model: ModelIndex) -> usize {
        let modes: BTreeSet<Mode> = self.of_model(model).map(|(_, row)| row.mode).collect();
        modes.len()
    }

    /// The cost of one model's context with a KV cache type.
    #[must_use]
    pub fn context_cost(
        &self,
        catalog: &Catalog,
        model: ModelIndex,
        cache: CacheTypeIndex,
        context: Tokens,
    ) -> Bytes {
        catalog.cache_type(cache).map_or(Bytes::MAX, |row| {
            formula::kv_cache(self.cached_values(model), context, row.into(), row.into())
        })
    }

    /// Costs the context once for each model and cache type.
    #[must_use]
    pub fn cost_contexts(&self, catalog: &Catalog, context: Tokens) -> ContextCosts {
        let cells: Vec<formula::CellSize> = self
            .cache_types
            .iter()
            .filter_map(|&index| catalog.cache_type(index))
            .map(formula::CellSize::from)
            .collect();
        let costs = catalog
            .models
            .iter()
            .zip(&self.cached)
            .flat_map(|(model, &cached)| {
                let reaches = model.reaches(context);
                cells
                    .iter()
                    .map(move |&cell| (formula::kv_cache(cached, context, cell, cell), reaches))
            })
            .collect();
        ContextCosts(costs)
    }
}

/// What the context costs each model with each cache type, and whether the model reaches it.
#[derive(Clone, Debug)]
pub struct ContextCosts(Vec<(Bytes, bool)>);

impl ContextCosts {
    /// The memory of a candidate's context, and whether its model reaches it.
    pub(super) fn of(&self, step: &Step) -> (Bytes, bool) {
        let entry = self.0.get(step.slot as usize);
        entry.copied().unwrap_or((Bytes::MAX, false))
    }
}

/// Makes the candidates of one model.
struct Maker<'a> {
    catalog: &'a Catalog,
    key: &'a PoolKey,
    /// The KV cache types with the constants of their losses.
    caches: &'a [(CacheTypeIndex, f64)],
    index: ModelIndex,
    model: &'a Model,
    /// Points that the model loses for each unit of a loss's constant.
    sensitivity: f64,
}

impl Maker<'_> {
    fn candidates(&self, candidates: &mut Vec<Candidate>) {
        if self.model.scores.is_empty() {
            let mode = if self.model.reasoning {
                Mode::Thinking
            } else {
                Mode::Instruct
            };
            self.of_mode(mode, None, candidates);
        }
        for score in &self.model.scores {
            self.of_mode(score.mode, Some(score), candidates);
        }
    }

    fn of_mode(&self, mode: Mode, score: Option<&Score>, candidates: &mut Vec<Candidate>) {
        let wanted = self.key.filters.reasoning;
        if wanted.is_some_and(|reasoning| reasoning != mode.thinks()) {
            return;
        }
        let listed = &self.key.filters.quantizations;
        for (index, quantization) in self.catalog.indexed_quantizations() {
            let asked = if listed.is_empty() {
                quantization.offered
            } else {
                listed.contains(&index)
            };
            let possible = !quantization.experts_only || self.model.architecture.experts.is_some();
            if asked && possible {
                self.of_quantization(mode, score, (index, quantization), candidates);
            }
        }
    }

    fn of_quantization(
        &self,
        mode: Mode,
        score: Option<&Score>,
        (index, quantization): (QuantizationIndex, &Quantization),
        candidates: &mut Vec<Candidate>,
    ) {
        let fit = &self.catalog.loss;
        let use_case = self.key.use_case;
        // Downloads of quantized models are made with an importance matrix as a rule.
        let of_weights = quality::weights_constant(fit, self.model, quantization, true);
        let weights = formula::weights(self.model.parameters.total, quantization.bits);
        let fixed = weights + self.key.overhead.beside(weights);
        let rated = score.filter(|score| score.status != ScoreStatus::Insufficient);
        for (place, &(cache, of_cache)) in (0_u32..).zip(self.caches) {
            let loss = (of_weights + of_cache) * self.sensitivity;
            let types = u32::try_from(self.caches.len()).unwrap_or(u32::MAX);
            let model = u32::try_from(self.index.position()).unwrap_or(u32::MAX);
            #[expect(clippy::cast_possible_truncation)]
            candidates.push(Candidate {
                model: self.index,
                mode,
                quantization: index,
                cache,
                quality: rated.map(|score| quality::after_loss(fit, use_case.score(score), loss)),
                provisional: rated.is_some_and(|score| score.status == ScoreStatus::Provisional),
                broken: quality::is_broken(fit, loss),
                loss: loss as f32,
                weights,
                fixed,
                slot: model.saturating_mul(types).saturating_add(place),
            });
        }
    }
}
