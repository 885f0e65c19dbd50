//! The query string: reading and writing.

mod keys;
mod read;
mod warning;

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

pub use keys::{KEYS, Key};
pub use warning::QueryWarning;

use self::keys::FIRST;
use self::read::Read;
pub(super) use self::warning::shortened;
use super::Scenario;
use crate::catalog::Catalog;

/// What stays as it is in a value: everything but what would end it or be read as something else.
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
        let mut ignored = Vec::new();
        let is_first = |key: &&Key| key.name == FIRST;
        let rest = KEYS.iter().filter(|key| !is_first(key));
        for key in KEYS.iter().filter(is_first).chain(rest) {
            let Some((_, value)) = pairs.iter().find(|(name, _)| name == key.name) else {
                continue;
            };
            let text = value.trim();
            if text.is_empty() && (key.write)(&scenario, catalog).is_empty() {
                continue;
            }
            let before = scenario.clone();
            let reason = match (key.read)(text, &mut scenario, catalog) {
                Ok(Read::Taken) => continue,
                Ok(Read::Adjusted(reason)) => reason,
                Err(reason) => {
                    scenario = before;
                    reason
                }
            };
            ignored.push(QueryWarning {
                key: key.name,
                value: shortened(value),
                reason,
                used: (key.write)(&scenario, catalog),
            });
        }
        // A platform that is sold with certain sizes only: the one that is meant.
        scenario.hardware.settle_memory(catalog);
        (scenario, ignored)
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
            let text = (key.write)(self, catalog);
            if text.is_empty() || (key.name != FIRST && text == (key.write)(&standard, catalog)) {
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
