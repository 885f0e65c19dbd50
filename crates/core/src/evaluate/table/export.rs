//! The table as a file: sizes in bytes, quality in points.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::columns::COLUMNS;
use crate::evaluate::Row;
use crate::units::Decimal;

/// A field of an exported row.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: for<'r> fn(&'r Row<'_>) -> Value<'r>,
}

impl Field {
    pub(super) const fn new(
        name: &'static str,
        value: for<'r> fn(&'r Row<'_>) -> Value<'r>,
    ) -> Self {
        Self { name, value }
    }
}

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value<'a> {
    /// A name.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// A probability.
    Probability(f32),
    /// Yes or no.
    Flag(bool),
    /// Unknown: `null`.
    Missing,
}

impl Value<'_> {
    pub(super) fn integer(value: i128) -> Self {
        Self::Integer(i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX }))
    }

    pub(super) fn number(value: Option<f64>) -> Self {
        value.map_or(Self::Missing, Self::Number)
    }

    /// The value as a number, where it is one.
    #[must_use]
    pub fn as_f64(self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss)]
            Self::Integer(value) => Some(value as f64),
            Self::Number(value) => Some(value),
            Self::Probability(value) => Some(value.into()),
            Self::Text(_) | Self::Flag(_) | Self::Missing => None,
        }
    }
}

/// The fields that belong to a row as a whole.
static OF_THE_ROW: [Field; 3] = [
    Field::new("frontier", |row| Value::Flag(row.on_frontier)),
    Field::new("inferred", |row| {
        Value::Flag(row.quality.is_some_and(|quality| quality.inferred))
    }),
    Field::new("likelihood", |row| {
        row.likelihood.map_or(Value::Missing, Value::Probability)
    }),
];

/// The fields of an exported row, in their order.
pub fn fields() -> impl Iterator<Item = &'static Field> {
    let of_columns = COLUMNS.iter().flat_map(|column| column.export);
    of_columns.chain(&OF_THE_ROW)
}

/// As the command line and the page's export write it.
impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(fields().count()))?;
        for field in fields() {
            map.serialize_entry(field.name, &(field.value)(self))?;
        }
        map.end()
    }
}

/// The rows as CSV: one line a row below the fields' names. Ids have no characters that would need
/// quotes: the catalog sees to that.
#[must_use]
pub fn csv(rows: &[Row<'_>]) -> String {
    let names: Vec<&str> = fields().map(|field| field.name).collect();
    let mut text = names.join(",") + "\n";
    for row in rows {
        let values = fields().map(|field| {
            let value = (field.value)(row);
            match (value, value.as_f64()) {
                (_, Some(number)) => Decimal::plain(number).to_string(),
                (Value::Text(text), None) => text.to_owned(),
                (Value::Flag(flag), None) => flag.to_string(),
                _ => String::new(),
            }
        });
        text += &values.collect::<Vec<_>>().join(",");
        text.push('\n');
    }
    text
}
