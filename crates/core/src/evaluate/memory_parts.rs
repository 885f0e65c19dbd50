//! The parts of a candidate's memory, and of what there is beside it.

use super::{Evaluation, Row};
use crate::units::Bytes;

/// A part of the memory that a candidate takes or leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemoryPart {
    /// The weights.
    Weights,
    /// The KV cache.
    KvCache,
    /// The state of recurrent layers.
    RecurrentState,
    /// Intermediate results.
    Compute,
    /// The runtime's own memory.
    Runtime,
    /// Memory that the visitor keeps free.
    Reserve,
    /// Memory that is left.
    Headroom,
}

impl MemoryPart {
    /// The class of its colour in the stylesheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Weights => "part-weights",
            Self::KvCache => "part-kv-cache",
            Self::RecurrentState => "part-recurrent",
            Self::Compute => "part-compute",
            Self::Runtime => "part-runtime",
            Self::Reserve => "part-reserve",
            Self::Headroom => "part-headroom",
        }
    }

    /// Its name for a legend.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weights => "Weights",
            Self::KvCache => "KV cache",
            Self::RecurrentState => "Recurrent state",
            Self::Compute => "Compute",
            Self::Runtime => "Runtime",
            Self::Reserve => "Kept free",
            Self::Headroom => "Headroom",
        }
    }
}

impl Evaluation {
    /// The parts that are not empty, in the order of their bar.
    #[must_use]
    pub fn memory_parts(&self, row: &Row<'_>) -> Vec<(MemoryPart, Bytes)> {
        let sizes = row.parts();
        let mut parts = vec![
            (MemoryPart::Weights, sizes.weights),
            (MemoryPart::KvCache, sizes.kv_cache),
            (MemoryPart::RecurrentState, sizes.recurrent_state),
            (MemoryPart::Compute, sizes.compute),
            (MemoryPart::Runtime, sizes.runtime),
            (MemoryPart::Reserve, self.scenario.hardware.reserve),
            (MemoryPart::Headroom, row.budget.saturating_sub(row.memory)),
        ];
        parts.retain(|&(_, bytes)| bytes > Bytes::ZERO);
        parts
    }
}
