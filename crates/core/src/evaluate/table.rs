//! Which candidates the table lists, in which order.

use std::cmp::Ordering;

use super::order::sort_positions;
use super::{Candidate, Evaluation, LongestContext};
use crate::scenario::{Column, Show, Sort};

impl Evaluation {
    /// The positions of the candidates that the table lists, in its order.
    #[must_use]
    pub fn table(&self) -> Vec<usize> {
        let mut positions = match self.scenario.view.listing.show {
            Show::Frontier => self.frontier.clone(),
            Show::Models => self.one_per_model(),
            Show::Fits => self.positions().filter(|&at| self.fits(at)).collect(),
            Show::All => self.positions().collect(),
        };
        // The pool is in the default order already: best quality first.
        if let Some(sort) = self.scenario.view.listing.sort {
            self.sort(&mut positions, sort);
        }
        positions
    }

    /// How many rows the table has in a reading.
    #[must_use]
    pub fn count(&self, show: Show) -> usize {
        match show {
            Show::Frontier => self.counts.frontier,
            Show::Models => self.one_per_model().len(),
            Show::Fits => self.counts.fit,
            Show::All => self.pool.candidates().len(),
        }
    }

    fn positions(&self) -> std::ops::Range<usize> {
        0..self.pool.candidates().len()
    }

    /// Each model once, at the best that fits; an unrated model at the type that fits and
    /// loses least.
    fn one_per_model(&self) -> Vec<usize> {
        let models = self.catalog().models.len();
        let mut rated = vec![false; models];
        let mut chosen: Vec<usize> = Vec::new();
        // For each model without a rating the candidate that loses least, then weighs least.
        let mut unrated: Vec<Option<(usize, &Candidate)>> = vec![None; models];
        for (position, candidate) in self.pool.candidates().iter().enumerate() {
            if candidate.broken || !self.fits(position) {
                continue;
            }
            let model = candidate.model.position();
            let (Some(rated), Some(least)) = (rated.get_mut(model), unrated.get_mut(model)) else {
                continue;
            };
            if candidate.quality.is_some() {
                if !*rated {
                    *rated = true;
                    chosen.push(self.cheapest_equal(position, candidate));
                }
            } else if !*rated && least.is_none_or(|(_, before)| loses_less(candidate, before)) {
                *least = Some((position, candidate));
            }
        }
        chosen.extend(unrated.into_iter().flatten().map(|(position, _)| position));
        chosen
    }

    /// Of the candidates of the same model that are as good the one of least memory.
    fn cheapest_equal(&self, position: usize, candidate: &Candidate) -> usize {
        let rest = self.pool.candidates().iter().enumerate().skip(position);
        rest.take_while(|(_, other)| other.gain == candidate.gain)
            .filter(|(at, other)| other.model == candidate.model && self.fits(*at))
            .map(|(at, _)| at)
            .min_by_key(|&at| self.memory_of(at))
            .unwrap_or(position)
    }

    fn sort(&self, positions: &mut Vec<usize>, sort: Sort) {
        let keys: Vec<Key> = positions
            .iter()
            .map(|&at| self.sort_key(at, sort.column))
            .collect();
        // Stable, so that equal rows stay in order of falling quality; a missing figure is last
        // in both directions.
        let mut places: Vec<usize> = (0..positions.len()).collect();
        sort_positions(&mut places, &mut |a, b| match (keys.get(a), keys.get(b)) {
            (Some(a), Some(b)) => a.compare(b, sort.falling),
            _ => Ordering::Equal,
        });
        *positions = places
            .into_iter()
            .filter_map(|place| positions.get(place).copied())
            .collect();
    }

    fn sort_key(&self, position: usize, column: Column) -> Key {
        let Some(candidate) = self.pool.candidate(position) else {
            return Key::Missing;
        };
        let model = self.catalog().model(candidate.model);
        let number = |value: Option<f64>| value.map_or(Key::Missing, Key::Number);
        let text = |value: Option<&'_ String>| {
            value.map_or(Key::Missing, |text| Key::Text(text.to_ascii_lowercase()))
        };
        match column {
            Column::Model => text(model.map(|model| &model.name)),
            Column::License => text(model.and_then(|model| model.license.as_ref())),
            Column::Quantization => number(Some(f64::from(candidate.bits))),
            #[expect(clippy::cast_precision_loss)]
            Column::Size => number(model.map(|model| model.parameters.total as f64)),
            Column::Memory => number(Some(self.memory_of(position).as_f64())),
            Column::Headroom => number(Some(-self.memory_of(position).as_f64())),
            Column::Quality => number(candidate.quality.map(|quality| quality.value.as_f64())),
            Column::Speed => {
                let speed = self.speed(candidate, self.memory_of(position));
                number(speed.map(|speed| speed.value.get()))
            }
            Column::Context => match self.longest_context(candidate) {
                LongestContext::DoesNotFit => Key::Missing,
                #[expect(clippy::cast_precision_loss)]
                LongestContext::Tokens(tokens) => Key::Number(tokens.get() as f64),
                LongestContext::Unlimited => Key::Number(f64::INFINITY),
            },
        }
    }
}

/// Whether an unrated candidate is to be preferred to another.
fn loses_less(candidate: &Candidate, other: &Candidate) -> bool {
    let order = candidate.loss.total_cmp(&other.loss);
    order.then(candidate.weights.cmp(&other.weights)).is_lt()
}

/// What a column sorts by.
enum Key {
    Number(f64),
    Text(String),
    Missing,
}

impl Key {
    fn compare(&self, other: &Self, falling: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Missing, Self::Missing) => return Ordering::Equal,
            (Self::Missing, _) => return Ordering::Greater,
            (_, Self::Missing) => return Ordering::Less,
            _ => Ordering::Equal,
        };
        if falling { order.reverse() } else { order }
    }
}
