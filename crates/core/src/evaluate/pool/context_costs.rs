//! The memory that the context of a scenario takes with each model.

use super::{Pool, Step};
use crate::evaluate::precomputed::memory_method;
use crate::scenario::Scenario;
use crate::units::Bytes;

/// The memory of the context with each model and cache type, and whether the model reaches it.
#[derive(Clone, Debug)]
pub struct ContextCosts(Vec<(Bytes, bool)>);

impl ContextCosts {
    /// The memory of a candidate's context, and whether its model reaches it.
    pub(in crate::evaluate) fn of(&self, step: &Step) -> (Bytes, bool) {
        let entry = self.0.get(step.slot as usize);
        entry.copied().unwrap_or((Bytes::MAX, false))
    }
}

impl Pool {
    /// Costs the context of a scenario once for each model and cache type.
    #[must_use]
    pub fn cost_contexts(&self, scenario: &Scenario) -> ContextCosts {
        let catalog = self.precomputed.catalog();
        let types = self.cache_types.len();
        let none = (Bytes::MAX, false);
        let mut costs = vec![none; catalog.models.len().saturating_mul(types)];
        for (place, &cache) in self.cache_types.iter().enumerate() {
            let Some(method) = memory_method(scenario.goal.method, scenario, catalog, cache) else {
                continue;
            };
            let slots = costs.iter_mut().skip(place).step_by(types.max(1));
            let models = catalog
                .models
                .iter()
                .zip(self.precomputed.contexts(&method));
            for (slot, (model, cost)) in slots.zip(models) {
                *slot = (cost, model.reaches(scenario.workload.context));
            }
        }
        ContextCosts(costs)
    }
}
