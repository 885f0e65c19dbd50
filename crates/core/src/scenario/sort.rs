//! The order of the table.

use std::fmt;
use std::str::FromStr;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The model's name.
    Model,
    /// The quantization, by its bits.
    Quantization,
    /// The number of parameters.
    Size,
    /// The memory taken.
    Memory,
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

impl Column {
    /// Every column, from left to right.
    pub const ALL: [Self; 9] = [
        Self::Model,
        Self::Quantization,
        Self::Size,
        Self::Memory,
        Self::Headroom,
        Self::Quality,
        Self::Speed,
        Self::Context,
        Self::License,
    ];

    /// The column's name in the query string.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Quantization => "quantization",
            Self::Size => "size",
            Self::Memory => "memory",
            Self::Headroom => "headroom",
            Self::Quality => "quality",
            Self::Speed => "speed",
            Self::Context => "context",
            Self::License => "license",
        }
    }

    /// The direction of a first click: the largest first where more is better.
    #[must_use]
    pub const fn falls_first(self) -> bool {
        match self {
            Self::Model | Self::Memory | Self::License => false,
            Self::Quantization
            | Self::Size
            | Self::Headroom
            | Self::Quality
            | Self::Speed
            | Self::Context => true,
        }
    }
}

/// A column and a direction: `memory` rises, `-memory` falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The column.
    pub column: Column,
    /// The largest come first.
    pub falling: bool,
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.falling { "-" } else { "" };
        write!(f, "{sign}{}", self.column.name())
    }
}

/// A text that is not a way to sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a column ({names}; - first for falling)", names = Column::ALL.map(Column::name).join(", "))]
pub struct ParseSortError;

impl FromStr for Sort {
    type Err = ParseSortError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (name, falling) = text
            .strip_prefix('-')
            .map_or((text, false), |name| (name, true));
        Column::ALL
            .into_iter()
            .find(|column| column.name().eq_ignore_ascii_case(name))
            .map(|column| Self { column, falling })
            .ok_or(ParseSortError)
    }
}
