//! The rating of each entry with open weights, in points of the index.

use std::collections::BTreeSet;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::benchmarks::{Benchmarks, Entry};
use crate::bootstrap::{Deviations, bootstrap};
use crate::domain::{Component, Domain};
use crate::irt::{Ability, Model, fit};
use crate::observations::{Observations, ObservedTable};
use crate::quality_scale::Index;

/// Passes of the fit: it moves by less than a hundredth of a point by then.
const PASSES: usize = 400;
/// Half the width of a 90 % interval, in standard deviations.
const NINETY_PERCENT: f64 = 1.645;

/// The fit and what follows from it.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The data that was fitted.
    pub observations: Observations,
    /// The fit.
    pub model: Model,
    /// The scale.
    pub index: Index,
    /// The entries with open weights, in the order of the observations.
    pub ratings: Vec<Rating>,
}

/// An entry's rating.
#[derive(Clone, Debug, PartialEq)]
pub struct Rating {
    /// Who is rated.
    pub entry: Entry,
    /// The strength of the evidence for it.
    pub status: Status,
    /// The mean of the six domains.
    pub overall: Rated,
    /// The domains, in the order of [`Domain::ALL`].
    pub domains: Vec<(Domain, Rated)>,
    /// The number of organisations that ran the tables on which it rests.
    pub organisations: usize,
}

/// The strength of the evidence for a rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// At least five independent scores, and scores in at least three domains.
    Rated,
    /// At least three scores.
    Provisional,
    /// Fewer.
    Insufficient,
}

/// A value with its 90 % interval, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rated {
    /// The value.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The number of scores on which it rests; 0: inferred from the other domains.
    pub scores: usize,
}

impl Fit {
    /// Fits the scores.
    ///
    /// # Errors
    /// If there are too few scores, or the entries that fix the scale are missing.
    pub fn of(benchmarks: &Benchmarks) -> Result<Self> {
        let observations = Observations::of(benchmarks);
        let weights = vec![1.0; observations.rows.len()];
        let model = fit(&observations, &weights, PASSES, None)?;
        let index = Index::of(&observations, &model)?;
        let deviations = bootstrap(&observations, &model)?;
        let mut tables: Vec<Vec<&ObservedTable>> = vec![Vec::new(); observations.entries.len()];
        for row in &observations.rows {
            if let (Some(tables), Some(table)) = (
                tables.get_mut(row.entry),
                observations.tables.get(row.table),
            ) {
                tables.push(table);
            }
        }
        let ratings = observations
            .entries
            .iter()
            .zip(&model.abilities)
            .zip(deviations)
            .zip(tables)
            .filter(|(((observed, _), _), _)| observed.open)
            .map(|(((observed, posterior), deviations), tables)| {
                let Deviations { overall, domains } = deviations;
                let rated = |ability, spread, scores| rated(&index, ability, spread, scores);
                Rating {
                    entry: observed.entry.clone(),
                    status: Status::of(&tables, disputed(benchmarks, &observed.entry)),
                    overall: rated(posterior.overall(), overall, tables.len()),
                    domains: Domain::ALL
                        .into_iter()
                        .map(|domain| {
                            let scores = tables.iter().filter(|t| t.domain == domain).count();
                            let ability = posterior.ability(domain);
                            (domain, rated(ability, domain.of(&domains), scores))
                        })
                        .collect(),
                    organisations: distinct(tables.iter().map(|table| &table.run_by)),
                }
            })
            .collect();
        Ok(Self {
            observations,
            model,
            index,
            ratings,
        })
    }
}

/// The larger of what the scores and what the tables leave uncertain makes the interval.
fn rated(index: &Index, ability: Ability, deviation: f64, scores: usize) -> Rated {
    let value = index.points(ability.mean);
    let own = index.points_per_unit * ability.variance.sqrt();
    let half = NINETY_PERCENT * own.max(deviation);
    Rated {
        value,
        low: value - half,
        high: value + half,
        scores,
    }
}

impl Status {
    fn of(tables: &[&ObservedTable], disputed: bool) -> Self {
        let independent = tables.iter().filter(|table| !table.developer).count();
        let domains = distinct(tables.iter().map(|table| table.domain));
        if independent >= 5 && domains >= 3 && !disputed {
            Self::Rated
        } else if tables.len() >= 3 {
            Self::Provisional
        } else {
            Self::Insufficient
        }
    }
}

fn disputed(benchmarks: &Benchmarks, entry: &Entry) -> bool {
    benchmarks
        .entities
        .get(&entry.entity)
        .is_some_and(|entity| entity.disputed.is_some())
}

fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> usize {
    values.collect::<BTreeSet<T>>().len()
}
