//! What of a scenario the pool depends on.

use crate::catalog::Catalog;
use crate::evaluate::pace_of;
use crate::memory::formula::Activation;
use crate::scenario::{Axis, CacheChoice, Filters, Method, Scenario, Uses};
use crate::speed::DecodeRate;
use crate::units::Tokens;

/// What of a scenario the pool depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolKey {
    /// What is ranked; by quality where speed is asked for and cannot be told.
    pub(super) axis: Axis,
    /// What speeds depend on; `None` where they do not matter.
    pub(super) pace: Option<(DecodeRate, Tokens)>,
    pub(super) uses: Uses,
    pub(super) cache: CacheChoice,
    pub(super) method: Method,
    /// The formula's overhead; the exact method has none, and does not depend on it.
    pub(super) overhead: Activation,
    pub(super) filters: Filters,
}

impl PoolKey {
    /// The part of a scenario that the pool depends on.
    #[must_use]
    pub fn of(scenario: &Scenario, catalog: &Catalog) -> Self {
        let timed = matches!(scenario.axis, Axis::Speed | Axis::Three);
        let pace = pace_of(scenario, catalog).filter(|_| timed);
        Self {
            axis: if timed && pace.is_none() {
                Axis::Quality
            } else {
                scenario.axis
            },
            pace: pace.map(|pace| (pace, scenario.speed_depth())),
            uses: scenario.uses,
            cache: scenario.cache,
            method: scenario.method,
            overhead: match scenario.method {
                Method::Formula => scenario.overhead,
                Method::Exact => Activation::default(),
            },
            filters: scenario.filters.clone(),
        }
    }
}
