//! The order of the table's rows.

use std::fmt;
use std::str::FromStr;

/// A column of the table. Header, cells, order and export of each stand in
/// [`COLUMNS`](crate::evaluate::table::COLUMNS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnId {
    /// The model's name.
    Model,
    /// The quantization and its bits per weight.
    Quantization,
    /// The type of the KV cache.
    Cache,
    /// The number of parameters.
    Size,
    /// The memory taken.
    Memory,
    /// The parts of the memory as a bar.
    Bar,
    /// The memory left.
    Headroom,
    /// The quality.
    Quality,
    /// Tokens per second.
    Speed,
    /// The longest context that fits.
    Context,
    /// The license.
    License,
}

impl ColumnId {
    /// Every column, from left to right.
    pub const ALL: [Self; 11] = [
        Self::Model,
        Self::Quantization,
        Self::Cache,
        Self::Size,
        Self::Memory,
        Self::Bar,
        Self::Headroom,
        Self::Quality,
        Self::Speed,
        Self::Context,
        Self::License,
    ];

    /// The column's name in the query string and in the page's classes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Quantization => "quantization",
            Self::Cache => "cache",
            Self::Size => "size",
            Self::Memory => "memory",
            Self::Bar => "bar",
            Self::Headroom => "headroom",
            Self::Quality => "quality",
            Self::Speed => "speed",
            Self::Context => "context",
            Self::License => "license",
        }
    }

    /// The order of a first click: falling where more is better. `None` for a column that does not
    /// sort.
    #[must_use]
    pub const fn first_sort(self) -> Option<Sort> {
        let falling = match self {
            Self::Cache | Self::Bar => return None,
            Self::Model | Self::Memory | Self::License => false,
            Self::Quantization
            | Self::Size
            | Self::Headroom
            | Self::Quality
            | Self::Speed
            | Self::Context => true,
        };
        Some(Sort {
            column: self,
            falling,
        })
    }

    /// The columns that sort, from left to right.
    pub fn sortable() -> impl Iterator<Item = Self> {
        let all = Self::ALL.into_iter();
        all.filter(|column| column.first_sort().is_some())
    }
}

/// A column and a direction: `memory` rises, `-memory` falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The column.
    pub column: ColumnId,
    /// The largest come first.
    pub falling: bool,
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.falling { "-" } else { "" };
        write!(f, "{sign}{}", self.column.name())
    }
}

/// The text names no column that sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a column ({}; - first for falling)", sortable_names())]
pub struct ParseSortError;

fn sortable_names() -> String {
    let names: Vec<&str> = ColumnId::sortable().map(ColumnId::name).collect();
    names.join(", ")
}

impl FromStr for Sort {
    type Err = ParseSortError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (name, falling) = text
            .strip_prefix('-')
            .map_or((text, false), |name| (name, true));
        ColumnId::sortable()
            .find(|column| column.name().eq_ignore_ascii_case(name))
            .map(|column| Self { column, falling })
            .ok_or(ParseSortError)
    }
}
