//! The fit: expectation and maximization in turn, with the abilities integrated out.

use anyhow::{Context, Result};
use nalgebra::{Matrix6, Vector6};

use super::items::{items, scatters};
use super::{FREEDOM, Item, Model, Posterior};
use crate::domain::Component;
use crate::observations::Observations;

/// Passes before the scatter of tables is learned: until then abilities are too rough to tell
/// scatter from error.
const WARM_UP: usize = 5;

/// Fits the model, every score counting as often as its weight says.
///
/// # Errors
/// If the covariance of the abilities is lost, which too few scores could bring about.
pub fn fit(
    observations: &Observations,
    weights: &[f64],
    passes: usize,
    start: Option<&Model>,
) -> Result<Model> {
    let mut model = start.map_or_else(|| first_guess(observations, weights), Clone::clone);
    for number in 0..passes {
        pass(observations, weights, &mut model, number >= WARM_UP)?;
    }
    Ok(model)
}

/// One pass: abilities, their covariance, the tables, and if asked for the tables' scatter.
///
/// # Errors
/// As [`fit`].
pub fn pass(
    observations: &Observations,
    weights: &[f64],
    model: &mut Model,
    learn_scatter: bool,
) -> Result<()> {
    let precisions = precisions(observations, weights, model);
    model.abilities = abilities(observations, &precisions, model)?;
    model.covariance = covariance(observations, weights, &model.abilities);
    fix_scale(model);
    model.items = items(observations, weights, &precisions, model);
    if learn_scatter {
        let learned = scatters(observations, weights, model);
        for (item, scatter) in model.items.iter_mut().zip(learned) {
            item.scatter = scatter;
        }
    }
    Ok(())
}

/// Abilities from each entry's mean over tables of equal slope.
fn first_guess(observations: &Observations, weights: &[f64]) -> Model {
    let weight_of_tables = observations.weight_of_tables(weights);
    let logits: Vec<f64> = observations
        .rows
        .iter()
        .zip(weights)
        .map(|(row, weight)| weight * row.logit)
        .collect();
    let items: Vec<Item> = observations
        .weight_of_tables(&logits)
        .into_iter()
        .zip(weight_of_tables)
        .map(|(sum, weight)| Item {
            slope: 1.0,
            difficulty: if weight > 0.0 { -sum / weight } else { 0.0 },
            scatter: 0.5,
        })
        .collect();
    let above: Vec<f64> = observations
        .rows
        .iter()
        .zip(weights)
        .map(|(row, weight)| {
            let difficulty = items.get(row.table).map_or(0.0, |item| item.difficulty);
            weight * (row.logit + difficulty)
        })
        .collect();
    let covariance = Matrix6::identity() * 0.15 + Matrix6::repeat(0.85);
    let abilities = observations
        .weight_of_entries(&above)
        .into_iter()
        .zip(observations.weight_of_entries(weights))
        .map(|(sum, weight)| Posterior {
            mean: Vector6::repeat(sum / (weight + 1.0)),
            covariance,
        })
        .collect();
    Model {
        items,
        covariance,
        abilities,
    }
}

/// The precision of each score: the inverse of its squared scale, less where it lies far off.
#[must_use]
pub fn precisions(observations: &Observations, weights: &[f64], model: &Model) -> Vec<f64> {
    let rows = observations.rows.iter().zip(weights);
    rows.map(|(row, weight)| {
        model.meet(row).map_or(0.0, |(ability, item)| {
            let spread = item.spread(row);
            let distance = item.squared_error(row, ability) / spread;
            weight * (FREEDOM + 1.0) / (FREEDOM + distance) / spread
        })
    })
    .collect()
}

/// The posteriors of the abilities when tables, covariance and precisions are given.
///
/// # Errors
/// As [`fit`].
pub fn abilities(
    observations: &Observations,
    precisions: &[f64],
    model: &Model,
) -> Result<Vec<Posterior>> {
    let prior = inverse(model.covariance)?;
    let nothing = (Vector6::zeros(), Vector6::zeros());
    let mut evidence = vec![nothing; observations.entries.len()];
    for (row, precision) in observations.rows.iter().zip(precisions) {
        if let (Some(item), Some((information, pull))) =
            (model.items.get(row.table), evidence.get_mut(row.entry))
        {
            *row.domain.of_mut(information) += precision * item.slope.powi(2);
            *row.domain.of_mut(pull) += precision * item.slope * (row.logit + item.difficulty);
        }
    }
    evidence
        .into_iter()
        .map(|(information, pull)| {
            let covariance = inverse(prior + Matrix6::from_diagonal(&information))?;
            Ok(Posterior {
                mean: covariance * pull,
                covariance,
            })
        })
        .collect()
}

fn inverse(matrix: Matrix6<f64>) -> Result<Matrix6<f64>> {
    let factors = matrix
        .cholesky()
        .context("The covariance of the abilities is lost: there are too few scores.")?;
    Ok(factors.inverse())
}

/// The covariance of abilities over the entries that have scores.
#[must_use]
pub fn covariance(
    observations: &Observations,
    weights: &[f64],
    abilities: &[Posterior],
) -> Matrix6<f64> {
    let mut sum = Matrix6::zeros();
    let mut count = 0.0;
    let weights = observations.weight_of_entries(weights);
    for (posterior, _) in abilities.iter().zip(weights).filter(|(_, w)| *w > 0.0) {
        sum += posterior.mean * posterior.mean.transpose() + posterior.covariance;
        count += 1.0;
    }
    sum / count
}

/// Makes the mean variance of an ability 1: slopes and abilities could trade a factor.
fn fix_scale(model: &mut Model) {
    let factor = (model.covariance.trace() / 6.0).sqrt();
    model.covariance /= factor.powi(2);
    for posterior in &mut model.abilities {
        posterior.mean /= factor;
        posterior.covariance /= factor.powi(2);
    }
    for item in &mut model.items {
        item.slope *= factor;
    }
}
