//! The values of keys, kind by kind: where one stands in a scenario, and how it is read, written
//! and bounded.

mod choice;
mod custom;
mod hardware;
mod list;
mod number;

use std::fmt;
use std::str::FromStr;

pub(super) use self::choice::{choice, optional_choice};
pub(super) use self::custom::{Custom, no_options};
pub(super) use self::hardware::{ExtraCards, PlatformMemory};
pub(super) use self::list::{ids, names};
pub(super) use self::number::{Number, bounded};
use crate::catalog::Catalog;
use crate::scenario::Scenario;

/// The reason why a text was not taken as it stands, as part of a sentence.
pub(super) type Reason = String;

/// A field of a scenario.
pub(super) struct Field<T> {
    pub(super) get: fn(&Scenario) -> &T,
    pub(super) get_mut: fn(&mut Scenario) -> &mut T,
}

impl<T: Clone> Field<T> {
    pub(super) fn copy(&self, from: &Scenario, to: &mut Scenario) {
        (self.get_mut)(to).clone_from((self.get)(from));
    }
}

/// The field with this path, as in `field!(hardware.ram)`.
macro_rules! field {
    ($($path:ident).+) => {
        $crate::scenario::query::value::Field {
            get: |scenario| &scenario.$($path).+,
            get_mut: |scenario| &mut scenario.$($path).+,
        }
    };
}
pub(super) use field;

/// A value that was read, and the reason where it is only near to what its text asked for.
pub(super) struct Parsed<T> {
    pub(super) value: T,
    pub(super) adjusted: Option<Reason>,
}

impl<T> From<T> for Parsed<T> {
    fn from(value: T) -> Self {
        Self {
            value,
            adjusted: None,
        }
    }
}

impl<T> Parsed<T> {
    /// Puts the value into a scenario and leaves the reason.
    pub(super) fn put(self, field: &Field<T>, scenario: &mut Scenario) -> Option<Reason> {
        *(field.get_mut)(scenario) = self.value;
        self.adjusted
    }

    pub(super) fn map<U>(self, map: impl FnOnce(T) -> U) -> Parsed<U> {
        Parsed {
            value: map(self.value),
            adjusted: self.adjusted,
        }
    }
}

/// Reads what reads itself.
pub(super) fn parse<T: FromStr<Err: fmt::Display>>(text: &str) -> Result<T, Reason> {
    text.parse().map_err(|error: T::Err| error.to_string())
}

/// One of the values that a control offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyOption {
    /// The value as the query string writes it; empty: none.
    pub value: String,
    /// The text that stands for it on the page.
    pub label: String,
}

impl KeyOption {
    /// A value with its label.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// The value of a key in a scenario.
pub(super) trait Value: Sync {
    /// Reads a text of a query string; a reason where something near it was taken.
    ///
    /// # Errors
    /// The reason why the text is no value. The scenario is then as it was.
    fn read(
        &self,
        text: &str,
        scenario: &mut Scenario,
        catalog: &Catalog,
    ) -> Result<Option<Reason>, Reason>;

    /// The text in a query string; empty where there is no value.
    fn write(&self, scenario: &Scenario, catalog: &Catalog) -> String;

    /// Takes the value over from another scenario.
    fn copy(&self, from: &Scenario, to: &mut Scenario);

    /// As [`Value::read`], of a text that was typed into a field of the page.
    fn read_typed(
        &self,
        text: &str,
        scenario: &mut Scenario,
        catalog: &Catalog,
    ) -> Result<Option<Reason>, Reason> {
        self.read(text, scenario, catalog)
    }

    /// The text in a field of the page.
    fn show(&self, scenario: &Scenario, catalog: &Catalog) -> String {
        self.write(scenario, catalog)
    }

    /// The text in a field of numbers.
    fn digits(&self, scenario: &Scenario, catalog: &Catalog) -> String {
        self.write(scenario, catalog)
    }

    /// The bounds of a number.
    fn bounds(&self) -> Option<Bounds> {
        None
    }

    /// The values that a list or a row of chips offers.
    fn options(&self, _catalog: &Catalog) -> Vec<KeyOption> {
        Vec::new()
    }
}

/// The ends of the range of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The least number.
    pub least: u64,
    /// The largest number.
    pub most: u64,
    /// The range in words, as in “from 1 GB to 1,500 GB”.
    pub text: String,
}
