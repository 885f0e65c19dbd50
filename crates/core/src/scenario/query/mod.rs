//! The query string: reading and writing.

mod key;
pub mod keys;
mod value;
mod warning;

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

pub use self::key::Key;
pub use self::keys::KEYS;
pub use self::value::{Bounds, KeyOption};
pub use self::warning::QueryWarning;

pub(super) use self::warning::shortened;
use super::Scenario;
use crate::catalog::Catalog;

/// The characters of a value that are escaped: those that would end it or be read as something else.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'+')
    .add(b'<')
    .add(b'>');

/// The key that is read before the others: what `vram` can mean depends on the platform.
static FIRST: &Key = &keys::GPU;

impl Scenario {
    /// Reads a query string, with or without its `?`.
    ///
    /// Unknown keys are left alone; of a key that stands twice the first counts; a value that
    /// cannot be used is replaced and reported. An empty value of a setting that is empty by
    /// default, such as a filter, is taken as it stands.
    #[must_use]
    pub fn parse(query: &str, catalog: &Catalog) -> (Self, Vec<QueryWarning>) {
        let query = query.trim_start_matches('?');
        let pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> =
            form_urlencoded::parse(query.as_bytes()).collect();
        let mut scenario = Self::new(catalog);
        let mut warnings = Vec::new();
        let rest = KEYS.iter().filter(|key| key.name != FIRST.name);
        for key in std::iter::once(&FIRST).chain(rest) {
            if let Some((_, value)) = pairs.iter().find(|(name, _)| name == key.name) {
                warnings.extend(key.set(value, &mut scenario, catalog));
            }
        }
        // A platform that is sold with certain sizes only: the one that is meant.
        scenario.hardware.settle_memory(catalog);
        (scenario, warnings)
    }

    /// Writes the query string, without a `?`: defaults left out, keys in their order.
    #[must_use]
    pub fn query(&self, catalog: &Catalog) -> String {
        let standard = Self::parse(
            &self
                .hardware
                .gpu
                .and_then(|index| catalog.gpu(index))
                .map_or_else(String::new, |gpu| format!("gpu={}", gpu.id)),
            catalog,
        )
        .0;
        let mut query = String::new();
        for key in KEYS {
            let text = key.text(self, catalog);
            let is_first = key.name == FIRST.name;
            if text.is_empty() || (!is_first && text == key.text(&standard, catalog)) {
                continue;
            }
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(key.name);
            query.push('=');
            query.extend(utf8_percent_encode(&text, ESCAPED));
        }
        query
    }
}
