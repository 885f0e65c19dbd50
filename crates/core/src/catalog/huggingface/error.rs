//! Why a configuration cannot be read.

use std::fmt;

/// Why a configuration cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// The configuration is not a JSON object.
    NotAnObject,
    /// The model type is not one that is known.
    UnknownModelType(String),
    /// A field that the shape needs is missing or null.
    Missing(&'static str),
    /// A field has a value that cannot be.
    Invalid {
        /// Its name.
        field: &'static str,
        /// The expected value, in words.
        expected: &'static str,
    },
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => f.write_str("the configuration is not a JSON object"),
            Self::UnknownModelType(name) => {
                write!(f, "the model_type “{name}” is not one that is known")
            }
            Self::Missing(field) => write!(f, "the configuration has no {field}"),
            Self::Invalid { field, expected } => write!(f, "{field} is not {expected}"),
        }
    }
}

impl std::error::Error for ConfigError {}
