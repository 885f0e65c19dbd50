//! The speeds of a platform.

use crate::catalog::{Backend, Catalog, GpuIndex};
use crate::speed::{DecodeCost, DecodeRate, PrefillCost, PrefillRate, Speed, TimeToFirstToken};

/// The rates of a platform with a backend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Platform {
    /// The rate of generating tokens.
    pub decode: DecodeRate,
    /// The rate of reading prompts; `None` where it is not known.
    pub prefill: Option<PrefillRate>,
}

impl Platform {
    /// The rates of a GPU with a backend, by default the usual one of its vendor; `None` where its
    /// bandwidth is not known or it does not run the backend.
    #[must_use]
    pub fn of_gpu(catalog: &Catalog, index: GpuIndex, backend: Option<Backend>) -> Option<Self> {
        let gpu = catalog.gpu(index)?;
        let backend = backend.unwrap_or(Backend::usual(gpu));
        Some(Self {
            decode: DecodeRate::of_gpu(&catalog.speed, gpu, backend)?,
            prefill: PrefillRate::of_gpu(catalog, index, backend),
        })
    }

    /// The speed of generation at this cost of a token.
    #[must_use]
    pub fn decode_speed(&self, cost: DecodeCost) -> Option<Speed> {
        self.decode.speed(cost)
    }

    /// The speed of reading a prompt.
    #[must_use]
    pub fn prefill_speed(&self, cost: PrefillCost) -> Option<Speed> {
        self.prefill?.speed(cost)
    }

    /// The time until a prompt is read and the first token behind it, of cost `first`, generated.
    #[must_use]
    pub fn time_to_first_token(
        &self,
        prompt: PrefillCost,
        first: DecodeCost,
    ) -> Option<TimeToFirstToken> {
        self.prefill?
            .time_to_first_token(prompt, &self.decode, first)
    }
}
