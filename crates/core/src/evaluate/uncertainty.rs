//! The error bounds of a candidate's memory, and its division over several cards.

use super::{Candidate, Evaluation, runtime_of};
use crate::estimate::MemoryMethod;
use crate::memory::Method;
use crate::memory::llama_cpp::{Imatrix, Settings, devices};
use crate::units::Bytes;

/// The error bounds of the parts of an exact estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MemoryUncertainty {
    /// The share by which the buffer of intermediate results may be off, as measured for models of
    /// this class.
    pub compute_band: f64,
    /// Name of that class.
    pub class: &'static str,
    /// The least and the most that the runtime was seen to take; `None` where it was not measured
    /// for this platform.
    pub runtime: Option<(Bytes, Bytes)>,
    /// The error bound of the sum.
    pub total: Bytes,
}

/// One of several cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// The memory that it holds.
    pub holds: Bytes,
    /// The memory that it has for the model.
    pub budget: Bytes,
}

impl Evaluation {
    /// The error bounds of an exact estimate; `None` by the formula, whose error is not bounded.
    #[must_use]
    pub fn uncertainty(&self, candidate: &Candidate) -> Option<MemoryUncertainty> {
        if self.scenario.goal.method == Method::Formula {
            return None;
        }
        let class = self.pool.precomputed().layout(candidate.model)?.class();
        let runtime = runtime_of(&self.scenario, self.catalog());
        let range = runtime.map_or(Bytes::ZERO, |range| range.high.saturating_sub(range.usual));
        let compute = self.breakdown(candidate).compute.share(class.band());
        Some(MemoryUncertainty {
            compute_band: class.band(),
            class: class.name(),
            runtime: runtime.map(|range| (range.low, range.high)),
            total: compute + range,
        })
    }

    /// The several cards with what each holds when whole layers are dealt out by the cards' memory,
    /// as the program does; empty for a single card, and by the formula, which knows no layers.
    #[must_use]
    pub fn cards(&self, candidate: &Candidate) -> Vec<Card> {
        self.try_cards(candidate).unwrap_or_default()
    }

    fn try_cards(&self, candidate: &Candidate) -> Option<Vec<Card>> {
        let MemoryMethod::Exact { settings, runtime } = self.memory_method(candidate.cache)? else {
            return None;
        };
        let budgets = self.scenario.hardware.card_budgets(self.catalog());
        if budgets.len() < 2 {
            return None;
        }
        let architecture = &self.catalog().model(candidate.model)?.architecture;
        let quantization = self.catalog().quantization(candidate.quantization)?;
        let file_type = quantization.file_type;
        let settings = Settings {
            devices: 1,
            ..settings
        };
        let runtime = Bytes::new(runtime.get() / budgets.len() as u64);
        let shares: Vec<u64> = budgets.iter().map(|budget| budget.get()).collect();
        let each = devices(architecture, file_type, Imatrix::With, &settings, &shares);
        let cards = each.iter().zip(budgets).map(|(device, budget)| Card {
            holds: device.total() + runtime,
            budget,
        });
        Some(cards.collect())
    }
}
