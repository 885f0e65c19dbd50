//! The quality of a model's answers at a quantization.
//!
//! The quality is the model's measured score for the use case minus the loss of the quantization:
//!
//! ```text
//! loss = K × (N / 8)^−γ × f / 0.035
//! ```
//!
//! `K` is a constant of the type, `N` the billions of parameters (for a mixture of experts the
//! geometric mean of all and of those that work on a token), `γ` the [fit's](LossFit) exponent, `f`
//! the factor for a type made without an importance matrix, 0.035 the logit that one point of the
//! index stands for. The fit and its errors are described in `data/README.md`.

mod trend;
mod use_cases;

pub use trend::Trend;
pub use use_cases::{UseCase, UseCases, UseCasesError};

use crate::catalog::{CacheType, Catalog, LossFit, Model, Parameters, Quantization, Score};
use crate::units::IndexPoints;

/// Half the width of a 90 % interval in standard deviations.
const DEVIATIONS: f64 = 1.645;

/// A quality with its 90 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quality {
    /// The value.
    pub value: IndexPoints,
    /// Lower end of the interval.
    pub low: IndexPoints,
    /// Upper end of the interval.
    pub high: IndexPoints,
    /// True if it rests, wholly or in part, on a domain in which the model was not measured and
    /// whose score was inferred from the other domains.
    pub inferred: bool,
}

impl Quality {
    /// Half the interval's width, in points.
    #[must_use]
    pub fn half_width(&self) -> f64 {
        (self.high - self.low).as_f64() / 2.0
    }
}

/// The size `N` that the loss depends on, in billions of parameters.
#[must_use]
#[expect(clippy::cast_precision_loss)]
pub fn effective_billions(parameters: &Parameters) -> f64 {
    let total = parameters.total as f64 / 1e9;
    parameters
        .active
        .map_or(total, |active| (total * active as f64 / 1e9).sqrt())
}

/// The constant `K` of a type's loss on a model, with the factor for an importance matrix.
///
/// A model that is published in the very type loses nothing: its scores were measured so.
#[must_use]
pub fn weights_constant(
    fit: &LossFit,
    model: &Model,
    quantization: &Quantization,
    imatrix: bool,
) -> f64 {
    let native = &model.architecture.native_quantization;
    if quantization.native.is_some() && quantization.native == *native {
        return 0.0;
    }
    let (intercept, slope) = fit.fallback;
    let constant = quantization
        .loss
        .unwrap_or_else(|| (intercept - slope * quantization.bits).exp());
    let without = !imatrix
        && !quantization.needs_imatrix
        && quantization.bits < fit.without_imatrix_below_bits;
    if without {
        constant * fit.without_imatrix
    } else {
        constant
    }
}

/// The constant `K` of a KV cache type's loss: where it was not measured, that of the type which
/// loses most, so that no figure is better than what was seen.
#[must_use]
pub fn cache_constant(catalog: &Catalog, cache_type: &CacheType) -> f64 {
    cache_type.loss.unwrap_or_else(|| {
        catalog
            .cache_types
            .iter()
            .filter_map(|other| other.loss)
            .fold(0.0, f64::max)
    })
}

/// The loss in points of the index of a model of `billions` parameters for a constant `K`.
///
/// ```
/// # let catalog = headroom_data::catalog().unwrap();
/// // The table of data/README.md: Q4_K_M costs an 8-billion model 0.9 points.
/// let loss = headroom_core::quality::loss(&catalog.loss, 8.0, 0.0311);
/// assert!((loss - 0.9).abs() < 0.05);
/// ```
#[must_use]
pub fn loss(fit: &LossFit, billions: f64, constant: f64) -> f64 {
    constant * sensitivity(fit, billions)
}

/// The points of the index that a model of `billions` parameters loses for each unit of `K`.
#[must_use]
pub fn sensitivity(fit: &LossFit, billions: f64) -> f64 {
    (billions / 8.0).powf(-fit.exponent) / fit.logit_per_point
}

/// A score after a loss of so many points, the loss's own uncertainty added in quadrature.
#[must_use]
pub fn after_loss(fit: &LossFit, score: Score, loss: f64) -> Quality {
    let spread = DEVIATIONS * fit.relative_deviation * loss;
    let value = score.value.as_f64() - loss;
    let reach = |end: IndexPoints| (end.as_f64() - score.value.as_f64()).hypot(spread);
    Quality {
        value: IndexPoints::from_f64(value),
        low: IndexPoints::from_f64(value - reach(score.low)),
        high: IndexPoints::from_f64(value + reach(score.high)),
        inferred: score.measurements == 0,
    }
}

/// The standard deviation of a score, in points, by the width of its interval.
#[must_use]
pub fn deviation(score: Score) -> f64 {
    (score.high - score.low).as_f64() / (2.0 * DEVIATIONS)
}

/// True if a loss of so many points leaves a model broken.
#[must_use]
pub fn is_broken(fit: &LossFit, loss: f64) -> bool {
    loss > fit.broken_above
}
