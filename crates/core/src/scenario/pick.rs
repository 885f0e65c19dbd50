//! The selected candidate.

use super::query::shortened;
use crate::catalog::{CacheTypeIndex, Catalog, Mode, ModelIndex, QuantizationIndex};

/// A candidate by name; what is `None` may be anything, the best being meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pick {
    /// The model.
    pub model: ModelIndex,
    /// The mode in which it answers.
    pub mode: Option<Mode>,
    /// The quantization.
    pub quantization: QuantizationIndex,
    /// The KV cache type.
    pub cache: Option<CacheTypeIndex>,
}

/// The reason why a text is not a candidate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParsePickError {
    /// Not `model:QUANT`.
    #[error("not a candidate (write model:QUANTIZATION)")]
    Form,
    /// No such model.
    #[error("there is no model “{0}”")]
    Model(String),
    /// No such mode.
    #[error("there is no mode “{0}”")]
    Mode(String),
    /// No such quantization.
    #[error("there is no quantization “{0}”")]
    Quantization(String),
    /// No such KV cache type.
    #[error("there is no KV cache type “{0}”")]
    CacheType(String),
}

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
        Ok(Self {
            model: catalog
                .find_model(model)
                .ok_or_else(|| ParsePickError::Model(shortened(model)))?
                .0,
            mode: mode
                .map(|name| {
                    Mode::from_name(name).ok_or_else(|| ParsePickError::Mode(shortened(name)))
                })
                .transpose()?,
            quantization: catalog
                .find_quantization(quantization)
                .ok_or_else(|| ParsePickError::Quantization(shortened(quantization)))?
                .0,
            cache: cache
                .map(|id| {
                    catalog
                        .find_cache_type(id)
                        .map(|(index, _)| index)
                        .ok_or_else(|| ParsePickError::CacheType(shortened(id)))
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
