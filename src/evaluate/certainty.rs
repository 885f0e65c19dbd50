//! How far a candidate's memory may be off, and how it falls on several cards.

use super::{Candidate, Evaluation, runtime_of};
use crate::memory::exact::rules::FileType;
use crate::memory::exact::{Settings, devices};
use crate::scenario::Method;
use crate::units::Bytes;

/// How far the parts of an exact estimate may be off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Certainty {
    /// The share by which the buffer of intermediate results may be off, as measured for models of
    /// this class.
    pub compute_band: f64,
    /// Name of that class.
    pub class: &'static str,
    /// The least and the most that the runtime was seen to take; `None` where it was not measured
    /// for this platform.
    pub runtime: Option<(Bytes, Bytes)>,
    /// How far the sum may be off.
    pub total: Bytes,
}

impl Evaluation {
    /// How far an exact estimate may be off; `None` by the formula, whose error is not bounded.
    #[must_use]
    pub fn certainty(&self, candidate: &Candidate) -> Option<Certainty> {
        if self.scenario.method == Method::Formula {
            return None;
        }
        let class = self.pool.prepared().plan(candidate.model)?.class();
        let runtime = runtime_of(&self.scenario, self.catalog());
        let range = runtime.map_or(Bytes::ZERO, |range| range.high.saturating_sub(range.usual));
        let compute = self.breakdown(candidate).compute.share(class.band());
        Some(Certainty {
            compute_band: class.band(),
            class: class.name(),
            runtime: runtime.map(|range| (range.low, range.high)),
            total: compute + range,
        })
    }

    /// What each of several cards holds when whole layers are dealt out evenly, as the program
    /// does; empty for a single card, and by the formula, which knows no layers.
    #[must_use]
    pub fn cards(&self, candidate: &Candidate) -> Vec<Bytes> {
        self.try_cards(candidate).unwrap_or_default()
    }

    fn try_cards(&self, candidate: &Candidate) -> Option<Vec<Bytes>> {
        let count = u32::try_from(self.hardware.cards).ok()?;
        let super::Costing::Exact { settings, runtime } = self.costing(candidate.cache)? else {
            return None;
        };
        if count < 2 {
            return None;
        }
        let architecture = &self.catalog().model(candidate.model)?.architecture;
        let quantization = self.catalog().quantization(candidate.quantization)?;
        let file_type: FileType = quantization.id.parse().ok()?;
        let settings = Settings {
            devices: 1,
            ..settings
        };
        let runtime = Bytes::new(runtime.get() / u64::from(count));
        let each = devices(architecture, file_type, true, &settings, count);
        Some(each.iter().map(|card| card.total() + runtime).collect())
    }
}
