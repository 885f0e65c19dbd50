//! Warnings about values that could not be used.

use std::fmt;

/// The longest part of a broken value that a message repeats, in characters.
const MOST_SHOWN: usize = 60;

/// A value that could not be used as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryWarning {
    /// The key.
    pub key: &'static str,
    /// The value as it was given, shortened where it is very long.
    pub value: String,
    /// The reason.
    pub reason: String,
    /// The value that was used instead, as it is written; empty for none.
    pub used: String,
}

impl QueryWarning {
    /// The reason, and what was used instead.
    #[must_use]
    pub fn outcome(&self) -> String {
        if self.used.is_empty() {
            format!("{}; it is left out", self.reason)
        } else {
            format!("{}; {} is used instead", self.reason, self.used)
        }
    }
}

impl fmt::Display for QueryWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}: {}", self.key, self.value, self.outcome())
    }
}

/// The text, or its beginning where it is too long to repeat.
pub(in crate::scenario) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(MOST_SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
