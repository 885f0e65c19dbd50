//! How fast a prompt is read, and when the first token of the answer is there.
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

use super::pace::of_kind;
use super::{Pace, Speed, Work};
use crate::catalog::{Architecture, Backend, Band, Catalog, GpuIndex};
use crate::memory::llama_cpp::{ModelLayout, attention_operations};
use crate::units::{Seconds, Tokens, TokensPerSecond};

/// What reading a prompt takes of a model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PromptWork {
    /// Tokens of the prompt.
    pub prompt: Tokens,
    /// Operations of the matrices for each: `2 × P`.
    pub matrices: f64,
    /// Operations of attention for each, on average: `A(c)`.
    pub attention: f64,
    /// Whether a router chooses among experts.
    pub experts: bool,
}

impl PromptWork {
    /// The work of reading `prompt` tokens behind `depth` others by the model of this shape, of
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

/// How fast a platform reads prompts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PromptPace {
    /// Operations a second: `F × u`.
    operations: f64,
    /// `e`.
    experts: f64,
    /// `a`.
    attention: f64,
    band: Band,
}

/// When the first token of an answer is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstToken {
    /// The estimate.
    pub value: Seconds,
    /// The lower end of what four of five measurements stay within.
    pub low: Seconds,
    /// The upper end.
    pub high: Seconds,
}

impl PromptPace {
    /// The pace of a platform with a backend; `None` where the backend was not measured with the
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
    pub fn speed(&self, work: PromptWork) -> Option<Speed> {
        let left = if work.experts { self.experts } else { 1.0 };
        let operations = work.matrices / left + work.attention / self.attention;
        let value = TokensPerSecond::each(Seconds::new(operations / self.operations)?)?;
        Speed::within(value, of_kind(self.band, work.experts))
    }

    /// The time until the first token: the prompt is read, then a token is generated at `pace`.
    #[must_use]
    pub fn first_token(&self, prompt: PromptWork, pace: &Pace, work: Work) -> Option<FirstToken> {
        let reading = self.speed(prompt)?;
        let generating = pace.speed(work)?;
        #[expect(clippy::cast_precision_loss)]
        let tokens = prompt.prompt.get() as f64;
        let time = |reading: TokensPerSecond, generating: TokensPerSecond| {
            Seconds::new(tokens / reading.get() + generating.get().recip())
        };
        Some(FirstToken {
            value: time(reading.value, generating.value)?,
            low: time(reading.high, generating.high)?,
            high: time(reading.low, generating.low)?,
        })
    }
}
