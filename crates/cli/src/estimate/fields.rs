//! The fields of a request, taken one by one.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::read::RequestError;

/// The longest part of a broken value that a message repeats, in characters.
const MOST_SHOWN: usize = 60;

/// An object whose fields are taken out; what is left at the end is not known.
///
/// A field that is `null` counts as left out.
pub(super) struct Fields {
    /// The name of the object, with a dot behind it; empty for the request itself.
    prefix: &'static str,
    map: Map<String, Value>,
}

impl Fields {
    pub(super) const fn new(prefix: &'static str, map: Map<String, Value>) -> Self {
        Self { prefix, map }
    }

    /// The error that a field is at fault.
    pub(super) fn error(&self, name: &str, reason: impl Into<String>) -> RequestError {
        RequestError::Field {
            name: format!("{}{name}", self.prefix),
            reason: reason.into(),
        }
    }

    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.map.remove(name).filter(|value| !value.is_null())
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, name: &str, default: bool) -> Result<bool, RequestError> {
        match self.take(name) {
            None => Ok(default),
            Some(Value::Bool(flag)) => Ok(flag),
            Some(other) => Err(self.error(name, format!("{} is not true or false", shown(&other)))),
        }
    }

    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, RequestError> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.error(name, format!("{} is not a text", shown(&other)))),
        }
    }

    /// A whole number within `range`.
    pub(super) fn count(
        &mut self,
        name: &str,
        default: u64,
        range: RangeInclusive<u64>,
    ) -> Result<u64, RequestError> {
        let Some(value) = self.take(name) else {
            return Ok(default);
        };
        let (least, most) = (*range.start(), *range.end());
        whole(&value)
            .filter(|count| range.contains(count))
            .ok_or_else(|| {
                let shown = shown(&value);
                let reason = format!("{shown} is not a whole number from {least} to {most}");
                self.error(name, reason)
            })
    }

    /// The thing that a text names, by `find`.
    pub(super) fn named<T>(
        &mut self,
        name: &str,
        what: &str,
        find: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, RequestError> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        match find(&text) {
            Some(found) => Ok(Some(found)),
            None => {
                let text = shortened(&text);
                Err(self.error(name, format!("there is no {what} “{text}”")))
            }
        }
    }

    /// Ends the reading.
    ///
    /// A field that is not known is an error, for a misspelt one would give a figure for something
    /// else than was asked.
    pub(super) fn finish(self) -> Result<(), RequestError> {
        match self.map.keys().next() {
            None => Ok(()),
            Some(name) => Err(self.error(&shortened(name), "there is no such field")),
        }
    }
}

/// A whole number, also one that is written with a fraction of zero.
fn whole(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| {
        let number = value.as_f64()?;
        // Up to 2⁵³ a floating-point number tells neighbours apart.
        let exact = number.fract() == 0.0 && (0.0..=9_007_199_254_740_992.0).contains(&number);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        exact.then_some(number as u64)
    })
}

/// A value as a message shows it.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) => format!("“{}”", shortened(text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => shortened(&value.to_string()),
    }
}

/// The text, or its beginning where it is too long to repeat.
pub(super) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(MOST_SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
