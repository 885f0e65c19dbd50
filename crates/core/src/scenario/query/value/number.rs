//! Numbers with a range and a unit.

use std::ops::RangeInclusive;

use super::{Bounds, Field, Parsed, Reason, Value, parse};
use crate::catalog::Catalog;
use crate::scenario::Scenario;
use crate::units::{ByteUnit, Bytes, Decimal, Tokens, parse_decimal, parse_number, thousands};

/// A number within a range.
pub(in crate::scenario::query) struct Number<T: 'static> {
    place: Place<T>,
    range: RangeInclusive<T>,
    /// The unit behind a number, as in ` GB` or `%`.
    unit: &'static str,
}

/// The place of a number in a scenario.
enum Place<T: 'static> {
    Required(Field<T>),
    Optional(Field<Option<T>>),
}

/// A type of numbers: counts, tokens, memory, measures.
pub(in crate::scenario::query) trait Quantity:
    Copy + PartialOrd + Sync
{
    /// Reads a number as a link writes it, whatever its size.
    fn read(text: &str, unit: &str) -> Result<Self, Reason>;
    /// The text in a link.
    fn write(self) -> String;
    /// The number before its unit in a message.
    fn show(self) -> String;
    /// The whole number nearest to it.
    fn count(self) -> u64;

    /// The text in a field of numbers, which knows no units.
    fn digits(self) -> String {
        self.write()
    }

    /// Reads what was typed beside a unit of memory.
    fn read_typed(text: &str, unit: &str, _shown: ByteUnit) -> Result<Self, Reason> {
        Self::read(text, unit)
    }

    /// The text in a field beside a unit of memory.
    fn show_typed(self, _shown: ByteUnit) -> String {
        self.write()
    }
}

/// A whole number; what is too large to be held is taken as the largest.
impl Quantity for u64 {
    fn read(text: &str, _unit: &str) -> Result<Self, Reason> {
        let digits = text.trim().trim_start_matches('+');
        if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
            return Err("not a whole number".to_owned());
        }
        Ok(digits.parse().unwrap_or(Self::MAX))
    }

    fn write(self) -> String {
        self.to_string()
    }

    fn show(self) -> String {
        thousands(self)
    }

    fn count(self) -> u64 {
        self
    }
}

impl Quantity for Tokens {
    fn read(text: &str, _unit: &str) -> Result<Self, Reason> {
        parse(text)
    }

    fn write(self) -> String {
        self.to_string()
    }

    fn show(self) -> String {
        self.to_short_string()
    }

    fn count(self) -> u64 {
        self.get()
    }

    fn digits(self) -> String {
        self.get().to_string()
    }

    fn show_typed(self, _shown: ByteUnit) -> String {
        self.to_short_string()
    }
}

/// Memory; a bare number is meant in GB by a link, and in a field in the unit that is shown.
impl Quantity for Bytes {
    fn read(text: &str, _unit: &str) -> Result<Self, Reason> {
        parse(text)
    }

    fn write(self) -> String {
        self.to_string()
    }

    fn show(self) -> String {
        thousands(self.get() / ByteUnit::Gb.bytes())
    }

    fn count(self) -> u64 {
        self.get()
    }

    fn read_typed(text: &str, _unit: &str, shown: ByteUnit) -> Result<Self, Reason> {
        if parse_number(text).is_some() {
            parse(&format!("{text}{}", shown.symbol()))
        } else {
            parse(text)
        }
    }

    fn show_typed(self, shown: ByteUnit) -> String {
        self.to_short_string(shown)
    }
}

impl Quantity for f64 {
    fn read(text: &str, unit: &str) -> Result<Self, Reason> {
        let unit = unit.trim();
        let number = text.trim().trim_end_matches(unit);
        parse_decimal(number).ok_or_else(|| match unit {
            "%" => "not a percentage".to_owned(),
            _ => format!("not a number of {unit}"),
        })
    }

