//! The fields of a configuration.

use serde_json::{Map, Value};

use super::defaults::{EVERYWHERE, IN_PARTS, Row};
use super::{ConfigError, MAX_WIDTH, class_name};
use crate::catalog::{Layers, PerLayer};

/// The fields of a configuration's text part, and those of the whole around it.
pub(super) struct Fields<'a> {
    inner: &'a Map<String, Value>,
    outer: &'a Map<String, Value>,
}

impl<'a> Fields<'a> {
    pub(super) const fn new(inner: &'a Map<String, Value>, outer: &'a Map<String, Value>) -> Self {
        Self { inner, outer }
    }

    /// True if the fields are a part of a whole.
    fn is_part(&self) -> bool {
        !std::ptr::eq(self.inner, self.outer)
    }

    /// The number that the model type takes for the first of `names`.
    fn default(&self, names: &[&'static str]) -> Option<u32> {
        let in_parts: &[Row] = if self.is_part() { IN_PARTS } else { &[] };
        let rows = EVERYWHERE
            .iter()
            .chain(in_parts)
            .filter(|(model_types, _)| model_types.iter().any(|name| self.is_of(name)));
        rows.flat_map(|(_, values)| values.iter())
            .find(|(name, _)| names.contains(name))
            .map(|&(_, value)| value)
    }

    /// True if the configuration, or the whole around it, is of `model_type`: by its name, or by its
    /// class where it names none.
    pub(super) fn is_of(&self, model_type: &str) -> bool {
        let named = self.model_types();
        if named.is_empty() {
            self.class()
                .is_some_and(|class| class_name::is_of(class, model_type))
        } else {
            named.contains(&model_type)
        }
    }

    /// The first of `names` that is there and not null.
    fn get(&self, names: &[&'static str]) -> Option<(&'static str, &'a Value)> {
        names.iter().find_map(|&name| {
            let value = self.inner.get(name)?;
            (!value.is_null()).then_some((name, value))
        })
    }

    /// True if `name` is there and not null.
    pub(super) fn has(&self, name: &'static str) -> bool {
        self.get(&[name]).is_some()
    }

    /// The model types that are named, of the text part first.
    pub(super) fn model_types(&self) -> Vec<&'a str> {
        [self.inner, self.outer]
            .into_iter()
            .filter_map(|fields| fields.get("model_type")?.as_str())
            .collect()
    }

    /// The class that the configuration names, of the text part first.
    pub(super) fn class(&self) -> Option<&'a str> {
        [self.inner, self.outer]
            .into_iter()
            .find_map(|fields| fields.get("architectures")?.as_array()?.first()?.as_str())
    }

    /// A whole number up to `most`, where it is given: one, or the same one for each layer.
    fn number(&self, names: &[&'static str], most: u32) -> Result<Option<u32>, ConfigError> {
        let Some((field, value)) = self.get(names) else {
            return Ok(self.default(names));
        };
        let value = match value.as_array().map(Vec::as_slice) {
            Some([first, rest @ ..]) if rest.iter().all(|other| other == first) => first,
            _ => value,
        };
        whole(value, most).map(Some).ok_or(ConfigError::Invalid {
            field,
            expected: "a whole number in range",
        })
    }

    /// A width for all layers, or a list with one for each of `layers` layers.
    pub(super) fn per_layer(
        &self,
        names: &[&'static str],
        layers: u32,
    ) -> Result<Option<PerLayer<u32>>, ConfigError> {
        let Some((field, Value::Array(list))) = self.get(names) else {
            return Ok(self.width(names)?.map(PerLayer::Same));
        };
        let widths: Option<Vec<u32>> = list.iter().map(|value| whole(value, MAX_WIDTH)).collect();
        match widths {
            Some(widths) if widths.len() == layers as usize => {
                Ok(Some(PerLayer::from_values(&widths)))
            }
            _ => Err(ConfigError::Invalid {
                field,
                expected: "a list of whole numbers in range, one for each layer",
            }),
        }
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
    pub(super) fn part(&self, name: &'static str) -> Option<Self> {
        let part = self.object(name)?;
        Some(Self::new(part, part))
    }

    /// The fields of a part.
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

    /// The scaling of the rotary embedding: that of full attention where there are several.
    fn rope(&self) -> Option<&'a Map<String, Value>> {
        let (_, rope) = self.get(&["rope_scaling", "rope_parameters"])?;
        rope.get("full_attention").unwrap_or(rope).as_object()
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

/// A whole number up to `most`.
fn whole(value: &Value, most: u32) -> Option<u32> {
    let value = u32::try_from(value.as_u64()?).ok()?;
    (value <= most).then_some(value)
}
