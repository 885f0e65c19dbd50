//! The columns of the table: header, order, cells and exported fields of each, in one list.
//!
//! A new column is a [`ColumnId`] and an entry here.

use super::cell::{Bar, Cell, Scale};
use super::export::{Field, Value};
use super::sort::SortKey;
use crate::estimate::Status;
use crate::evaluate::{MaxContext, Row};
use crate::rich_text::{RichText, Span};
use crate::scenario::ColumnId;
use crate::units::{ByteUnit, Decimal, Tokens};

/// A column of the table.
pub struct Column {
    /// Its identity: its place, its name in links and in the page's classes.
    pub id: ColumnId,
    /// The name at its head.
    pub header: Header,
    /// The order of its rows.
    pub(super) sort_key: fn(&Row<'_>) -> SortKey,
    /// The content of a row's cell.
    pub cell: fn(&Row<'_>, Scale) -> Cell,
    /// The fields of an exported row that belong to it.
    pub(super) export: &'static [Field],
}

/// The name at the head of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    /// A name.
    Name(&'static str),
    /// A name, and the unit of sizes behind it.
    WithUnit(&'static str),
    /// A name that is spoken and not shown.
    Hidden(&'static str),
}

impl Header {
    /// The text of the name.
    #[must_use]
    pub fn text(self, unit: ByteUnit) -> String {
        match self {
            Self::Name(name) | Self::Hidden(name) => name.to_owned(),
            Self::WithUnit(name) => format!("{name} {}", unit.symbol()),
        }
    }
}

impl Column {
    /// The column's entry in the list.
    #[must_use]
    pub fn of(id: ColumnId) -> Option<&'static Self> {
        COLUMNS.iter().find(|column| column.id == id)
    }
}

/// Every column, from left to right.
pub static COLUMNS: [Column; ColumnId::ALL.len()] = [
    Column {
        id: ColumnId::Model,
        header: Header::Name("Model"),
        sort_key: |row| SortKey::text(&row.model.name),
        cell: |row, _| name(row).into(),
        export: &[
            Field::new("model", |row| Value::Text(&row.model.id)),
            Field::new("mode", |row| Value::Text(row.candidate.mode.name())),
        ],
    },
    Column {
        id: ColumnId::Quantization,
        header: Header::Name("Quant"),
        sort_key: |row| SortKey::Number(f64::from(row.candidate.bits)),
        cell: |row, _| {
            let bits = Decimal::fixed(f64::from(row.candidate.bits), 2);
            RichText::default()
                .code(&row.quantization.id)
                .plain(" ")
                .with(Span::Uncertainty(bits.to_string()))
                .into()
        },
        export: &[Field::new("quantization", |row| {
            Value::Text(&row.quantization.id)
        })],
    },
    Column {
        id: ColumnId::Cache,
        header: Header::Name("KV cache"),
        sort_key: |_| SortKey::Missing,
        cell: |row, _| RichText::default().code(&row.cache_type.id).into(),
        export: &[Field::new("kv_cache", |row| {
            Value::Text(&row.cache_type.id)
        })],
    },
    Column {
        id: ColumnId::Size,
        header: Header::Name("Size"),
        sort_key: |row| SortKey::Number(parameters(row)),
        cell: |row, _| {
            let billions = parameters(row) / 1e9;
            let digits = u32::from(billions < 9.95);
            Cell::plain(format!("{}B", Decimal::fixed(billions, digits)))
        },
        export: &[],
    },
    Column {
        id: ColumnId::Memory,
        header: Header::WithUnit("Memory"),
        sort_key: |row| SortKey::Number(row.memory.as_f64()),
        cell: |row, scale| Cell::plain(row.memory.to_number_string(scale.unit)),
        export: &[Field::new("memory_bytes", |row| {
            Value::integer(row.memory.get().into())
        })],
    },
    Column {
        id: ColumnId::Bar,
        header: Header::Hidden("Share of the memory"),
        sort_key: |_| SortKey::Missing,
        cell: |row, scale| Cell::Bar(Bar::new(&row.parts(), scale.widest)),
        export: &[],
    },
    Column {
        id: ColumnId::Headroom,
        header: Header::Name("Headroom"),
        #[expect(clippy::cast_precision_loss)]
        sort_key: |row| SortKey::Number(row.headroom() as f64),
        cell: |row, scale| {
            let (sign, size) = if row.memory <= row.budget {
                ("", row.budget.saturating_sub(row.memory))
            } else {
                ("−", row.memory.saturating_sub(row.budget))
            };
            Cell::plain(format!("{sign}{}", size.to_number_string(scale.unit)))
        },
        export: &[Field::new("headroom_bytes", |row| {
            Value::integer(row.headroom())
        })],
    },
    Column {
        id: ColumnId::Quality,
        header: Header::Name("Quality"),
        sort_key: |row| SortKey::number(row.quality.map(|quality| quality.value.as_f64())),
        cell: |row, _| quality(row).into(),
        export: &[
            Field::new("quality", |row| {
                Value::number(row.quality.map(|quality| quality.value.as_f64()))
            }),
            Field::new("quality_low", |row| {
                Value::number(row.quality.map(|quality| quality.low.as_f64()))
            }),
            Field::new("quality_high", |row| {
                Value::number(row.quality.map(|quality| quality.high.as_f64()))
            }),
            Field::new("status", |row| Value::Text(row.status.name())),
        ],
    },
    Column {
        id: ColumnId::Speed,
        header: Header::Name("tok/s"),
        sort_key: |row| SortKey::number(row.speed().map(|speed| speed.value.get())),
        cell: |row, _| {
            row.speed().map_or_else(
                || Cell::plain("–"),
                |speed| {
                    let band = format!(
                        "{}–{}",
                        speed.low.to_short_string(),
                        speed.high.to_short_string()
                    );
                    RichText::default()
                        .plain(format!("{} ", speed.value.to_short_string()))
                        .with(Span::Uncertainty(band))
                        .into()
                },
            )
        },
        export: &[
            Field::new("tokens_per_second", |row| {
                Value::number(row.speed().map(|speed| speed.value.get()))
            }),
            Field::new("tokens_per_second_low", |row| {
                Value::number(row.speed().map(|speed| speed.low.get()))
            }),
            Field::new("tokens_per_second_high", |row| {
                Value::number(row.speed().map(|speed| speed.high.get()))
            }),
        ],
    },
    Column {
        id: ColumnId::Context,
        header: Header::Name("Max context"),
        #[expect(clippy::cast_precision_loss)]
        sort_key: |row| match row.max_context() {
            MaxContext::DoesNotFit => SortKey::Missing,
            MaxContext::Tokens(tokens) => SortKey::Number(tokens.get() as f64),
            MaxContext::Unlimited => SortKey::Number(f64::INFINITY),
        },
        cell: |row, _| match row.max_context() {
            MaxContext::DoesNotFit => Cell::plain("–"),
            MaxContext::Tokens(tokens) => Cell::plain(tokens.to_rounded_string()),
            MaxContext::Unlimited => Cell::plain("any"),
        },
        export: &[Field::new("max_context", |row| {
            let tokens = row.max_context().tokens().map(Tokens::get);
            tokens.map_or(Value::Missing, |tokens| Value::integer(tokens.into()))
        })],
    },
    Column {
        id: ColumnId::License,
        header: Header::Name("License"),
        sort_key: |row| {
            let license = row.model.license.as_deref();
            license.map_or(SortKey::Missing, SortKey::text)
        },
        cell: |row, _| Cell::plain(row.model.license.as_deref().unwrap_or("unknown")),
        export: &[],
    },
];

/// The model's name, its mode where that does not go without saying, and a warning.
fn name(row: &Row<'_>) -> RichText {
    let mut text = RichText::default().with(Span::CandidateName(row.model.name.clone()));
    if let Some(mode) = row.mode_to_say() {
        text = text.with(Span::Soft(mode.to_owned()));
    }
    match row.status {
        Status::Rated => text,
        Status::Provisional => text.with(Span::Badge("provisional")),
        Status::Unrated => text.with(Span::Badge("not rated")),
        Status::Broken => text.with(Span::Warning("broken")),
        Status::Short => text.with(Span::Warning("context too short")),
    }
}

#[expect(clippy::cast_precision_loss)]
const fn parameters(row: &Row<'_>) -> f64 {
    row.model.parameters.total as f64
}

/// The value, its uncertainty, and the probability of being on the frontier.
fn quality(row: &Row<'_>) -> RichText {
    let mut text = RichText::default();
    if let Some(quality) = row.quality {
        if quality.inferred {
            text = text
                .with(Span::Sign("≈", "Inferred from benchmarks of other uses"))
                .plain(" ");
        }
        text = text
            .plain(format!("{} ", quality.value.rounded()))
            .with(Span::Uncertainty(format!(
                "±{}",
                Decimal::fixed(quality.half_width(), 0)
            )));
    } else {
        text = text.with(Span::Soft("not rated".to_owned()));
    }
    if row.on_frontier {
        let share = row.likelihood.map_or_else(String::new, |share| {
            format!("{} %", Decimal::fixed(f64::from(share) * 100.0, 0))
        });
        text = text.with(Span::FrontierProbability(share));
    }
    text
}
