//! A key of the query string.

use super::value::{Bounds, KeyOption, Value};
use super::warning::{QueryWarning, shortened};
use crate::catalog::Catalog;
use crate::scenario::Scenario;

/// A key of the query string, and the control of the page that sets it.
pub struct Key {
    /// Its name, which its control has too.
    pub name: &'static str,
    /// The label of its control.
    pub label: &'static str,
    /// The label of its control for those who hear the page.
    pub spoken_label: &'static str,
    /// Its values in words, as Markdown.
    pub help: &'static str,
    /// Its default in words, where the default has no text.
    pub unset: &'static str,
    pub(super) value: &'static dyn Value,
}

impl Key {
    pub(super) const fn new(
        name: &'static str,
        label: &'static str,
        help: &'static str,
        value: &'static dyn Value,
    ) -> Self {
        Self {
            name,
            label,
            spoken_label: label,
            help,
            unset: "",
            value,
        }
    }

    /// The same with another label for those who hear the page: one with an example.
    pub(super) const fn spoken(self, spoken_label: &'static str) -> Self {
        Self {
            spoken_label,
            ..self
        }
    }

    /// The same with words for a default that has no text.
    pub(super) const fn unset(self, unset: &'static str) -> Self {
        Self { unset, ..self }
    }

    /// The canonical text of its value in a scenario; empty where it has none.
    #[must_use]
    pub fn text(&self, scenario: &Scenario, catalog: &Catalog) -> String {
        self.value.write(scenario, catalog)
    }

    /// The text of its value in a field of the page.
    #[must_use]
    pub fn field_text(&self, scenario: &Scenario, catalog: &Catalog) -> String {
        self.value.show(scenario, catalog)
    }

    /// The number of its value in a field of numbers; empty where it has none.
    #[must_use]
    pub fn digits(&self, scenario: &Scenario, catalog: &Catalog) -> String {
        self.value.digits(scenario, catalog)
    }

    /// The ends of its range, where it is a number.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        self.value.bounds()
    }

    /// The values that a list or a row of chips offers.
    #[must_use]
    pub fn options(&self, catalog: &Catalog) -> Vec<KeyOption> {
        self.value.options(catalog)
    }

    /// Sets it back to its default.
    pub fn reset(&self, scenario: &mut Scenario, catalog: &Catalog) {
        self.value.copy(&Scenario::new(catalog), scenario);
    }

    /// Sets it to what was typed into a field of the page, or to something near it. What is not read
    /// leaves the scenario as it was.
    pub fn set_typed(
        &self,
        text: &str,
        scenario: &mut Scenario,
        catalog: &Catalog,
    ) -> Option<QueryWarning> {
        let read = self.value.read_typed(text, scenario, catalog);
        let reason = read.unwrap_or_else(Some)?;
        Some(QueryWarning {
            key: self.name,
            value: shortened(text),
            reason,
            used: self.field_text(scenario, catalog),
        })
    }

    /// Sets it to the value of a query string, or to something near it. What is not read leaves the
    /// scenario as it was, and so does an empty text where there is no value anyway.
    pub(super) fn set(
        &self,
        value: &str,
        scenario: &mut Scenario,
        catalog: &Catalog,
    ) -> Option<QueryWarning> {
        let text = value.trim();
        if text.is_empty() && self.text(scenario, catalog).is_empty() {
            return None;
        }
        let reason = self
            .value
            .read(text, scenario, catalog)
            .unwrap_or_else(Some)?;
        Some(QueryWarning {
            key: self.name,
            value: shortened(value),
            reason,
            used: self.text(scenario, catalog),
        })
    }
}
