//! Values with a text of their own.

use super::{Field, KeyOption, Parsed, Reason, Value};
use crate::catalog::Catalog;
use crate::scenario::Scenario;

/// A value with a reader and a writer of its own.
pub(in crate::scenario::query) struct Custom<T: 'static> {
    pub(in crate::scenario::query) field: Field<T>,
    pub(in crate::scenario::query) read: fn(&str, &Catalog) -> Result<Parsed<T>, Reason>,
    pub(in crate::scenario::query) write: fn(&T, &Catalog) -> String,
    /// The values that a control offers; none for a field of text.
    pub(in crate::scenario::query) options: fn(&Catalog) -> Vec<KeyOption>,
}

impl<T: Clone> Value for Custom<T> {
    fn read(
        &self,
        text: &str,
        scenario: &mut Scenario,
        catalog: &Catalog,
    ) -> Result<Option<Reason>, Reason> {
        Ok((self.read)(text, catalog)?.put(&self.field, scenario))
    }

    fn write(&self, scenario: &Scenario, catalog: &Catalog) -> String {
        (self.write)((self.field.get)(scenario), catalog)
    }

    fn copy(&self, from: &Scenario, to: &mut Scenario) {
        self.field.copy(from, to);
    }

    fn options(&self, catalog: &Catalog) -> Vec<KeyOption> {
        (self.options)(catalog)
    }
}

/// The options of a field of text.
pub(in crate::scenario::query) fn no_options(_catalog: &Catalog) -> Vec<KeyOption> {
    Vec::new()
}
