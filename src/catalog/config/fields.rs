//! The fields of a configuration.

use serde_json::{Map, Value};

use super::{ConfigError, MAX_WIDTH};
use crate::catalog::Layers;

/// The fields of a configuration's text part, and those of the whole around it.
pub(super) struct Fields<'a> {
    inner: &'a Map<String, Value>,
    outer: &'a Map<String, Value>,
}

/// The numbers that a model type takes where its configuration leaves them out.
const DEFAULTS: &[(&str, &[(&str, u32)])] = &[
    ("gemma3", GEMMA3),
    ("gemma3_text", GEMMA3),
    ("jamba", &[("vocab_size", 65_536)]),
];
const GEMMA3: &[(&str, u32)] = &[
    ("num_attention_heads", 8),
    ("num_key_value_heads", 4),
    ("head_dim", 256),
    ("vocab_size", 262_208),
];

impl<'a> Fields<'a> {
    pub(super) const fn new(inner: &'a Map<String, Value>, outer: &'a Map<String, Value>) -> Self {
        Self { inner, outer }
    }

    /// The number that the model type takes for the first of `names`.
    fn default(&self, names: &[&'static str]) -> Option<u32> {
        let types = self.model_types();
        let rows = DEFAULTS
            .iter()
            .filter(|(model_type, _)| types.contains(model_type));
        rows.flat_map(|(_, values)| values.iter())
            .find(|(name, _)| names.contains(name))
            .map(|&(_, value)| value)
    }

    /// The first of `names` that is there and not null.
    fn get(&self, names: &[&'static str]) -> Option<(&'static str, &'a Value)> {
        names.iter().find_map(|&name| {
            let value = self.inner.get(name)?;
            (!value.is_null()).then_some((name, value))
        })
    }

    /// The model types that are named, of the text part first.
    pub(super) fn model_types(&self) -> Vec<&'a str> {
        [self.inner, self.outer]
            .into_iter()
            .filter_map(|fields| fields.get("model_type")?.as_str())
            .collect()
    }

    /// A whole number up to `most`, where it is given.
    fn number(&self, names: &[&'static str], most: u32) -> Result<Option<u32>, ConfigError> {
        let Some((field, value)) = self.get(names) else {
            return Ok(self.default(names));
        };
        value
            .as_u64()
            .and_then(|value| u32::try_from(value).ok())
            .filter(|&value| value <= most)
            .map(Some)
            .ok_or(ConfigError::Invalid {
                field,
                expected: "a whole number in range",
            })
    }

    /// A number of one or more that must be given.
    pub(super) fn count(&self, names: &[&'static str], most: u32) -> Result<u32, ConfigError> {
        let first = names.first().copied().unwrap_or_default();
        match self.number(names, most)? {
            Some(0) => Err(ConfigError::Invalid {
                field: first,
                expected: "one or more",
            }),
            Some(count) => Ok(count),
            None => Err(ConfigError::Missing(first)),
        }
    }

    /// A width, where it is given.
    pub(super) fn width(&self, names: &[&'static str]) -> Result<Option<u32>, ConfigError> {
        self.number(names, MAX_WIDTH)
    }

    /// A width that must be given.
    pub(super) fn needed(&self, names: &[&'static str]) -> Result<u32, ConfigError> {
        let first = names.first().copied().unwrap_or_default();
        self.width(names)?.ok_or(ConfigError::Missing(first))
    }

    /// A truth value, where it is given; of the whole where the text part has none.
    pub(super) fn flag(&self, names: &[&'static str]) -> Option<bool> {
        let inner = self.get(names).and_then(|(_, value)| value.as_bool());
        inner.or_else(|| {
            names
                .iter()
                .find_map(|name| self.outer.get(*name)?.as_bool())
        })
    }

    /// A text, where it is given.
    pub(super) fn text(&self, name: &'static str) -> Option<&'a str> {
        self.get(&[name])?.1.as_str()
    }

    /// A part with fields of its own, where it is given.
    pub(super) fn object(&self, name: &'static str) -> Option<&'a Map<String, Value>> {
        self.get(&[name])?.1.as_object()
    }

    /// A list, where it is given.
    pub(super) fn list(&self, name: &'static str) -> Option<&'a [Value]> {
        self.get(&[name])?.1.as_array().map(Vec::as_slice)
    }

    /// The layers whose entry in the list `name` is one of `kinds`; `None` without the list.
    pub(super) fn layers_of(&self, name: &'static str, kinds: &[&str]) -> Option<Layers> {
        let list = self.list(name)?;
        Some(
            (0..u32::MAX)
                .zip(list)
                .filter(|(_, kind)| kind.as_str().is_some_and(|kind| kinds.contains(&kind)))
                .map(|(layer, _)| layer)
                .collect(),
        )
    }

    /// The numbers of the list `name`; `None` without the list.
    pub(super) fn numbers(&self, name: &'static str) -> Option<Vec<u32>> {
        self.list(name)?
            .iter()
            .map(|value| value.as_u64().and_then(|value| u32::try_from(value).ok()))
            .collect()
    }

    /// The scaling of the rotary embedding.
    fn rope(&self) -> Option<&'a Map<String, Value>> {
        self.get(&["rope_scaling", "rope_parameters"])?
            .1
            .as_object()
    }

    /// The kind of that scaling, as the catalog names it.
    pub(super) fn rope_type(&self) -> Option<String> {
        let rope = self.rope()?;
        let kind = rope
            .get("rope_type")
            .or_else(|| rope.get("type"))?
            .as_str()?;
        match kind {
            "default" | "mrope" => None,
            "su" => Some("longrope".to_owned()),
            _ => Some(kind.to_owned()),
        }
    }

    /// The part of a head of `length` values with rotary position, where it is not all of them.
    pub(super) fn rotary_length(&self, length: u32) -> Option<u32> {
        let own = self.get(&["partial_rotary_factor", "rotary_pct"]);
        let share = own.map(|(_, value)| value).or_else(|| {
            let rope = self.rope()?;
            rope.get("partial_rotary_factor")
        })?;
        let share = share.as_f64().filter(|share| (0.0..1.0).contains(share))?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some((f64::from(length) * share) as u32)
    }
}
