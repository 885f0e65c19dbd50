//! The rates of a platform, from its bandwidth and its class.

use super::DecodeRate;
use crate::catalog::{Backend, ClassFit, Gpu, GpuKind, SpeedClass, SpeedFit};
use crate::units::BytesPerSecond;

impl DecodeRate {
    /// The rates of a platform with a backend.
    ///
    /// `None` where the bandwidth is not known or another memory is used: a card's says nothing
    /// about the processor beside it. A class that was not measured with the backend has the wide
    /// band of [`DecodeRate::of_bandwidth`].
    #[must_use]
    pub fn of_gpu(fit: &SpeedFit, gpu: &Gpu, backend: Backend) -> Option<Self> {
        if !backend.runs_on(gpu) {
            return None;
        }
        let class = match (backend, gpu.kind) {
            (Backend::Cpu, GpuKind::Discrete) => return None,
            (Backend::Cpu, GpuKind::Unified | GpuKind::Cpu) => Some(SpeedClass::Cpu),
            (_, _) => gpu.speed_class,
        };
        let of_class = fit
            .classes
            .iter()
            .find(|row| row.class == class && row.backends.contains(&backend));
        let bandwidth = BytesPerSecond::from_gb(gpu.bandwidth)?;
        Some(Self::of_class(
            fit,
            of_class.unwrap_or(&fit.other),
            bandwidth,
        ))
    }

    /// The rates of a memory of which nothing but the bandwidth is known.
    #[must_use]
    pub fn of_bandwidth(fit: &SpeedFit, bandwidth: BytesPerSecond) -> Self {
        Self::of_class(fit, &fit.other, bandwidth)
    }

    fn of_class(fit: &SpeedFit, class: &ClassFit, bandwidth: BytesPerSecond) -> Self {
        let byte = bandwidth.get().recip();
        Self {
            weight: byte / class.bandwidth_share,
            cache: byte / fit.shared.cache_share,
            block: class.block_us * 1e-6,
            experts: Self::factors(&fit.shared),
            band: class.band,
        }
    }
}
