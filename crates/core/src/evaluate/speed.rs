//! The speed of candidates on the hardware of a scenario.

use super::{Candidate, Evaluation};
use crate::catalog::{Catalog, GpuIndex};
use crate::estimate::Platform;
use crate::scenario::Hardware;
use crate::speed::{DecodeCost, DecodeRate, PrefillCost, Speed, TimeToFirstToken, share_beyond};
use crate::units::{Bytes, BytesPerSecond, Tokens};

/// The decode rate of hardware; `None` where neither a platform with a known bandwidth nor a
/// bandwidth is given, or a platform does not run the backend.
#[must_use]
pub fn decode_rate(hardware: &Hardware, catalog: &Catalog) -> Option<DecodeRate> {
    let of_gpu = |index: GpuIndex| {
        let platform = Platform::of_gpu(catalog, index, hardware.backend)?;
        Some(platform.decode)
    };
    let one = match hardware.gpu {
        Some(index) => of_gpu(index)?,
        None => {
            let bandwidth = BytesPerSecond::from_gb(hardware.bandwidth?)?;
            DecodeRate::of_bandwidth(&catalog.speed, bandwidth)
        }
    };
    let extra = hardware.extra_gpus.kinds();
    if extra.is_empty() {
        if hardware.gpus < 2 {
            return Some(one);
        }
        // Equal cards take turns: two stand for any number of them.
        return DecodeRate::across(&catalog.speed, &[(one, 1.0), (one, 1.0)]);
    }
    // Layers are dealt out by memory, and each takes its own card's time.
    let mut budgets = hardware.card_budgets(catalog).into_iter();
    let kinds = std::iter::once((Some(one), hardware.gpus));
    let kinds = kinds.chain(extra.iter().map(|count| (of_gpu(count.gpu), count.count)));
    let mut cards = Vec::new();
    for (rate, count) in kinds {
        let own = (0..count).filter_map(|_| budgets.next());
        cards.push((rate?, own.map(Bytes::as_f64).sum()));
    }
    DecodeRate::across(&catalog.speed, &cards)
}

impl Evaluation {
    /// The speed of generation; `None` where the hardware's bandwidth is not known.
    #[must_use]
    pub fn speed(&self, candidate: &Candidate, memory: Bytes) -> Option<Speed> {
        let cost = self.decode_cost(candidate, self.scenario.workload.speed_depth())?;
        self.rate_with_host(candidate, memory)?.speed(cost)
    }

    /// The time until the first token of an answer to the scenario's prompt; `None` where that
    /// cannot be told: without a platform whose computing power is known, with cards of several
    /// kinds, or with a part of the model in system memory.
    #[must_use]
    pub fn time_to_first_token(&self, candidate: &Candidate) -> Option<TimeToFirstToken> {
        let catalog = self.catalog();
        let hardware = &self.scenario.hardware;
        let alike = hardware.extra_gpus.kinds().is_empty();
        let index = hardware.gpu.filter(|_| alike)?;
        let platform = Platform {
            decode: self.decode_rate?,
            ..Platform::of_gpu(catalog, index, hardware.backend)?
        };
        let layout = self.pool.precomputed().layout(candidate.model)?;
        let architecture = &catalog.model(candidate.model)?.architecture;
        let depth = self.scenario.workload.speed_depth();
        let prompt = self.scenario.workload.prompt;
        let first = self.decode_cost(candidate, depth + prompt)?;
        let prompt = PrefillCost::new(architecture, layout, prompt, depth);
        platform.time_to_first_token(prompt, first)
    }

    fn decode_cost(&self, candidate: &Candidate, depth: Tokens) -> Option<DecodeCost> {
        let (model, quantization) = (candidate.model, candidate.quantization);
        let precomputed = self.pool.precomputed();
        precomputed.decode_cost(model, quantization, candidate.cache, depth)
    }

    /// The decode rate with what has no place on the device in system memory.
    fn rate_with_host(&self, candidate: &Candidate, memory: Bytes) -> Option<DecodeRate> {
        let rate = self.decode_rate?;
        if self.scenario.hardware.ram == Bytes::ZERO {
            return Some(rate);
        }
        let device = self.memory_budget.device;
        let share = share_beyond(memory, candidate.weights, device);
        rate.with_host(&self.catalog().speed, share, None)
    }
}
