//! Sets of layers, and values that differ from layer to layer.

use std::fmt;
use std::str::FromStr;

use crate::columnar::{Columnar, Reader, Writer, columnar_struct};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// The most layers that a model may have: a bound for what is read from strangers.
pub(super) const MAX_LAYERS: u32 = 4_096;

/// A set of layers, counted from zero, as sorted runs.
///
/// ```
/// use headroom_core::catalog::Layers;
/// let layers: Layers = "0-2,5-11/2".parse().unwrap();
/// assert_eq!(layers.iter().collect::<Vec<_>>(), [0, 1, 2, 5, 7, 9, 11]);
/// assert!(layers.contains(7) && !layers.contains(6));
/// assert_eq!(layers.len(), 7);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers(Vec<Run>);

/// `first`, `first + step`, … `last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    first: u32,
    last: u32,
    step: u32,
}

columnar_struct!(Run { first, last, step });

impl Run {
    const fn contains(self, layer: u32) -> bool {
        self.first <= layer && layer <= self.last && (layer - self.first).is_multiple_of(self.step)
    }
}

impl Layers {
    /// The text that stands for all layers.
    const ALL: &str = "all";

    /// All layers that a model may have.
    #[must_use]
    pub fn all() -> Self {
        Self(vec![Run {
            first: 0,
            last: MAX_LAYERS - 1,
            step: 1,
        }])
    }

    /// The layers in rising order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0
            .iter()
            .flat_map(|run| (run.first..=run.last).step_by(run.step as usize))
    }

    /// True if `layer` is one of them.
    #[must_use]
    pub fn contains(&self, layer: u32) -> bool {
        self.0.iter().any(|run| run.contains(layer))
    }

    /// The number of layers.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.0
            .iter()
            .map(|run| (run.last - run.first) / run.step + 1)
            .sum()
    }

    /// True if there are no layers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The largest of them.
    #[must_use]
    pub fn last(&self) -> Option<u32> {
        self.0.last().map(|run| run.last)
    }
}

/// Collects rising layer numbers; a number that does not rise is left out.
impl FromIterator<u32> for Layers {
    fn from_iter<I: IntoIterator<Item = u32>>(layers: I) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        for layer in layers {
            match runs.last_mut() {
                Some(run) if layer <= run.last => {}
                Some(run) if run.first == run.last => {
                    run.step = layer - run.first;
                    run.last = layer;
                }
                Some(run) if layer - run.last == run.step => run.last = layer,
                _ => runs.push(Run {
                    first: layer,
                    last: layer,
                    step: 1,
                }),
            }
        }
        Self(runs)
    }
}

/// A text that is not a set of layers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a set of layers (write 0-5,7,9-21/2, rising)")]
pub struct ParseLayersError(String);

impl FromStr for Layers {
    type Err = ParseLayersError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == Self::ALL {
            return Ok(Self::all());
        }
        let error = || ParseLayersError(text.to_owned());
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| error());
        let mut runs: Vec<Run> = Vec::new();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let (range, step) = part.split_once('/').unwrap_or((part, "1"));
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            let (first, last, step) = (number(first)?, number(last)?, number(step)?);
            let rises = runs.last().is_none_or(|before| before.last < first);
            if step == 0 || last < first || last >= MAX_LAYERS || !rises {
                return Err(error());
            }
            runs.push(Run {
                first,
                last: last - (last - first) % step,
                step,
            });
        }
        Ok(Self(runs))
    }
}

impl fmt::Display for Layers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, run) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str(",")?;
            }
            match (run.first == run.last, run.step) {
                (true, _) => write!(f, "{}", run.first)?,
                (false, 1) => write!(f, "{}-{}", run.first, run.last)?,
                (false, step) => write!(f, "{}-{}/{step}", run.first, run.last)?,
            }
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Layers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

impl Columnar for Layers {
    fn write(&self, to: &mut Writer<'_>) {
        self.0.write(to);
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        Self(Vec::read(from))
    }
}

/// A value that is the same in every layer or differs from layer to layer.
///
/// In JSON it is a number, or a list with one number for each layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PerLayer<T> {
    /// The same in every layer.
    Same(T),
    /// Runs of layers: how many layers in a row, and their value.
    Runs(Vec<(u32, T)>),
}