    fn write(self) -> String {
        Decimal::plain(self).to_string()
    }

    fn show(self) -> String {
        thousands(self.count())
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn count(self) -> u64 {
        self.round() as u64
    }
}

/// The number, or the nearer end of the range.
pub(in crate::scenario::query) fn bounded<T: Quantity>(
    asked: T,
    range: &RangeInclusive<T>,
    unit: &str,
) -> Parsed<T> {
    let end = if asked < *range.start() {
        *range.start()
    } else if asked > *range.end() {
        *range.end()
    } else {
        return asked.into();
    };
    Parsed {
        value: end,
        adjusted: Some(format!("outside the range {}", in_words(range, unit))),
    }
}

/// A range as in “from 1 GB to 1,500 GB”, or “from 512 to 2M tokens” where the unit is a word.
fn in_words<T: Quantity>(range: &RangeInclusive<T>, unit: &str) -> String {
    let (least, most) = (range.start().show(), range.end().show());
    let is_word = unit.trim_start().starts_with(char::is_lowercase);
    let first_unit = if is_word { "" } else { unit };
    format!("from {least}{first_unit} to {most}{unit}")
}

impl<T> Number<T> {
    /// A number that is always there.
    pub(in crate::scenario::query) const fn required(
        field: Field<T>,
        range: RangeInclusive<T>,
        unit: &'static str,
    ) -> Self {
        let place = Place::Required(field);
        Self { place, range, unit }
    }

    /// A number that may be missing.
    pub(in crate::scenario::query) const fn optional(
        field: Field<Option<T>>,
        range: RangeInclusive<T>,
        unit: &'static str,
    ) -> Self {
        let place = Place::Optional(field);
        Self { place, range, unit }
    }
}

impl<T: Quantity> Number<T> {
    fn value(&self, scenario: &Scenario) -> Option<T> {
        match &self.place {
            Place::Required(field) => Some(*(field.get)(scenario)),
            Place::Optional(field) => *(field.get)(scenario),
        }
    }

    fn put(&self, asked: T, scenario: &mut Scenario) -> Option<Reason> {
        let parsed = bounded(asked, &self.range, self.unit);
        match &self.place {
            Place::Required(field) => parsed.put(field, scenario),
            Place::Optional(field) => parsed.map(Some).put(field, scenario),
        }
    }
}

impl<T: Quantity> Value for Number<T> {
    fn read(
        &self,
        text: &str,
        scenario: &mut Scenario,
        _catalog: &Catalog,
    ) -> Result<Option<Reason>, Reason> {
        Ok(self.put(T::read(text, self.unit)?, scenario))
    }

    fn write(&self, scenario: &Scenario, _catalog: &Catalog) -> String {
        self.value(scenario).map_or_else(String::new, T::write)
    }

    fn copy(&self, from: &Scenario, to: &mut Scenario) {
        match &self.place {
            Place::Required(field) => field.copy(from, to),
            Place::Optional(field) => field.copy(from, to),
        }
    }

    fn read_typed(
        &self,
        text: &str,
        scenario: &mut Scenario,
        _catalog: &Catalog,
    ) -> Result<Option<Reason>, Reason> {
        let asked = T::read_typed(text, self.unit, scenario.view.listing.unit)?;
        Ok(self.put(asked, scenario))
    }

    fn show(&self, scenario: &Scenario, _catalog: &Catalog) -> String {
        let unit = scenario.view.listing.unit;
        let value = self.value(scenario);
        value.map_or_else(String::new, |value| value.show_typed(unit))
    }

    fn digits(&self, scenario: &Scenario, _catalog: &Catalog) -> String {
        self.value(scenario).map_or_else(String::new, T::digits)
    }

    fn bounds(&self) -> Option<Bounds> {
        Some(Bounds {
            least: self.range.start().count(),
            most: self.range.end().count(),
            text: in_words(&self.range, self.unit),
        })
    }
}
