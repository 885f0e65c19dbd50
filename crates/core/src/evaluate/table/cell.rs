//! The content of a cell, as data.

use crate::evaluate::Evaluation;
use crate::memory::Breakdown;
use crate::rich_text::RichText;
use crate::units::{ByteUnit, Bytes};

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text.
    Text(RichText),
    /// A stacked bar.
    Bar(Bar),
}

impl Cell {
    /// A cell of plain text.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::Text(RichText::default().plain(text))
    }
}

impl From<RichText> for Cell {
    fn from(text: RichText) -> Self {
        Self::Text(text)
    }
}

/// A stacked bar: the name of each part of the memory and the place where it ends, in percent of the
/// longest bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar(pub Vec<(&'static str, f64)>);

impl Bar {
    /// The bar of a memory, where `widest` is the longest.
    pub(super) fn new(memory: &Breakdown, widest: Bytes) -> Self {
        let mut end = Bytes::ZERO;
        let parts = memory.parts().into_iter();
        let parts = parts.filter(|(_, bytes)| *bytes > Bytes::ZERO);
        let ends = parts.map(|(name, bytes)| {
            end = end + bytes;
            (name, 100.0 * end.as_f64() / widest.as_f64().max(1.0))
        });
        Self(ends.collect())
    }
}

/// The scale that all rows share.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// The unit of sizes.
    pub unit: ByteUnit,
    /// The size of the longest bar.
    pub widest: Bytes,
}

impl Scale {
    /// The scale of the rows at these positions.
    #[must_use]
    pub fn new(evaluation: &Evaluation, positions: &[usize]) -> Self {
        let memory = positions.iter().map(|&at| evaluation.memory_of(at));
        let budget = evaluation.memory_budget().budget;
        Self {
            unit: evaluation.scenario().view.listing.unit,
            widest: memory.fold(budget, Bytes::max),
        }
    }
}
