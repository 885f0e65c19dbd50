//! The speed of reading a prompt (prefill), and the time to the first token of the answer.
//!
//! ```text
//! seconds a token = 2 × P / (F × u × e)  +  A(c) / (F × u × a)          c = depth + n / 2
//! ```
//!
//! `P` parameters that work on each token, two operations each; `A(c)` operations of attention with
//! `c` tokens before, `n` being those of the prompt. `F` arithmetic rate of the platform, `u` the
//! share of it that its class reaches, `e` what is left of that with a mixture of experts (1 for
//! others), `a` what is left of it in attention. Where a platform's `F × u` was measured, that
//! stands for the product.

use super::decode::half_width;
use super::{DecodeCost, DecodeRate, Speed};
use crate::catalog::{Architecture, Backend, Band, Catalog, GpuIndex};
use crate::memory::llama_cpp::{ModelLayout, attention_operations};
use crate::units::{Seconds, Tokens, TokensPerSecond};

/// The cost of reading a prompt with a model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrefillCost {
    /// Tokens of the prompt.
    pub prompt: Tokens,
    /// Operations of the matrices for each: `2 × P`.
    pub matrices: f64,
    /// Operations of attention for each, on average: `A(c)`.
    pub attention: f64,
    /// True if a router chooses among experts.
    pub experts: bool,
}

impl PrefillCost {
    /// The cost of reading `prompt` tokens behind `depth` others by the model of this shape, of
    /// which `layout` is made.
    #[must_use]
    pub fn new(
        architecture: &Architecture,
        layout: &ModelLayout,
        prompt: Tokens,
        depth: Tokens,
    ) -> Self {
        let middle = depth + Tokens::new(prompt.get() / 2);
        #[expect(clippy::cast_precision_loss)]
        let parameters = layout.active_parameters() as f64;
        Self {
            prompt,
            matrices: 2.0 * parameters,
            attention: attention_operations(architecture, middle),
            experts: layout.has_experts(),
        }
    }
}

/// The rates at which a platform reads prompts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrefillRate {
    /// Operations a second: `F × u`.
    operations: f64,
    /// `e`.
    experts: f64,
    /// `a`.
    attention: f64,
    band: Band,
}

/// The time until the first token of an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeToFirstToken {
    /// The estimate.
    pub value: Seconds,
    /// The lower end of what four of five measurements stay within.
    pub low: Seconds,
    /// The upper end.
    pub high: Seconds,
}

impl PrefillRate {
    /// The rates of a platform with a backend; `None` where the backend was not measured with the
    /// class of the platform, or no rate of it is known.
    #[must_use]
    pub fn of_gpu(catalog: &Catalog, gpu: GpuIndex, backend: Backend) -> Option<Self> {
        let class = catalog.gpu(gpu)?.speed_class?;
        let prefill = &catalog.prefill;
        let fit = prefill
            .classes
            .iter()
            .find(|row| row.class == class && row.backends.contains(&backend))?;
        let rate = prefill.platforms.get(gpu.position())?;
        let measured = rate.measured.iter().find(|(of, _)| *of == backend);
        let tera = match measured {
            Some(&(_, tera)) => tera,
            None => rate.tflops? * fit.rate_share,
        };
        Some(Self {
            operations: tera * 1e12,
            experts: fit.experts,
            attention: fit.attention,
            band: fit.band,
        })
    }

    /// The speed of reading a prompt.
    #[must_use]
    pub fn speed(&self, cost: PrefillCost) -> Option<Speed> {
        let reached = if cost.experts { self.experts } else { 1.0 };
        let operations = cost.matrices / reached + cost.attention / self.attention;
        let value = TokensPerSecond::each(Seconds::new(operations / self.operations)?)?;
        Speed::with_band(value, half_width(self.band, cost.experts))
    }

    /// The time until the first token: the prompt is read, then a token is generated at `decode`.
    #[must_use]
    pub fn time_to_first_token(
        &self,
        prompt: PrefillCost,
        decode: &DecodeRate,
        cost: DecodeCost,
    ) -> Option<TimeToFirstToken> {
        let prefill = self.speed(prompt)?;
        let decode = decode.speed(cost)?;
        #[expect(clippy::cast_precision_loss)]
        let tokens = prompt.prompt.get() as f64;
        let time = |prefill: TokensPerSecond, decode: TokensPerSecond| {
            Seconds::new(tokens / prefill.get() + decode.get().recip())
        };
        Some(TimeToFirstToken {
            value: time(prefill.value, decode.value)?,
            low: time(prefill.high, decode.high)?,
            high: time(prefill.low, decode.low)?,
        })
    }
}