impl<T: Copy + PartialEq> PerLayer<T> {
    /// The value in `layer`; the last one of the list beyond its end, as `None` only where the
    /// list is empty.
    #[must_use]
    pub fn at(&self, layer: u32) -> Option<T> {
        match self {
            Self::Same(value) => Some(*value),
            Self::Runs(runs) => {
                let mut end = 0;
                runs.iter()
                    .find(|(count, _)| {
                        end += count;
                        layer < end
                    })
                    .or(runs.last())
                    .map(|&(_, value)| value)
            }
        }
    }

    /// The number of layers that the list covers; `None` for a value that is the same everywhere.
    #[must_use]
    pub fn listed(&self) -> Option<u32> {
        match self {
            Self::Same(_) => None,
            Self::Runs(runs) => Some(runs.iter().map(|(count, _)| count).sum()),
        }
    }

    /// The values of all `layers` layers, in order.
    pub fn values(&self, layers: u32) -> impl Iterator<Item = T> + '_ {
        (0..layers).filter_map(|layer| self.at(layer))
    }

    /// The values of a list, shortened to one where all are the same.
    #[must_use]
    pub fn from_values(values: &[T]) -> Self {
        match runs_of(values).as_slice() {
            [(_, value)] => Self::Same(*value),
            runs => Self::Runs(runs.to_vec()),
        }
    }
}

/// Equal values in a row: how many, and the value.
fn runs_of<T: Copy + PartialEq>(values: &[T]) -> Vec<(u32, T)> {
    let mut runs: Vec<(u32, T)> = Vec::new();
    for &value in values {
        match runs.last_mut() {
            Some((count, before)) if *before == value => *count += 1,
            _ => runs.push((1, value)),
        }
    }
    runs
}

impl<'de, T: Copy + PartialEq + Deserialize<'de>> Deserialize<'de> for PerLayer<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// As a person writes it.
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written<T> {
            One(T),
            Each(Vec<T>),
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::One(value) => Self::Same(value),
            // Not shortened: whether there is one for each layer is still to be checked.
            Written::Each(values) => Self::Runs(runs_of(&values)),
        })
    }
}

/// A list of runs; the value that is the same everywhere is a run without a length.
impl<T: Copy + Columnar> Columnar for PerLayer<T> {
    fn write(&self, to: &mut Writer<'_>) {
        match self {
            Self::Same(value) => vec![(0, *value)].write(to),
            Self::Runs(runs) => runs.write(to),
        }
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        let runs = Vec::<(u32, T)>::read(from);
        match runs.as_slice() {
            [(0, value)] => Self::Same(*value),
            _ => Self::Runs(runs),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::columnar;

    #[test]
    fn broken_sets_of_layers_are_refused() {
        for text in ["a", "3-1", "0-4/0", "5,3", "0-9999999", "-1", "1-2-3"] {
            assert!(text.parse::<Layers>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_value_per_layer_is_read_from_a_number_or_a_list() {
        let one: PerLayer<u32> = serde_json::from_str("8").unwrap();
        let each: PerLayer<u32> = serde_json::from_str("[4, 4, 8]").unwrap();
        assert_eq!(one.values(2).collect::<Vec<_>>(), [8, 8]);
        assert_eq!(each.values(3).collect::<Vec<_>>(), [4, 4, 8]);
        assert_eq!((one.listed(), each.listed()), (None, Some(3)));
    }

    proptest! {
        #[test]
        fn layers_survive_their_text_and_their_compact_form(
            layers in proptest::collection::btree_set(0_u32..200, 0..60)
        ) {
            let set: Layers = layers.iter().copied().collect();
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), layers.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(set.len() as usize, layers.len());
            let text: Layers = set.to_string().parse().unwrap();
            prop_assert!(text.iter().eq(set.iter()));
            let packed = columnar::write(&set).unwrap();
            prop_assert_eq!(&columnar::read::<Layers>(&packed).unwrap(), &set);
            for layer in 0..200 {
                prop_assert_eq!(set.contains(layer), layers.contains(&layer));
            }
        }

        #[test]
        fn values_per_layer_survive_their_compact_form(
            values in proptest::collection::vec(0_u32..4, 1..60)
        ) {
            let per_layer = PerLayer::from_values(&values);
            let packed = columnar::write(&per_layer).unwrap();
            let read: PerLayer<u32> = columnar::read(&packed).unwrap();
            prop_assert_eq!(read.values(values.len() as u32).collect::<Vec<_>>(), values);
        }
    }
}
