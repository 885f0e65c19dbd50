//! The time of a token: a platform's rates times a model's cost.

mod platform;
mod split;

pub use split::share_beyond;

use crate::catalog::{Band, SharedFit};
use crate::memory::llama_cpp::{Cache, ModelLayout};
use crate::units::{Bytes, Seconds, TokensPerSecond};

/// The cost of generating a token with a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeCost {
    /// Weights that are read.
    pub weights: Bytes,
    /// Cache and state that are read.
    pub cache: Bytes,
    /// Blocks that are run through.
    pub layers: u32,
    /// True if a router chooses among experts.
    pub experts: bool,
}

impl DecodeCost {
    /// The cost with the model of `layout`, of which `weights` and `cache` are read.
    #[must_use]
    pub fn new(layout: &ModelLayout, weights: Bytes, cache: Cache) -> Self {
        Self {
            weights,
            cache: cache.kv + cache.recurrent,
            layers: layout.layers(),
            experts: layout.has_experts(),
        }
    }
}

/// The time that a platform takes for each part of the cost of a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DecodeRate {
    /// Seconds for a byte of weights: `1 / (BW × η)`.
    weight: f64,
    /// Seconds for a byte of cache: `1 / (BW × η_kv)`.
    cache: f64,
    /// A block's own seconds: `τ`.
    block: f64,
    /// Factors on weights and blocks of a mixture of experts: `μ` and `ρ`.
    experts: (f64, f64),
    band: Band,
}

impl DecodeRate {
    /// The time of a token; `None` where it is zero or not finite.
    #[must_use]
    pub fn time_per_token(&self, cost: DecodeCost) -> Option<Seconds> {
        let (bytes, blocks) = if cost.experts {
            self.experts
        } else {
            (1.0, 1.0)
        };
        Seconds::new(
            bytes * cost.weights.as_f64() * self.weight
                + cost.cache.as_f64() * self.cache
                + blocks * f64::from(cost.layers) * self.block,
        )
    }

    /// The speed of generation with its band, for one sequence at a time.
    #[must_use]
    pub fn speed(&self, cost: DecodeCost) -> Option<Speed> {
        let value = TokensPerSecond::each(self.time_per_token(cost)?)?;
        Speed::with_band(value, half_width(self.band, cost.experts))
    }

    fn factors(shared: &SharedFit) -> (f64, f64) {
        (shared.experts_bytes, shared.experts_block)
    }
}

/// The relative half-width of a band for a model with or without experts.
pub(super) fn half_width(band: Band, experts: bool) -> f64 {
    if experts { band.experts } else { band.dense }
}

/// A speed with the interval in which four of five measured ones lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed {
    /// The estimate.
    pub value: TokensPerSecond,
    /// The lower end.
    pub low: TokensPerSecond,
    /// The upper end.
    pub high: TokensPerSecond,
}

impl Speed {
    /// `value` with the relative half-width `band`, which holds for slow and fast alike: a factor
    /// of `1 + band` either way.
    pub(super) fn with_band(value: TokensPerSecond, band: f64) -> Option<Self> {
        let factor = 1.0 + band;
        Some(Self {
            value,
            low: TokensPerSecond::new(value.get() / factor)?,
            high: TokensPerSecond::new(value.get() * factor)?,
        })
    }
}
