//! What the visitor asks, and its text form, the query string.
//!
//! A [`Scenario`] that exists is a valid one: every value is in range and every id is in the
//! catalog. [`Scenario::parse`] makes one of any text and reports what it could not use;
//! [`Scenario::query`] writes the canonical text.

mod cards;
mod choice;
mod filter;
mod hardware;
mod pick;
mod query;
mod sort;
mod uses;

use std::ops::RangeInclusive;

pub use cards::{Cards, CardsError, OtherCards};
pub use choice::{Axis, CacheChoice, Method, Show, UseCase, View};
pub use filter::{Filters, SizeRange};
pub use hardware::Hardware;
pub use pick::Pick;
pub use query::{Ignored, KEYS, Key};
pub use sort::{Column, Sort};
pub use uses::{UseError, Uses};

use crate::catalog::{Backend, Catalog, GpuIndex};
use crate::memory::formula::Activation;
use crate::units::{ByteUnit, Bytes, Tokens};

/// Everything that the visitor asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Memory of the card or, for a platform without memory of its own, of the computer; only
    /// heeded where no card with one size of memory is chosen. See [`Scenario::hardware`].
    pub vram: Bytes,
    /// The chosen platform.
    pub gpu: Option<GpuIndex>,
    /// Number of cards, 1 to 64.
    pub gpus: u64,
    /// Cards of other kinds beside them.
    pub others: OtherCards,
    /// The memory's bandwidth in GB/s, 1 to 100,000, where no platform is chosen; `None`: unknown.
    pub bandwidth: Option<f64>,
    /// What runs the model on the chosen platform; `None`: the usual one of its maker.
    pub backend: Option<Backend>,
    /// System memory that may hold what has no place on the cards.
    pub ram: Bytes,
    /// Memory kept free on the cards together, for the desktop and other programs.
    pub reserve: Bytes,
    /// Percentage of unified memory that the GPU may use, 10 to 100; `None`: the platform's own.
    pub share: Option<f64>,
    /// The context.
    pub context: Tokens,
    /// Tokens that the context holds when speed is estimated; no more than the context count.
    pub depth: Tokens,
    /// Tokens of the prompt whose reading is timed, 1 to 2M.
    pub prompt: Tokens,
    /// The KV cache type.
    pub cache: CacheChoice,
    /// Parallel sequences, which share the context, 1 to 256.
    pub sequences: u64,
    /// What the model is for.
    pub uses: Uses,
    /// What is wanted most.
    pub axis: Axis,
    /// How memory is estimated.
    pub method: Method,
    /// The formula's activation overhead.
    pub overhead: Activation,
    /// The unit in which sizes are shown.
    pub unit: ByteUnit,
    /// Which candidates are considered.
    pub filters: Filters,
    /// Which candidates the table lists.
    pub show: Show,
    /// How the table is sorted; `None`: by the axis, best first.
    pub sort: Option<Sort>,
    /// The selected candidate; `None`: the best that fits.
    pub pick: Option<Pick>,
    /// The view.
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
    /// Least and most bandwidth that can be asked for, in GB/s.
    pub const BANDWIDTHS: RangeInclusive<f64> = 1.0..=100_000.0;
    /// Most cards.
    pub const MOST_GPUS: u64 = 64;
    /// Most parallel sequences.
    pub const MOST_SEQUENCES: u64 = 256;

    /// The scenario of an empty query string.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        Self {
            vram: Bytes::new(24_000_000_000),
            gpu: None,
            gpus: 1,
            others: OtherCards::default(),
            bandwidth: None,
            backend: None,
            ram: Bytes::ZERO,
            reserve: Bytes::ZERO,
            share: None,
            context: Tokens::new(8_192),
            depth: Tokens::new(0),
            prompt: Tokens::new(512),
            cache: CacheChoice::standard(catalog),
            sequences: 1,
            uses: Uses::default(),
            axis: Axis::default(),
            method: Method::default(),
            overhead: Activation::default(),
            unit: ByteUnit::default(),
            filters: Filters::default(),
            show: Show::default(),
            sort: None,
            pick: None,
            view: View::default(),
        }
    }
}
