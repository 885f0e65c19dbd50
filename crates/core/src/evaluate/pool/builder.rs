//! Makes the candidates of one model.

use super::{Candidate, PoolKey};
use crate::catalog::{
    CacheTypeIndex, Catalog, Mode, ModeRating, Model, ModelIndex, Quantization, QuantizationIndex,
    Score, ScoreStatus,
};
use crate::estimate::{Rating, WeightSize, activation};
use crate::evaluate::precomputed::Precomputed;
use crate::quality::{self, Quality};
use crate::scenario::Axis;
use crate::units::{Bytes, TokensPerSecond};

/// Makes the candidates of one model.
pub(super) struct CandidateBuilder<'a> {
    pub(super) precomputed: &'a Precomputed,
    pub(super) catalog: &'a Catalog,
    pub(super) key: &'a PoolKey,
    /// The KV cache types with the constants of their losses.
    pub(super) caches: &'a [(CacheTypeIndex, f64)],
    pub(super) index: ModelIndex,
    pub(super) model: &'a Model,
    /// Points that the model loses for each unit of a loss's constant.
    pub(super) sensitivity: f64,
}

impl CandidateBuilder<'_> {
    /// Adds the candidates to the others.
    pub(super) fn candidates(&self, candidates: &mut Vec<Candidate>) {
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

    fn of_mode(&self, mode: Mode, score: Option<&ModeRating>, candidates: &mut Vec<Candidate>) {
        let wanted = self.key.filters.reasoning;
        if wanted.is_some_and(|reasoning| reasoning != mode.thinks()) {
            return;
        }
        let rated = score.map(|score| (self.key.goal.use_cases.score(score), score.status));
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
        rated: Option<(Score, ScoreStatus)>,
        (index, quantization): (QuantizationIndex, &Quantization),
        candidates: &mut Vec<Candidate>,
    ) {
        let fit = &self.catalog.loss;
        // Downloads of quantized models are made with an importance matrix as a rule.
        let of_weights = quality::weights_constant(fit, self.model, quantization, true);
        let method = self.key.goal.method;
        let Some(WeightSize { device, bits, .. }) =
            self.precomputed.weights(method, self.index, index)
        else {
            return;
        };
        let fixed = device + activation(method, self.key.goal.overhead, device);
        for (place, &(cache, of_cache)) in (0_u32..).zip(self.caches) {
            let loss = (of_weights + of_cache) * self.sensitivity;
            let Rating {
                quality,
                broken,
                score_status,
                ..
            } = Rating::new(fit, rated, loss);
            let least = self.key.filters.least;
            if least.is_some_and(|least| quality.is_none_or(|quality| falls_short(quality, least)))
            {
                continue;
            }
            let (objective, speed) = self.objective(quality, device, index, cache);
            let types = u32::try_from(self.caches.len()).unwrap_or(u32::MAX);
            let model = u32::try_from(self.index.position()).unwrap_or(u32::MAX);
            #[expect(clippy::cast_possible_truncation)]
            candidates.push(Candidate {
                model: self.index,
                mode,
                quantization: index,
                cache,
                quality,
                objective,
                speed,
                score_status,
                broken,
                loss: loss as f32,
                weights: device,
                bits: bits as f32,
                fixed,
                slot: model.saturating_mul(types).saturating_add(place),
            });
        }
    }

    /// The figure by which a candidate is ranked, `None` where it cannot be ranked, and its speed
    /// where that matters; both in hundredths.
    fn objective(
        &self,
        quality: Option<Quality>,
        weights: Bytes,
        quantization: QuantizationIndex,
        cache: CacheTypeIndex,
    ) -> (Option<i32>, i32) {
        let unranked = (None, 0);
        let Some(quality) = quality else {
            return unranked;
        };
        let speed = self.key.decode_rate.map(|(rate, depth)| {
            let work = self
                .precomputed
                .decode_cost(self.index, quantization, cache, depth);
            let speed = work.and_then(|work| TokensPerSecond::each(rate.time_per_token(work)?));
            // The cast saturates: beyond it all are equally fast.
            #[expect(clippy::cast_possible_truncation)]
            speed.map_or(0, |speed| (speed.get() * 100.0).round() as i32)
        });
        match (self.key.axis(), speed) {
            (Axis::Speed | Axis::QualityAndSpeed, Some(0)) => unranked,
            (Axis::Speed, Some(speed)) => (Some(speed), speed),
            (Axis::Efficiency, _) => {
                let trend = self.precomputed.trend();
                let points = trend.efficiency(quality.value, weights);
                (Some(points.hundredths()), 0)
            }
            (_, speed) => (Some(quality.value.hundredths()), speed.unwrap_or_default()),
        }
    }
}

/// True if a quality is below so many whole points.
fn falls_short(quality: Quality, least: u64) -> bool {
    i64::from(quality.value.hundredths())
        < i64::try_from(least.saturating_mul(100)).unwrap_or(i64::MAX)
}
