//! The answer of the batch estimator.

use serde::Serialize;

use super::Request;
use crate::catalog::{CacheType, Catalog, Model, Quantization, Score, ScoreStatus};
use crate::evaluate::Status;
use crate::memory::formula::{self, CachedValues};
use crate::quality;
use crate::scenario::{Method, UseCase};

/// An estimate; what cannot be known is `None` and written as `null`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The model's parameters.
    pub parameters: u64,
    /// The file's tensor data.
    pub weights_bytes: Option<u64>,
    /// What a fully offloaded GPU holds of it.
    pub weights_device_bytes: Option<u64>,
    /// Keys and values of the tokens in the context.
    pub kv_cache_bytes: Option<u64>,
    /// What recurrent layers remember.
    pub recurrent_state_bytes: Option<u64>,
    /// Intermediate results: the formula's activation overhead.
    pub compute_bytes: Option<u64>,
    /// The sum of what is known.
    pub total_bytes: Option<u64>,
    /// Speed of generation.
    pub tokens_per_second: Option<f64>,
    /// Quality in points of the index, after the loss of the quantization.
    pub quality: Option<f64>,
    /// The mode whose quality it is.
    pub mode: Option<&'static str>,
    /// How much the quality can be relied on.
    pub status: Status,
}

/// Estimates what is asked; `None` only for a request that belongs to another catalog.
#[must_use]
pub fn estimate(request: &Request, catalog: &Catalog) -> Option<Estimate> {
    let model = catalog.model(request.model)?;
    let quantization = catalog.quantization(request.quantization)?;
    let keys = catalog.cache_type(request.keys)?;
    let values = catalog.cache_type(request.values)?;
    let rating = Rating::of(request, catalog, (model, quantization), [keys, values]);
    Some(match request.method {
        Method::Formula => {
            let parameters = model.parameters.total;
            let weights = formula::weights(parameters, quantization.bits);
            let cached = CachedValues::of(&model.architecture);
            let kv_cache = formula::kv_cache(cached, request.context, keys.into(), values.into());
            let compute = request.overhead.beside(weights);
            Estimate {
                parameters,
                weights_bytes: Some(weights.get()),
                // The formula knows neither the embedding's place nor recurrent layers.
                weights_device_bytes: None,
                kv_cache_bytes: Some(kv_cache.get()),
                recurrent_state_bytes: None,
                compute_bytes: Some(compute.get()),
                total_bytes: Some((weights + kv_cache + compute).get()),
                tokens_per_second: None,
                quality: rating.quality,
                mode: rating.mode,
                status: rating.status,
            }
        }
    })
}

/// A quality and what is to be said with it.
struct Rating {
    quality: Option<f64>,
    mode: Option<&'static str>,
    status: Status,
}

impl Rating {
    fn of(
        request: &Request,
        catalog: &Catalog,
        (model, quantization): (&Model, &Quantization),
        cache_types: [&CacheType; 2],
    ) -> Self {
        let fit = &catalog.loss;
        let of_weights = quality::weights_constant(fit, model, quantization, request.imatrix);
        // Two types cost no more than both of the worse one, which is what was measured.
        let of_cache = cache_types
            .map(|row| quality::cache_constant(catalog, row))
            .into_iter()
            .fold(0.0, f64::max);
        let billions = quality::effective_billions(&model.parameters);
        let loss = quality::loss(fit, billions, of_weights + of_cache);
        let score = best_score(request, model);
        let status = if !model.reaches(request.context) {
            Status::Short
        } else if quality::is_broken(fit, loss) {
            Status::Broken
        } else {
            match score.map(|score| score.status) {
                Some(ScoreStatus::Rated) => Status::Rated,
                Some(ScoreStatus::Provisional) => Status::Provisional,
                Some(ScoreStatus::Insufficient) | None => Status::Unrated,
            }
        };
        Self {
            quality: score.map(|score| {
                let wanted = request.use_case.score(score);
                quality::after_loss(fit, wanted, loss).value.as_f64()
            }),
            mode: score.map(|score| score.mode.name()),
            status,
        }
    }
}

/// The score in the mode that was asked for, or in the one that does best; `None` where there is
/// no sufficient one, or where pictures are to be read and the model reads none.
fn best_score<'a>(request: &Request, model: &'a Model) -> Option<&'a Score> {
    if request.use_case == UseCase::Vision && !model.vision {
        return None;
    }
    model
        .scores
        .iter()
        .filter(|score| score.status != ScoreStatus::Insufficient)
        .filter(|score| request.mode.is_none_or(|mode| score.mode == mode))
        .max_by_key(|score| request.use_case.score(score).value)
}
