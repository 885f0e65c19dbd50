//! The answer of the batch estimator.

use serde::Serialize;

use super::Request;
use super::parts::{EstimateError, Parts, Rows};
use super::rating::Rating;
use super::speed::Rates;
use crate::catalog::Catalog;
use crate::evaluate::Status;
use crate::units::Bytes;

/// An estimate; what cannot be known is `None` and written as `null`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The model's parameters: by the formula all of them, by the exact method those of the text
    /// model, which is what its weights hold. Of a configuration only the text part is known.
    pub parameters: u64,
    /// The file's tensor data.
    pub weights_bytes: Option<u64>,
    /// What a fully offloaded GPU holds of it.
    pub weights_device_bytes: Option<u64>,
    /// Keys and values of the tokens in the context.
    pub kv_cache_bytes: Option<u64>,
    /// What recurrent layers remember.
    pub recurrent_state_bytes: Option<u64>,
    /// Intermediate results: the buffer on the device, or the formula's activation overhead.
    pub compute_bytes: Option<u64>,
    /// The share by which that buffer may be off in 19 of 20 cases.
    pub compute_band: Option<f64>,
    /// By the formula the sum of what is known. By the exact method what a fully offloaded GPU
    /// holds: its weights, cache, state and buffer. What the runtime itself takes there
    /// ([`runtime`](crate::memory::llama_cpp::runtime)) is not in it, for it differs between systems.
    pub total_bytes: Option<u64>,
    /// Speed of generation on the platform of the request, one sequence at a time.
    pub tokens_per_second: Option<f64>,
    /// The lower end of the band in which four of five measurements lie.
    pub tokens_per_second_low: Option<f64>,
    /// The upper end.
    pub tokens_per_second_high: Option<f64>,
    /// Speed of reading the prompt.
    pub prompt_tokens_per_second: Option<f64>,
    /// Time until the prompt is read and the first token generated.
    pub time_to_first_token_s: Option<f64>,
    /// The lower end of its band.
    pub time_to_first_token_low_s: Option<f64>,
    /// The upper end.
    pub time_to_first_token_high_s: Option<f64>,
    /// Quality in points of the index, after the loss of the quantization.
    pub quality: Option<f64>,
    /// The mode whose quality it is.
    pub mode: Option<&'static str>,
    /// How much the quality can be relied on.
    pub status: Status,
}

/// Estimates what is asked.
///
/// # Errors
/// What the exact method cannot do, or the program would refuse; a request that belongs to another
/// catalog.
pub fn estimate(request: &Request, catalog: &Catalog) -> Result<Estimate, EstimateError> {
    let rows = Rows::of(request, catalog).ok_or(EstimateError::OtherCatalog)?;
    let parts = Parts::of(request, catalog, rows)?;
    let model = request.subject.model(catalog);
    let rating = model.map_or(Rating::NONE, |model| {
        Rating::of(request, catalog, model, rows)
    });
    let Rates {
        generation,
        reading,
        first_token,
    } = Rates::of(request, catalog, rows);
    Ok(Estimate {
        parameters: parts.parameters,
        weights_bytes: Some(parts.weights.get()),
        weights_device_bytes: parts.weights_device.map(Bytes::get),
        kv_cache_bytes: Some(parts.kv_cache.get()),
        recurrent_state_bytes: parts.recurrent_state.map(Bytes::get),
        compute_bytes: Some(parts.compute.get()),
        compute_band: parts.compute_band,
        total_bytes: Some(parts.total().get()),
        tokens_per_second: generation.map(|speed| speed.value.get()),
        tokens_per_second_low: generation.map(|speed| speed.low.get()),
        tokens_per_second_high: generation.map(|speed| speed.high.get()),
        prompt_tokens_per_second: reading.map(|speed| speed.value.get()),
        time_to_first_token_s: first_token.map(|time| time.value.get()),
        time_to_first_token_low_s: first_token.map(|time| time.low.get()),
        time_to_first_token_high_s: first_token.map(|time| time.high.get()),
        quality: rating.quality,
        mode: rating.mode,
        status: rating.status,
    })
}
