//! The candidates, with what depends neither on memory nor on context.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use super::order::sort_positions;
use super::pace_of;
use super::prepared::{Costing, Prepared, Weighed};
use crate::catalog::{
    CacheTypeIndex, Catalog, Mode, Model, ModelIndex, Quantization, QuantizationIndex, Score,
    ScoreStatus, Scores,
};
use crate::memory::formula::Activation;
use crate::quality::{self, Quality};
use crate::scenario::{Axis, CacheChoice, Filters, Method, Scenario, Uses};
use crate::speed::Pace;
use crate::units::{Bytes, Tokens, TokensPerSecond};

/// What of a scenario the pool depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolKey {
    /// What is ranked; by quality where speed is asked for and cannot be told.
    axis: Axis,
    /// What speeds depend on; `None` where they do not matter.
    pace: Option<(Pace, Tokens)>,
    uses: Uses,
    cache: CacheChoice,
    method: Method,
    /// The formula's overhead; the exact method has none, and does not depend on it.
    overhead: Activation,
    filters: Filters,
}

impl PoolKey {
    /// The part of a scenario that the pool depends on.
    #[must_use]
    pub fn of(scenario: &Scenario, catalog: &Catalog) -> Self {
        let timed = matches!(scenario.axis, Axis::Speed | Axis::Three);
        let pace = pace_of(scenario, catalog).filter(|_| timed);
        Self {
            axis: if timed && pace.is_none() {
                Axis::Quality
            } else {
                scenario.axis
            },
            pace: pace.map(|pace| (pace, scenario.speed_depth())),
            uses: scenario.uses,
            cache: scenario.cache,
            method: scenario.method,
            overhead: match scenario.method {
                Method::Formula => scenario.overhead,
                Method::Exact => Activation::default(),
            },
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
    /// What it is ranked by, in hundredths: points of quality or efficiency, tokens per second.
    pub gain: i32,
    /// Its speed in hundredths of a token per second, where that matters: 0 elsewhere.
    pub pace: i32,
    /// Whether its score is provisional.
    pub provisional: bool,
    /// Whether the quantization destroys the model.
    pub broken: bool,
    /// Points of the index that quantization costs.
    pub loss: f32,
    /// Memory of the weights.
    pub weights: Bytes,
    /// Average bits per weight: by the exact method of this very model, by the formula of the
    /// quantization's table.
    pub bits: f32,
    /// Memory that does not depend on the context: weights, and the formula's activation.
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
    /// What it is ranked by, which only counts where it is ranked.
    pub(super) gain: i32,
    /// Its speed, where that matters.
    pub(super) pace: i32,
}

impl Candidate {
    /// Whether it can be on the frontier: rated or provisional, not broken, and of a known speed
    /// where that is asked for.
    #[must_use]
    pub const fn is_ranked(&self) -> bool {
        self.quality.is_some() && !self.broken && self.gain > i32::MIN
    }
}

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
    prepared: Arc<Prepared>,
}

impl Pool {
    /// Makes the pool of a scenario.
    #[must_use]
    pub fn new(prepared: Arc<Prepared>, key: PoolKey) -> Self {
        let catalog = prepared.catalog();
        let cache_types = key.cache.types(catalog);
        let caches: Vec<(CacheTypeIndex, f64)> = cache_types
            .iter()
            .filter_map(|&index| Some((index, catalog.cache_type(index)?)))
            .map(|(index, row)| (index, quality::cache_constant(catalog, row)))
            .collect();
        let mut candidates = Vec::new();
        for (index, model) in catalog.indexed_models() {
            let seen = !key.uses.vision() || model.vision;
            if seen && key.filters.admit(model) {
                let billions = quality::effective_billions(&model.parameters);
                let maker = Maker {
                    prepared: &prepared,
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
        let keys: Vec<_> = candidates
            .iter()
            .map(|candidate| {
                (
                    candidate.quality.is_none(),
                    !candidate.is_ranked(),
                    Reverse(candidate.gain),
                    candidate.weights,
                )
            })
            .collect();
        let mut positions: Vec<usize> = (0..candidates.len()).collect();
        sort_positions(&mut positions, &mut |a, b| keys.get(a).cmp(&keys.get(b)));
        let candidates: Vec<Candidate> = positions
            .into_iter()
            .filter_map(|position| candidates.get(position).copied())
            .collect();
        let ranked = candidates.partition_point(Candidate::is_ranked);
        let steps = candidates
            .iter()
            .map(|candidate| Step {
                fixed: candidate.fixed,
                slot: candidate.slot,
                gain: candidate.gain,
                pace: candidate.pace,
            })
            .collect();
        Self {
            key,
            candidates,
            steps,
            ranked,
            cache_types,
            prepared,
        }
    }

    /// What candidates are ranked by.
    #[must_use]
    pub const fn axis(&self) -> Axis {
        self.key.axis
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

    /// The candidates that can be on the frontier, best first, each with its position.
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

    /// What was worked out of every model.
    #[must_use]
    pub const fn prepared(&self) -> &Arc<Prepared> {
        &self.prepared
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

    /// Costs the context of a scenario once for each model and cache type.
    #[must_use]
    pub fn cost_contexts(&self, scenario: &Scenario) -> ContextCosts {
        let catalog = self.prepared.catalog();
        let types = self.cache_types.len();
        let none = (Bytes::MAX, false);
        let mut costs = vec![none; catalog.models.len().saturating_mul(types)];
        for (place, &cache) in self.cache_types.iter().enumerate() {
            let Some(costing) = catalog
                .cache_type(cache)
                .and_then(|row| Costing::of(scenario, catalog, row))
            else {
                continue;
            };
            let slots = costs.iter_mut().skip(place).step_by(types.max(1));
            let models = catalog.models.iter().zip(self.prepared.contexts(&costing));
            for (slot, (model, cost)) in slots.zip(models) {
                *slot = (cost, model.reaches(scenario.context));
            }
        }
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

/// Whether a quality is below so many whole points.
fn falls_short(quality: Quality, least: u64) -> bool {
    i64::from(quality.value.hundredths())
        < i64::try_from(least.saturating_mul(100)).unwrap_or(i64::MAX)
}

/// Makes the candidates of one model.
struct Maker<'a> {
    prepared: &'a Prepared,
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
        let rated = score
            .filter(|score| score.status != ScoreStatus::Insufficient)
            .map(|score| (self.key.uses.score(score), score.status));
        let listed = &self.key.filters.quantizations;
        for (index, quantization) in self.catalog.indexed_quantizations() {
            let asked = if listed.is_empty() {
                quantization.offered
            } else {
                listed.contains(&index)
            };
            let possible = !quantization.experts_only || self.model.architecture.experts.is_some();
            if asked && possible {
                self.of_quantization(mode, rated, (index, quantization), candidates);
            }
        }
    }

    fn of_quantization(
        &self,
        mode: Mode,
        rated: Option<(Scores, ScoreStatus)>,
        (index, quantization): (QuantizationIndex, &Quantization),
        candidates: &mut Vec<Candidate>,
    ) {
        let fit = &self.catalog.loss;
        // Downloads of quantized models are made with an importance matrix as a rule.
        let of_weights = quality::weights_constant(fit, self.model, quantization, true);
        let method = self.key.method;
        let Some(Weighed { bytes, bits }) = self.prepared.weights(method, self.index, index) else {
            return;
        };
        let fixed = match method {
            Method::Formula => bytes + self.key.overhead.beside(bytes),
            Method::Exact => bytes,
        };
        for (place, &(cache, of_cache)) in (0_u32..).zip(self.caches) {
            let loss = (of_weights + of_cache) * self.sensitivity;
            let quality = rated.map(|(scores, _)| quality::after_loss(fit, scores, loss));
            let least = self.key.filters.least;
            if least.is_some_and(|least| quality.is_none_or(|quality| falls_short(quality, least)))
            {
                continue;
            }
            let (gain, pace) = self.gain(quality, bytes, index, cache);
            let types = u32::try_from(self.caches.len()).unwrap_or(u32::MAX);
            let model = u32::try_from(self.index.position()).unwrap_or(u32::MAX);
            #[expect(clippy::cast_possible_truncation)]
            candidates.push(Candidate {
                model: self.index,
                mode,
                quantization: index,
                cache,
                quality,
                gain,
                pace,
                provisional: rated.is_some_and(|(_, status)| status == ScoreStatus::Provisional),
                broken: quality::is_broken(fit, loss),
                loss: loss as f32,
                weights: bytes,
                bits: bits as f32,
                fixed,
                slot: model.saturating_mul(types).saturating_add(place),
            });
        }
    }

    /// What a candidate is ranked by, and its speed where that matters, both in hundredths; the
    /// least number where it cannot be ranked.
    fn gain(
        &self,
        quality: Option<Quality>,
        weights: Bytes,
        quantization: QuantizationIndex,
        cache: CacheTypeIndex,
    ) -> (i32, i32) {
        let unranked = (i32::MIN, 0);
        let Some(quality) = quality else {
            return unranked;
        };
        let pace = self.key.pace.map(|(pace, depth)| {
            let work = self.prepared.work(self.index, quantization, cache, depth);
            let speed = work.and_then(|work| TokensPerSecond::each(pace.step(work)?));
            // The cast saturates: beyond it all are equally fast.
            #[expect(clippy::cast_possible_truncation)]
            speed.map_or(0, |speed| (speed.get() * 100.0).round() as i32)
        });
        match (self.key.axis, pace) {
            (Axis::Speed | Axis::Three, Some(0)) => unranked,
            (Axis::Speed, Some(pace)) => (pace, pace),
            (Axis::Efficiency, _) => {
                let trend = self.prepared.trend();
                (trend.efficiency(quality.value, weights).hundredths(), 0)
            }
            (_, pace) => (quality.value.hundredths(), pace.unwrap_or_default()),
        }
    }
}
