//! The table of the keys.

mod estimate;
mod filters;
mod hardware;
mod purpose;
mod view;
mod workload;

use super::read::Reader;
use crate::catalog::Catalog;
use crate::scenario::Scenario;

/// The key that is read before the others: what `vram` can mean depends on the platform.
pub(super) const FIRST: &str = "gpu";

/// A key of the query string.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    pub(super) read: Reader,
    /// The text of the scenario's value.
    pub(super) write: fn(&Scenario, &Catalog) -> String,
}

impl Key {
    /// The canonical text of its value in a scenario; empty where it has none.
    #[must_use]
    pub fn text(&self, scenario: &Scenario, catalog: &Catalog) -> String {
        (self.write)(scenario, catalog)
    }
}

/// The keys in the order in which they are written.
pub const KEYS: &[Key] = &[
    hardware::VRAM,
    hardware::GPU,
    hardware::GPUS,
    hardware::ALSO,
    hardware::BANDWIDTH,
    hardware::BACKEND,
    hardware::RAM,
    hardware::RESERVE,
    hardware::SHARE,
    workload::CTX,
    workload::DEPTH,
    workload::PROMPT,
    workload::KV,
    workload::SEQS,
    purpose::USE,
    purpose::AXIS,
    estimate::METHOD,
    estimate::OVERHEAD,
    estimate::UNIT,
    filters::Q,
    filters::FAMILY,
    filters::LICENSE,
    filters::SIZE,
    filters::REASONING,
    filters::LEAST,
    filters::QUANTS,
    view::SHOW,
    view::SORT,
    view::PICK,
    view::VIEW,
];
