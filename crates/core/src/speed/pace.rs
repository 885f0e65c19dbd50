//! The time of a token: a platform's pace times a model's work.

use crate::catalog::{Band, SharedFit};
use crate::memory::llama_cpp::{Cache, ModelLayout};
use crate::units::{Bytes, Seconds, TokensPerSecond};

/// What generating a token takes of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// Weights that are read.
    pub weights: Bytes,
    /// Cache and state that are read.
    pub cache: Bytes,
    /// Blocks that are run through.
    pub layers: u32,
    /// Whether a router chooses among experts.
    pub experts: bool,
}

impl Work {
    /// The work of the model of `layout`, of which `weights` and `cache` are read.
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

/// How fast a platform does each part of the work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Seconds for a byte of weights: `1 / (BW × η)`.
    pub(super) weight: f64,
    /// Seconds for a byte of cache: `1 / (BW × η_kv)`.
    pub(super) cache: f64,
    /// A block's own seconds: `τ`.
    pub(super) block: f64,
    /// Factors on weights and blocks of a mixture of experts: `μ` and `ρ`.
    pub(super) experts: (f64, f64),
    pub(super) band: Band,
}

impl Pace {
    /// The time of a token; `None` where there is no work, or no end to it.
    #[must_use]
    pub fn step(&self, work: Work) -> Option<Seconds> {
        let (bytes, blocks) = if work.experts {
            self.experts
        } else {
            (1.0, 1.0)
        };
        Seconds::new(
            bytes * work.weights.as_f64() * self.weight
                + work.cache.as_f64() * self.cache
                + blocks * f64::from(work.layers) * self.block,
        )
    }

    /// The speed of generation with its band, for one sequence at a time.
    #[must_use]
    pub fn speed(&self, work: Work) -> Option<Speed> {
        let value = TokensPerSecond::each(self.step(work)?)?;
        Speed::within(value, of_kind(self.band, work.experts))
    }

    pub(super) fn factors(shared: &SharedFit) -> (f64, f64) {
        (shared.experts_bytes, shared.experts_block)
    }
}

/// The half of a band that is a model's.
pub(super) fn of_kind(band: Band, experts: bool) -> f64 {
    if experts { band.experts } else { band.dense }
}

/// A speed, and between which two four of five measured ones lie.
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
    pub(super) fn within(value: TokensPerSecond, band: f64) -> Option<Self> {
        let factor = 1.0 + band;
        Some(Self {
            value,
            low: TokensPerSecond::new(value.get() / factor)?,
            high: TokensPerSecond::new(value.get() * factor)?,
        })
    }
}
