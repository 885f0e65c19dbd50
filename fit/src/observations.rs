//! The scores as the fit sees them: on the logit scale, with the noise of counting.

use std::collections::{BTreeMap, BTreeSet};

use crate::benchmarks::{Benchmarks, Entry, Kind};
use crate::domain::Domain;

/// A share closer to 0 or 1 than this counts as being there: the logit of 0 is no number.
const NEAREST: f64 = 0.004;

/// The data of the fit.
#[derive(Clone, Debug)]
pub struct Observations {
    /// The entries, sorted.
    pub entries: Vec<ObservedEntry>,
    /// The tables, sorted by id.
    pub tables: Vec<ObservedTable>,
    /// The scores.
    pub rows: Vec<Observation>,
}

/// An entry that has scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObservedEntry {
    /// The entry.
    pub entry: Entry,
    /// True if its weights are open.
    pub open: bool,
}

/// A table that has scores.
#[derive(Clone, Debug, PartialEq)]
pub struct ObservedTable {
    /// Its id.
    pub id: String,
    /// The ability that it measures.
    pub domain: Domain,
    /// The share that guessing gets right.
    pub chance: f64,
    /// True if its scores are the developers' own.
    pub developer: bool,
    /// Who ran it.
    pub run_by: String,
}

/// One score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// Place of the entry in [`Observations::entries`].
    pub entry: usize,
    /// Place of the table in [`Observations::tables`].
    pub table: usize,
    /// The ability that the table measures.
    pub domain: Domain,
    /// The share of right answers, from 0 to 1.
    pub share: f64,
    /// The logit of that share after taking out guessing.
    pub logit: f64,
    /// Variance of the logit that comes from the number of questions alone.
    pub variance: f64,
}

impl Observations {
    /// Turns the scores into observations.
    #[must_use]
    pub fn of(benchmarks: &Benchmarks) -> Self {
        let entries: BTreeSet<&Entry> = benchmarks.scores.iter().map(|s| &s.entry).collect();
        let tables: BTreeSet<&String> = benchmarks.scores.iter().map(|s| &s.table).collect();
        let places: BTreeMap<&Entry, usize> = entries.iter().copied().zip(0..).collect();
        let known = tables
            .into_iter()
            .filter_map(|id| Some((id, benchmarks.tables.get(id)?)));
        let known: BTreeMap<_, _> = known
            .enumerate()
            .map(|(place, (id, table))| (id, (place, table)))
            .collect();
        let rows = benchmarks
            .scores
            .iter()
            .filter_map(|score| {
                let (place, table) = *known.get(&score.table)?;
                let entry = *places.get(&score.entry)?;
                Some(Observation::new(entry, place, table, score.percent / 100.0))
            })
            .collect();
        Self {
            entries: entries
                .into_iter()
                .map(|entry| ObservedEntry {
                    entry: entry.clone(),
                    open: !benchmarks.is_closed(entry),
                })
                .collect(),
            tables: known
                .into_iter()
                .map(|(id, (_, table))| ObservedTable {
                    id: id.clone(),
                    domain: table.domain,
                    chance: table.chance,
                    developer: table.kind == Kind::Developer,
                    run_by: table.run_by.clone(),
                })
                .collect(),
            rows,
        }
    }

    /// The same scores as if all tables measured one ability.
    #[must_use]
    pub fn of_one_ability(&self) -> Self {
        let mut one = self.clone();
        for row in &mut one.rows {
            row.domain = Domain::General;
        }
        one
    }

    /// For each entry, the sum of the weights of its scores.
    #[must_use]
    pub fn weight_of_entries(&self, weights: &[f64]) -> Vec<f64> {
        self.sums(self.entries.len(), weights, |row| row.entry)
    }

    /// For each table, the sum of the weights of its scores.
    #[must_use]
    pub fn weight_of_tables(&self, weights: &[f64]) -> Vec<f64> {
        self.sums(self.tables.len(), weights, |row| row.table)
    }

    fn sums(&self, len: usize, weights: &[f64], of: fn(&Observation) -> usize) -> Vec<f64> {
        let mut sums = vec![0.0; len];
        for (row, weight) in self.rows.iter().zip(weights) {
            if let Some(sum) = sums.get_mut(of(row)) {
                *sum += weight;
            }
        }
        sums
    }

    /// True if the row's entry has open weights.
    #[must_use]
    pub fn is_open(&self, row: &Observation) -> bool {
        self.entries.get(row.entry).is_some_and(|entry| entry.open)
    }
}

impl Observation {
    /// `logit p` of `p = (share − chance) / (1 − chance)`, which is kept half a question away from
    /// 0 and 1; and by the delta method its variance, from `share (1 − share) / items`.
    #[must_use]
    pub fn new(entry: usize, place: usize, table: &crate::benchmarks::Table, share: f64) -> Self {
        let (items, chance) = (f64::from(table.items), table.chance);
        let nearest = (0.5 / items).max(NEAREST);
        let cleared = ((share - chance) / (1.0 - chance)).clamp(nearest, 1.0 - nearest);
        let kept = chance + (1.0 - chance) * cleared;
        let slope = (1.0 - chance) * cleared * (1.0 - cleared);
        Self {
            entry,
            table: place,
            domain: table.domain,
            share,
            logit: (cleared / (1.0 - cleared)).ln(),
            variance: kept * (1.0 - kept) / items / slope.powi(2),
        }
    }
}
