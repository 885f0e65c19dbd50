//! Models split over several GPUs, or over a GPU and the processor beside it.

use super::DecodeRate;
use crate::catalog::{Band, SpeedFit};
use crate::units::{Bytes, BytesPerSecond};

impl DecodeRate {
    /// The rates of several GPUs that hold the layers of a model in these shares, of any sum.
    ///
    /// A token runs through one GPU after the other, so that each layer takes the time of its own
    /// GPU: equal GPUs add memory, not speed. `None` without a share above zero.
    #[must_use]
    pub fn across(fit: &SpeedFit, gpus: &[(Self, f64)]) -> Option<Self> {
        let sum: f64 = gpus.iter().map(|(_, share)| share).sum();
        let usable = gpus.iter().all(|(_, share)| *share >= 0.0);
        let (first, others) = gpus.split_first()?;
        if !usable || !sum.is_normal() {
            return None;
        }
        if others.is_empty() {
            return Some(first.0);
        }
        let mean = |part: fn(&Self) -> f64| {
            let sums = gpus.iter().map(|(rate, share)| part(rate) * share / sum);
            sums.sum::<f64>()
        };
        let bands = gpus.iter().map(|(rate, _)| rate.band);
        Some(Self {
            weight: mean(|rate| rate.weight),
            cache: mean(|rate| rate.cache),
            block: mean(|rate| rate.block),
            experts: first.0.experts,
            band: bands.fold(fit.shared.cards_band, wider),
        })
    }

    /// The rates with a `share` of the weights, 0 to 1, in system memory of this bandwidth (that of
    /// `data/speed.json` where it is not known), where the processor works on them. The cache
    /// stays on the device.
    ///
    /// ```text
    /// μ × W × ((1 − f) / (BW × η)  +  f / (BW_ram × 0.5))
    /// ```
    #[must_use]
    pub fn with_host(
        self,
        fit: &SpeedFit,
        share: f64,
        bandwidth: Option<BytesPerSecond>,
    ) -> Option<Self> {
        if share.is_nan() {
            return None;
        }
        let share = share.clamp(0.0, 1.0);
        if share == 0.0 {
            return Some(self);
        }
        let usual = || BytesPerSecond::from_gb(fit.shared.host_bandwidth);
        let host = bandwidth.or_else(usual)?.get() * fit.shared.host_share;
        Some(Self {
            weight: self.weight * (1.0 - share) + share / host,
            band: wider(fit.shared.host_band, self.band),
            ..self
        })
    }
}

/// The share of `weights` that has no place on a device with a `budget` when `total` is needed.
#[must_use]
pub fn share_beyond(total: Bytes, weights: Bytes, budget: Bytes) -> f64 {
    let beyond = total.saturating_sub(budget).as_f64();
    if weights == Bytes::ZERO {
        return 0.0;
    }
    (beyond / weights.as_f64()).min(1.0)
}

fn wider(one: Band, other: Band) -> Band {
    Band {
        dense: one.dense.max(other.dense),
        experts: one.experts.max(other.experts),
    }
}
