//! An estimate as it is written.

use headroom_core::catalog::Mode;
use headroom_core::estimate::{Estimate, Status};
use headroom_core::memory::Method;
use serde::Serialize;

/// An estimate as it is written; `null` is what cannot be known.
#[derive(Serialize)]
pub(super) struct Answer {
    /// The model's parameters: by the formula all of them, by the exact method those of the text
    /// model, which is what its weights hold. Of a configuration only the text part is known.
    parameters: u64,
    /// The file's tensor data.
    weights_bytes: u64,
    /// The part of it that a fully offloaded GPU holds.
    weights_device_bytes: Option<u64>,
    /// Keys and values of the tokens in the context.
    kv_cache_bytes: u64,
    /// State of the recurrent layers.
    recurrent_state_bytes: Option<u64>,
    /// Intermediate results: the buffer on the device, or the formula's activation overhead.
    compute_bytes: u64,
    /// The share by which that buffer may be off in 19 of 20 cases.
    compute_band: Option<f64>,
    /// By the formula the sum of what is known. By the exact method what a fully offloaded GPU
    /// holds: its weights, cache, state and buffer. What the runtime itself takes there
    /// ([`runtime`](headroom_core::memory::llama_cpp::runtime)) is not in it, for it differs between systems.
    total_bytes: u64,
    /// Speed of generation on the platform of the request, one sequence at a time.
    tokens_per_second: Option<f64>,
    /// The lower end of the band in which four of five measurements lie.
    tokens_per_second_low: Option<f64>,
    /// The upper end.
    tokens_per_second_high: Option<f64>,
    /// Speed of reading the prompt.
    prompt_tokens_per_second: Option<f64>,
    /// Time until the prompt is read and the first token generated.
    time_to_first_token_s: Option<f64>,
    /// The lower end of its band.
    time_to_first_token_low_s: Option<f64>,
    /// The upper end.
    time_to_first_token_high_s: Option<f64>,
    /// Quality in points of the index, after the loss of the quantization.
    quality: Option<f64>,
    /// The mode whose quality it is.
    mode: Option<&'static str>,
    /// The reliability of the quality.
    status: Status,
}

impl Answer {
    /// The estimate by a method. The formula knows neither the embedding's place nor recurrent layers.
    pub(super) fn new(estimate: &Estimate, method: Method) -> Self {
        let exact = |bytes: u64| (method == Method::Exact).then_some(bytes);
        let (parts, decode) = (&estimate.parts, estimate.decode);
        let first = estimate.time_to_first_token;
        Self {
            parameters: estimate.parameters,
            weights_bytes: estimate.file.get(),
            weights_device_bytes: exact(parts.weights.get()),
            kv_cache_bytes: parts.kv_cache.get(),
            recurrent_state_bytes: exact(parts.recurrent_state.get()),
            compute_bytes: parts.compute.get(),
            compute_band: estimate.compute_band,
            total_bytes: parts.total().get(),
            tokens_per_second: decode.map(|speed| speed.value.get()),
            tokens_per_second_low: decode.map(|speed| speed.low.get()),
            tokens_per_second_high: decode.map(|speed| speed.high.get()),
            prompt_tokens_per_second: estimate.prefill.map(|speed| speed.value.get()),
            time_to_first_token_s: first.map(|time| time.value.get()),
            time_to_first_token_low_s: first.map(|time| time.low.get()),
            time_to_first_token_high_s: first.map(|time| time.high.get()),
            quality: estimate.quality.map(|quality| quality.value.as_f64()),
            mode: estimate.mode.map(Mode::name),
            status: estimate.status,
        }
    }
}
