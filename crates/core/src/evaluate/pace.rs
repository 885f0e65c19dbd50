//! How fast candidates are on the hardware of a scenario.

use super::{Candidate, Evaluation};
use crate::catalog::{Backend, Catalog, GpuIndex};
use crate::scenario::Scenario;
use crate::speed::{
    DecodeCost, DecodeRate, PrefillCost, PrefillRate, Speed, TimeToFirstToken, share_beyond,
};
use crate::units::{Bytes, BytesPerSecond, Tokens};

/// The pace of a scenario's hardware; `None` where neither a platform with a known bandwidth nor a
/// bandwidth is given, or a platform does not run the backend.
#[must_use]
pub fn pace_of(scenario: &Scenario, catalog: &Catalog) -> Option<DecodeRate> {
    let of_gpu = |index: GpuIndex| {
        let gpu = catalog.gpu(index)?;
        let backend = scenario.hardware.backend.unwrap_or(Backend::usual(gpu));
        DecodeRate::of_gpu(&catalog.speed, gpu, backend)
    };
    let one = match scenario.hardware.gpu {
        Some(index) => of_gpu(index)?,
        None => {
            let bandwidth = BytesPerSecond::from_gb(scenario.hardware.bandwidth?)?;
            DecodeRate::of_bandwidth(&catalog.speed, bandwidth)
        }
    };
    let others = scenario.hardware.extra_gpus.kinds();
    if others.is_empty() {
        if scenario.hardware.gpus < 2 {
            return Some(one);
        }
        // Equal cards take turns: two stand for any number of them.
        return DecodeRate::across(&catalog.speed, &[(one, 1.0), (one, 1.0)]);
    }
    // Layers are dealt out by memory, and each takes its own card's time.
    let mut budgets = scenario.hardware.card_budgets(catalog).into_iter();
    let kinds = std::iter::once((Some(one), scenario.hardware.gpus));
    let kinds = kinds.chain(others.iter().map(|cards| (of_gpu(cards.gpu), cards.count)));
    let mut cards = Vec::new();
    for (pace, count) in kinds {
        let own = (0..count).filter_map(|_| budgets.next());
        cards.push((pace?, own.map(Bytes::as_f64).sum()));
    }
    DecodeRate::across(&catalog.speed, &cards)
}

impl Evaluation {
    /// How fast a candidate generates; `None` where the hardware's bandwidth is not known.
    #[must_use]
    pub fn speed(&self, candidate: &Candidate, memory: Bytes) -> Option<Speed> {
        let work = self.work(candidate, self.scenario.workload.speed_depth())?;
        self.pace_with(candidate, memory)?.speed(work)
    }

    /// The time until the first token of an answer to the scenario's prompt; `None` where that
    /// cannot be told: without a platform whose computing power is known, with cards of several
    /// kinds, or with a part of the model in system memory.
    #[must_use]
    pub fn first_token(&self, candidate: &Candidate) -> Option<TimeToFirstToken> {
        let catalog = self.catalog();
        let alike = self.scenario.hardware.extra_gpus.kinds().is_empty();
        let index = self.scenario.hardware.gpu.filter(|_| alike)?;
        let gpu = catalog.gpu(index)?;
        let backend = self
            .scenario
            .hardware
            .backend
            .unwrap_or(Backend::usual(gpu));
        let prompt = PrefillRate::of_gpu(catalog, index, backend)?;
        let plan = self.pool.prepared().plan(candidate.model)?;
        let architecture = &catalog.model(candidate.model)?.architecture;
        let depth = self.scenario.workload.speed_depth();
        let reading = PrefillCost::new(architecture, plan, self.scenario.workload.prompt, depth);
        let behind = self.work(candidate, depth + self.scenario.workload.prompt)?;
        prompt.time_to_first_token(reading, &self.pace?, behind)
    }

    fn work(&self, candidate: &Candidate, depth: Tokens) -> Option<DecodeCost> {
        let (model, quantization) = (candidate.model, candidate.quantization);
        let prepared = self.pool.prepared();
        prepared.work(model, quantization, candidate.cache, depth)
    }

    /// The pace with what has no place on the device in system memory.
    fn pace_with(&self, candidate: &Candidate, memory: Bytes) -> Option<DecodeRate> {
        let pace = self.pace?;
        if self.scenario.hardware.ram == Bytes::ZERO {
            return Some(pace);
        }
        let device = self.memory_budget.device;
        let share = share_beyond(memory, candidate.weights, device);
        pace.with_host(&self.catalog().speed, share, None)
    }
}
