//! The frame of a data file and what every row must have: an id of its own and sources.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::error::DataError;
use super::unused_fields::NoUnusedFields;

/// A file's frame.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    about: String,
    pub(super) as_of: String,
    /// Sources of the whole file, where its rows name none.
    #[serde(default)]
    pub(super) sources: Vec<String>,
    #[serde(default)]
    pub(super) loss: Option<Map<String, Value>>,
    #[serde(default)]
    pub(super) kv_cache: Vec<Map<String, Value>>,
    #[serde(default)]
    pub(super) shared: Option<Map<String, Value>>,
    pub(super) rows: Vec<Map<String, Value>>,
}

/// A file that is being checked.
#[derive(Clone, Copy)]
pub(super) struct Checker(pub(super) &'static str);

impl Checker {
    pub(super) fn error(self, row: &str, reason: impl Into<String>) -> DataError {
        DataError {
            file: self.0,
            row: Some(row.to_owned()),
            reason: reason.into(),
        }
    }

    pub(super) fn file_error(self, reason: impl Into<String>) -> DataError {
        DataError {
            file: self.0,
            row: None,
            reason: reason.into(),
        }
    }

    pub(super) fn ensure(self, holds: bool, row: &str, reason: &str) -> Result<(), DataError> {
        if holds {
            Ok(())
        } else {
            Err(self.error(row, reason))
        }
    }

    pub(super) fn open(self, text: &str) -> Result<File, DataError> {
        let file: File =
            serde_json::from_str(text).map_err(|error| self.file_error(error.to_string()))?;
        if file.about.trim().is_empty() || !is_date(&file.as_of, 3) {
            return Err(self.file_error("`about` and `as_of` (YYYY-MM-DD) must be given"));
        }
        Ok(file)
    }

    /// The sources that a row names.
    pub(super) fn sources(self, row: &Map<String, Value>) -> Result<Vec<String>, DataError> {
        let sources: Vec<String> = row
            .get("sources")
            .and_then(|sources| Deserialize::deserialize(sources).ok())
            .unwrap_or_default();
        if sources.is_empty() || sources.iter().any(|source| source.trim().is_empty()) {
            return Err(self.error(id_of(row), "names no source"));
        }
        Ok(sources)
    }

    /// Reads a row and its unused, which stand under the keys `unused`.
    pub(super) fn row<T: DeserializeOwned, R: DeserializeOwned>(
        self,
        mut row: Map<String, Value>,
        unused: &[&str],
    ) -> Result<(T, R), DataError> {
        self.sources(&row)?;
        let id = id_of(&row).to_owned();
        row.remove("sources");
        let (unused, facts): (Map<_, _>, Map<_, _>) = row
            .into_iter()
            .partition(|(key, _)| unused.contains(&key.as_str()));
        let error = |error: serde_json::Error| self.error(&id, error.to_string());
        Ok((
            serde_json::from_value(Value::Object(facts)).map_err(error)?,
            serde_json::from_value(Value::Object(unused)).map_err(error)?,
        ))
    }

    /// As [`Checker::row`], for a row without unused.
    pub(super) fn plain_row<T: DeserializeOwned>(
        self,
        row: Map<String, Value>,
    ) -> Result<T, DataError> {
        let (facts, NoUnusedFields {}) = self.row(row, &[])?;
        Ok(facts)
    }

    pub(super) fn unique<'a>(
        self,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), DataError> {
        let mut seen = BTreeSet::new();
        for id in ids {
            let plain = id
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
            self.ensure(
                plain && !id.is_empty(),
                id,
                "the id has other characters than letters, digits, “-”, “.” and “_”",
            )?;
            self.ensure(seen.insert(id.to_lowercase()), id, "the id is used twice")?;
        }
        Ok(())
    }
}

/// The name of a row in errors.
fn id_of(row: &Map<String, Value>) -> &str {
    row.get("id")
        .and_then(Value::as_str)
        .unwrap_or("without an id")
}

/// True if a text is `YYYY-MM` (two parts) or `YYYY-MM-DD` (three).
pub(super) fn is_date(text: &str, parts: usize) -> bool {
    let bounds = [(4, 2000..=2100), (2, 1..=12), (2, 1..=31)];
    let fields: Vec<&str> = text.split('-').collect();
    fields.len() == parts
        && fields.iter().zip(&bounds).all(|(field, (width, range))| {
            field.len() == *width
                && field
                    .parse()
                    .is_ok_and(|number: u32| range.contains(&number))
        })
}
