//! The table: the candidates that it lists, their order, its columns and its export.

mod cell;
mod columns;
mod export;
mod sort;

pub use cell::{Bar, Cell, Scale};
pub use columns::{COLUMNS, Column, Header};
pub use export::{Field, Value, csv, fields};

use super::{Candidate, Evaluation, Row};
use crate::scenario::Show;

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

    /// The rows of the table, in its order, with the [likelihoods](Self::likelihoods) of these
    /// candidates.
    #[must_use]
    pub fn table_rows(&self, likelihoods: &[(usize, f32)]) -> Vec<Row<'_>> {
        let positions = self.table().into_iter();
        positions
            .filter_map(|position| self.row_with_likelihood(position, likelihoods))
            .collect()
    }

    /// Number of rows that the table has for a choice of candidates.
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
        rest.take_while(|(_, other)| other.objective == candidate.objective)
            .filter(|(at, other)| other.model == candidate.model && self.fits(*at))
            .map(|(at, _)| at)
            .min_by_key(|&at| self.memory_of(at))
            .unwrap_or(position)
    }
}

/// An unrated candidate is to be preferred to another.
fn loses_less(candidate: &Candidate, other: &Candidate) -> bool {
    let order = candidate.loss.total_cmp(&other.loss);
    order.then(candidate.weights.cmp(&other.weights)).is_lt()
}
