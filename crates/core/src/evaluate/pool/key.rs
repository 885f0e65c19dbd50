//! The part of a scenario that the pool depends on.

use crate::catalog::Catalog;
use crate::evaluate::decode_rate;
use crate::scenario::{Axis, CacheChoice, Filters, Goal, Scenario};
use crate::speed::DecodeRate;
use crate::units::Tokens;

/// The part of a scenario that the pool depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolKey {
    pub(super) goal: Goal,
    pub(super) filters: Filters,
    pub(super) cache: CacheChoice,
    /// The decode rate and the depth where speed is ranked and known.
    pub(super) decode_rate: Option<(DecodeRate, Tokens)>,
}

impl PoolKey {
    /// The part of a scenario that the pool depends on.
    #[must_use]
    pub fn of(scenario: &Scenario, catalog: &Catalog) -> Self {
        let rate =
            decode_rate(&scenario.hardware, catalog).filter(|_| scenario.goal.axis.ranks_speed());
        Self {
            goal: scenario.goal.clone(),
            filters: scenario.filters.clone(),
            cache: scenario.workload.cache,
            decode_rate: rate.map(|rate| (rate, scenario.workload.speed_depth())),
        }
    }

    /// The figure that is ranked: quality where speed is asked for and not known.
    pub(super) fn axis(&self) -> Axis {
        if self.goal.axis.ranks_speed() && self.decode_rate.is_none() {
            Axis::Quality
        } else {
            self.goal.axis
        }
    }
}
