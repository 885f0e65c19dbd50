//! The selected candidate.

use std::fmt;

use crate::catalog::{CacheTypeIndex, Catalog, Mode, ModelIndex, QuantizationIndex};

/// A candidate by name; what is `None` may be anything, the best being meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pick {
    /// The model.
    pub model: ModelIndex,
    /// How it answers.
    pub mode: Option<Mode>,
    /// The quantization.
    pub quantization: QuantizationIndex,
    /// The KV cache type.
    pub cache: Option<CacheTypeIndex>,
}

/// Why a text is not a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParsePickError {
    /// Not `model:QUANT`.
    Form,
    /// No such model.
    Model(String),
    /// No such mode.
    Mode(String),
    /// No such quantization.
    Quantization(String),
    /// No such KV cache type.
    CacheType(String),
}

impl fmt::Display for ParsePickError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str("not a candidate (write model:QUANTIZATION)"),
            Self::Model(id) => write!(f, "there is no model “{id}”"),
            Self::Mode(name) => write!(f, "there is no mode “{name}”"),
            Self::Quantization(id) => write!(f, "there is no quantization “{id}”"),
            Self::CacheType(id) => write!(f, "there is no KV cache type “{id}”"),
        }
    }
}

impl std::error::Error for ParsePickError {}

/// The longest part of an unknown name that an error repeats, in characters.
const LONGEST_NAME: usize = 60;

impl Pick {
    /// Reads `model[@mode]:QUANTIZATION[:cache]`.
    ///
    /// # Errors
    /// The first part that the catalog does not know.
    pub fn parse(text: &str, catalog: &Catalog) -> Result<Self, ParsePickError> {
        let mut parts = text.trim().split(':');
        let (Some(model), Some(quantization), cache, None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(ParsePickError::Form);
        };
        let (model, mode) = match model.split_once('@') {
            Some((model, mode)) => (model, Some(mode)),
            None => (model, None),
        };
        let named = |name: &str| name.chars().take(LONGEST_NAME).collect();
        Ok(Self {
            model: catalog
                .find_model(model)
                .ok_or_else(|| ParsePickError::Model(named(model)))?
                .0,
            mode: mode
                .map(|name| Mode::from_name(name).ok_or_else(|| ParsePickError::Mode(named(name))))
                .transpose()?,
            quantization: catalog
                .find_quantization(quantization)
                .ok_or_else(|| ParsePickError::Quantization(named(quantization)))?
                .0,
            cache: cache
                .map(|id| {
                    catalog
                        .find_cache_type(id)
                        .map(|(index, _)| index)
                        .ok_or_else(|| ParsePickError::CacheType(named(id)))
                })
                .transpose()?,
        })
    }

    /// Writes it; the empty text for indices of another catalog.
    #[must_use]
    pub fn write(&self, catalog: &Catalog) -> String {
        let (Some(model), Some(quantization)) = (
            catalog.model(self.model),
            catalog.quantization(self.quantization),
        ) else {
            return String::new();
        };
        let mut text = model.id.clone();
        if let Some(mode) = self.mode {
            text.push('@');
            text.push_str(mode.name());
        }
        text.push(':');
        text.push_str(&quantization.id);
        if let Some(cache_type) = self.cache.and_then(|index| catalog.cache_type(index)) {
            text.push(':');
            text.push_str(&cache_type.id);
        }
        text
    }
}
