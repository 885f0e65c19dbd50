//! The model that a request is about.

use serde_json::Value;

use super::fields::{Fields, shortened, shown};
use super::request::RequestError;
use crate::catalog::config::{self, ConfigError};
use crate::catalog::{Architecture, Catalog, Model, ModelIndex};

/// The model that a request is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A model of the catalog.
    Model(ModelIndex),
    /// The shape that a Hugging Face `config.json` describes: the text part of a model.
    Config(Box<Architecture>),
}

impl Subject {
    /// The model where it is one of the catalog.
    #[must_use]
    pub fn model<'a>(&self, catalog: &'a Catalog) -> Option<&'a Model> {
        match self {
            Self::Model(index) => catalog.model(*index),
            Self::Config(_) => None,
        }
    }

    /// The model's shape; `None` only for a model of another catalog.
    #[must_use]
    pub fn architecture<'a>(&'a self, catalog: &'a Catalog) -> Option<&'a Architecture> {
        match self {
            Self::Model(index) => catalog.model(*index).map(|model| &model.architecture),
            Self::Config(architecture) => Some(architecture),
        }
    }

    /// How messages call it.
    pub(super) fn name<'a>(&self, catalog: &'a Catalog) -> &'a str {
        self.model(catalog)
            .map_or("the configuration", |model| model.id.as_str())
    }

    /// Takes `model` or `config`.
    pub(super) fn read(fields: &mut Fields, catalog: &Catalog) -> Result<Self, RequestError> {
        let model = fields.named("model", "model", |id| catalog.find_model(id))?;
        match (model, fields.take("config")) {
            (Some((index, _)), None) => Ok(Self::Model(index)),
            (None, Some(value)) => match config::architecture(&value) {
                Ok(architecture) => Ok(Self::Config(Box::new(architecture))),
                Err(error) => Err(fields.error("config", reason(error, &value))),
            },
            (Some(_), Some(_)) => {
                Err(fields.error("config", "`model` is given too; give one of the two"))
            }
            (None, None) => Err(fields.error("model", "is missing")),
        }
    }
}

/// Why `value` is not a configuration.
fn reason(error: ConfigError, value: &Value) -> String {
    match error {
        ConfigError::NotAnObject => format!("{} is not an object", shown(value)),
        ConfigError::UnknownModelType(name) => {
            ConfigError::UnknownModelType(shortened(&name)).to_string()
        }
        other => other.to_string(),
    }
}
