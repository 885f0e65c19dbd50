//! What is said of a value that could not be used.

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
    /// What was wrong with it.
    pub reason: String,
    /// What was used instead, as it would be written.
    pub used: String,
}

impl fmt::Display for QueryWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}: {}", self.key, self.value, self.reason)?;
        if self.used.is_empty() {
            f.write_str("; left out")
        } else {
            write!(f, "; {} used instead", self.used)
        }
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
