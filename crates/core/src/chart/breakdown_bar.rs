//! The stacked bar of a candidate's memory.

use crate::evaluate::{Evaluation, Row};
use crate::units::{Bytes, Decimal};

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

/// The parts that are not empty, in the order of the bar.
#[must_use]
pub fn memory_parts(evaluation: &Evaluation, row: &Row<'_>) -> Vec<(MemoryPart, Bytes)> {
    let sizes = row.parts();
    let mut parts = vec![
        (MemoryPart::Weights, sizes.weights),
        (MemoryPart::KvCache, sizes.kv_cache),
        (MemoryPart::RecurrentState, sizes.recurrent_state),
        (MemoryPart::Compute, sizes.compute),
        (MemoryPart::Runtime, sizes.runtime),
        (MemoryPart::Reserve, evaluation.scenario().hardware.reserve),
        (MemoryPart::Headroom, row.budget.saturating_sub(row.memory)),
    ];
    parts.retain(|&(_, bytes)| bytes > Bytes::ZERO);
    parts
}

/// The bar of [`memory_parts`]: all the memory there is, or what the candidate takes where that is
/// more.
#[must_use]
pub fn breakdown_bar(parts: &[(MemoryPart, Bytes)]) -> String {
    let whole = parts.iter().map(|(_, bytes)| bytes.as_f64()).sum::<f64>();
    let mut start = 0.0;
    let mut rectangles = String::new();
    for &(part, bytes) in parts {
        let width = 100.0 * bytes.as_f64() / whole.max(1.0);
        rectangles += &format!(
            r#"<rect class="{}" x="{}" width="{}" height="1"/>"#,
            part.class(),
            Decimal::fixed(start, 3),
            Decimal::fixed(width, 3)
        );
        start += width;
    }
    format!(
        r#"<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">{rectangles}</svg>"#
    )
}
