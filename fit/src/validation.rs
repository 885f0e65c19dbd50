//! The accuracy of the fit on scores that it has not seen, and its agreement with LMArena.

use anyhow::Result;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::benchmarks::Benchmarks;
use crate::domain::Domain;
use crate::irt::fit;
use crate::observations::{Observation, Observations};
use crate::rating::{Rating, Status};
use crate::statistics;

/// The number of times that a part of the scores is hidden.
const SPLITS: u64 = 5;
/// Of so many scores one is hidden.
const HIDDEN: u32 = 5;
const PASSES: usize = 250;
const SEED: u64 = 11;
/// The least that must be left of an entry and of a table for its hidden scores to count.
const LEFT: (f64, f64) = (3.0, 5.0);

/// The widths of intervals whose coverage is measured, in standard deviations of a normal
/// distribution, and the share of scores that should lie within.
pub const INTERVALS: [(f64, f64); 3] = [(1.0, 0.68), (1.645, 0.90), (1.96, 0.95)];

/// Errors of hidden scores of models with open weights.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldOut {
    /// Mean absolute error, in percentage points.
    pub mean: f64,
    /// Median absolute error, in percentage points.
    pub median: f64,
    /// Mean absolute error of a single ability in the six abilities' stead.
    pub single: f64,
    /// Mean absolute error of each table's own mean in the fit's stead.
    pub baseline: f64,
    /// Mean absolute error by domain.
    pub domains: Vec<(Domain, f64)>,
    /// The share of hidden scores within each of [`INTERVALS`].
    pub coverage: Vec<f64>,
    /// The number of scores that were predicted.
    pub scores: usize,
}

/// A score that was predictions.
struct Prediction {
    domain: Domain,
    error: f64,
    single: f64,
    baseline: f64,
    residual: f64,
}

/// Hides scores at random, fits the rest and foretells them.
///
/// # Errors
/// As [`fit`].
pub fn hold_out(observations: &Observations) -> Result<HeldOut> {
    let mut predictions = Vec::new();
    for split in 0..SPLITS {
        let mut random = ChaCha8Rng::seed_from_u64(SEED + split);
        let weights: Vec<f64> = observations
            .rows
            .iter()
            .map(|_| f64::from(random.next_u32().is_multiple_of(HIDDEN)))
            .map(|hidden| 1.0 - hidden)
            .collect();
        predictions.extend(predict(observations, &weights)?);
    }
    let errors: Vec<f64> = predictions.iter().map(|score| score.error).collect();
    Ok(HeldOut {
        mean: statistics::mean(errors.iter().copied()),
        median: statistics::quantile(&errors, 0.5).unwrap_or(f64::NAN),
        single: statistics::mean(predictions.iter().map(|score| score.single)),
        baseline: statistics::mean(predictions.iter().map(|score| score.baseline)),
        domains: Domain::ALL
            .into_iter()
            .map(|domain| {
                let own = predictions.iter().filter(|score| score.domain == domain);
                (domain, statistics::mean(own.map(|score| score.error)))
            })
            .collect(),
        coverage: INTERVALS
            .iter()
            .map(|(width, _)| {
                let within = |score: &Prediction| f64::from(score.residual.abs() < *width);
                statistics::mean(predictions.iter().map(within))
            })
            .collect(),
        scores: errors.len(),
    })
}

/// The hidden scores of one split, those with weight 0.
fn predict(observations: &Observations, weights: &[f64]) -> Result<Vec<Prediction>> {
    let model = fit(observations, weights, PASSES, None)?;
    let one_ability = observations.of_one_ability();
    let single = fit(&one_ability, weights, PASSES, None)?;
    let entries = observations.weight_of_entries(weights);
    let tables = observations.weight_of_tables(weights);
    let shares: Vec<f64> = observations
        .rows
        .iter()
        .zip(weights)
        .map(|(row, weight)| weight * row.share)
        .collect();
    let sums = observations.weight_of_tables(&shares);
    let one = |row: &Observation, single_row: &Observation| {
        let (entry, table) = (*entries.get(row.entry)?, *tables.get(row.table)?);
        let enough = entry >= LEFT.0 && table >= LEFT.1 && observations.is_open(row);
        let off = |share: f64| 100.0 * (share - row.share).abs();
        enough.then_some(Prediction {
            domain: row.domain,
            error: off(model.share(observations, row)?),
            single: off(single.share(&one_ability, single_row)?),
            baseline: off(sums.get(row.table)? / table),
            residual: model.residual(row)?,
        })
    };
    let rows = observations.rows.iter().zip(&one_ability.rows).zip(weights);
    Ok(rows
        .filter(|(_, weight)| **weight == 0.0)
        .filter_map(|((row, single_row), _)| one(row, single_row))
        .collect())
}

/// Agreement of the index with LMArena's Elo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArenaAgreement {
    /// Spearman's rank correlation.
    pub spearman: f64,
    /// Kendall's τ-b.
    pub kendall: f64,
    /// The number of entries that are rated in both.
    pub entries: usize,
}

/// Compares the rated entries with LMArena; `None` where none are rated in both.
#[must_use]
pub fn arena(benchmarks: &Benchmarks, ratings: &[Rating]) -> Option<ArenaAgreement> {
    let pairs: Vec<(f64, f64)> = benchmarks
        .arena
        .iter()
        .filter_map(|row| {
            let rating = ratings.iter().find(|rating| rating.entry == row.entry)?;
            (rating.status == Status::Rated).then_some((rating.overall.value, row.elo))
        })
        .collect();
    Some(ArenaAgreement {
        spearman: statistics::spearman(&pairs)?,
        kendall: statistics::kendall(&pairs)?,
        entries: pairs.len(),
    })
}
