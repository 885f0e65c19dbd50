//! The scenario that a visitor asks about, and its text form, the query string.
//!
//! A [`Scenario`] that exists is a valid one: every value is in range and every id is in the
//! catalog. [`Scenario::parse`] makes one of any text and reports what it could not use;
//! [`Scenario::query`] writes the canonical text.
//!
//! A scenario has five parts. What has to be computed anew after a change follows from comparing
//! parts: each is equal to another when all its fields are.

mod cache_choice;
mod extra_gpus;
mod filters;
mod goal;
mod hardware;
mod named;
mod pick;
mod query;
mod slider_stops;
mod sort;
mod view;
mod workload;

pub use cache_choice::CacheChoice;
pub use extra_gpus::{ExtraGpus, ExtraGpusError, GpuCount};
pub use filters::{Filters, SizeRange};
pub use goal::Goal;
pub use hardware::{Hardware, MemoryBudget};
pub use named::{Axis, Page, Show};
pub use pick::Pick;
pub use query::{Bounds, KEYS, Key, KeyOption, QueryWarning, keys};
pub use slider_stops::{context_stops, memory_stops, nearest_stop};
pub use sort::{ColumnId, ParseSortError, Sort};
pub use view::{Listing, View};
pub use workload::Workload;

use crate::catalog::Catalog;
use crate::units::{Bytes, Tokens};

/// Everything that the visitor asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The memory there is, and its speed.
    pub hardware: Hardware,
    /// The work that the model is given to do at once.
    pub workload: Workload,
    /// The aims, and the estimate of memory.
    pub goal: Goal,
    /// The candidates that are considered.
    pub filters: Filters,
    /// The part that changes no figures: rows, order, unit, selection, page.
    pub view: View,
}

impl Scenario {
    /// Least memory that can be asked for.
    pub const LEAST_VRAM: Bytes = Bytes::new(1_000_000_000);
    /// Most memory of one card that can be asked for.
    pub const MOST_VRAM: Bytes = Bytes::new(1_500_000_000_000);
    /// Shortest context that can be asked for.
    pub const LEAST_CONTEXT: Tokens = Tokens::new(512);
    /// Longest context that can be asked for.
    pub const MOST_CONTEXT: Tokens = Tokens::new(2 << 20);
    /// Most cards of one kind, and of all kinds together.
    pub const MOST_GPUS: u64 = ExtraGpus::MOST;
    /// Most parallel sequences.
    pub const MOST_SEQUENCES: u64 = 256;

    /// The scenario of an empty query string.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        Self {
            hardware: Hardware::default(),
            workload: Workload::new(catalog),
            goal: Goal::default(),
            filters: Filters::default(),
            view: View::default(),
        }
    }

    /// Equality of all that the figures of candidates depend on: everything but the view.
    #[must_use]
    pub fn same_figures(&self, other: &Self) -> bool {
        // A part that is added must be thought of here.
        let Self {
            hardware,
            workload,
            goal,
            filters,
            view: _,
        } = self;
        *hardware == other.hardware
            && *workload == other.workload
            && *goal == other.goal
            && *filters == other.filters
    }
}
