//! The part of the fit that concerns tables.

use super::{FREEDOM, Item, Model};
use crate::observations::Observations;

/// Relative standard deviation of slopes around their mean, as a prior.
const SLOPE_DEVIATION: f64 = 0.5;
/// The flattest slope: a better model is never expected to score lower.
const SLOPE_FLOOR: f64 = 0.15;
/// Standard deviation of difficulties, as a prior that hardly pulls.
const DIFFICULTY_DEVIATION: f64 = 3.0;
/// The scatter that a table is taken to have before it is measured, and how many scores that
/// opinion weighs as much as.
const SCATTER_PRIOR: (f64, f64) = (0.3, 4.0);
/// No table is trusted further than this, in logits.
const SCATTER_FLOOR: f64 = 0.12;
/// The same for a developer's own table, which so never outvotes an independent run.
const DEVELOPER_SCATTER_FLOOR: f64 = 0.35;

/// Sums over the scores of a table.
#[derive(Clone, Copy, Default)]
struct Sums {
    precision: f64,
    ability: f64,
    ability_squared: f64,
    logit: f64,
    ability_logit: f64,
}

/// Slope and difficulty of each table by least squares, given what is known of the abilities; the
/// scatter stays.
#[must_use]
pub fn items(
    observations: &Observations,
    weights: &[f64],
    precisions: &[f64],
    model: &Model,
) -> Vec<Item> {
    let mean = mean_slope(observations, weights, model);
    let slope_precision = (SLOPE_DEVIATION * mean).powi(-2);
    let mut sums = vec![Sums::default(); observations.tables.len()];
    for (row, precision) in observations.rows.iter().zip(precisions) {
        if let (Some((ability, _)), Some(sums)) = (model.meet(row), sums.get_mut(row.table)) {
            sums.precision += precision;
            sums.ability += precision * ability.mean;
            sums.ability_squared += precision * (ability.mean.powi(2) + ability.variance);
            sums.logit += precision * row.logit;
            sums.ability_logit += precision * ability.mean * row.logit;
        }
    }
    sums.iter()
        .zip(&model.items)
        .map(|(sums, item)| {
            let squares = sums.ability_squared + slope_precision;
            let count = sums.precision + DIFFICULTY_DEVIATION.powi(-2);
            let product = sums.ability_logit + mean * slope_precision;
            let determinant = squares * count - sums.ability.powi(2);
            let slope = (product * count - sums.logit * sums.ability) / determinant;
            let slope = slope.max(SLOPE_FLOOR);
            Item {
                slope,
                difficulty: (slope * sums.ability - sums.logit) / count,
                scatter: item.scatter,
            }
        })
        .collect()
}

/// The mean slope, every table counting with its scores.
#[must_use]
pub fn mean_slope(observations: &Observations, weights: &[f64], model: &Model) -> f64 {
    let of_tables = observations.weight_of_tables(weights);
    let sum: f64 = of_tables.iter().sum();
    let weighted = model.items.iter().zip(&of_tables);
    weighted
        .map(|(item, weight)| item.slope * weight)
        .sum::<f64>()
        / sum
}

/// The scatter of each table: the part of its squared errors that counting does not explain.
#[must_use]
pub fn scatters(observations: &Observations, weights: &[f64], model: &Model) -> Vec<f64> {
    let squares: Vec<f64> = observations
        .rows
        .iter()
        .zip(weights)
        .map(|(row, weight)| {
            model.meet(row).map_or(0.0, |(ability, item)| {
                let spread = item.spread(row);
                let square = item.squared_error(row, ability);
                let tail = (FREEDOM + 1.0) / (FREEDOM + square / spread);
                weight * tail * square * item.scatter.powi(2) / spread
            })
        })
        .collect();
    let (prior, strength) = SCATTER_PRIOR;
    observations
        .weight_of_tables(&squares)
        .iter()
        .zip(observations.weight_of_tables(weights))
        .zip(&observations.tables)
        .map(|((square, weight), table)| {
            let floor = if table.developer {
                DEVELOPER_SCATTER_FLOOR
            } else {
                SCATTER_FLOOR
            };
            let variance = (square + strength * prior.powi(2)) / (weight + strength);
            variance.sqrt().max(floor)
        })
        .collect()
}
