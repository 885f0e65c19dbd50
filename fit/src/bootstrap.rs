//! The uncertainty that comes from the choice of tables: the fit repeated with whole tables left
//! out or counted several times. The uncertainty of the abilities alone lacks the links between
//! tables.

use anyhow::{Context, Result};
use nalgebra::Vector6;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, Poisson};

use crate::domain::{Component, Domain};
use crate::irt::{Model, fit};
use crate::observations::Observations;
use crate::quality_scale::Index;
use crate::statistics;

/// The number of repetitions of the fit. At 60 the width of an interval is itself uncertain by an
/// eighth, which moved thinly measured models by ten points from one seed to the next; this halves
/// it.
const DRAWS: usize = 240;
/// Passes of each, from the fit to all tables.
const PASSES: usize = 40;
const SEED: u64 = 7;

/// Standard deviations of an entry over the draws, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Deviations {
    /// Of the mean of the six domains.
    pub overall: f64,
    /// Of each domain.
    pub domains: Vector6<f64>,
}

/// Repeats the fit, each table counted as often as a Poisson draw of mean 1 says.
///
/// # Errors
/// As [`fit`].
pub fn bootstrap(observations: &Observations, model: &Model) -> Result<Vec<Deviations>> {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let times = Poisson::new(1.0).context("A Poisson distribution of mean 1 exists.")?;
    let mut draws: Vec<Vec<Vector6<f64>>> = vec![Vec::new(); observations.entries.len()];
    for _ in 0..DRAWS {
        let of_tables: Vec<f64> = observations
            .tables
            .iter()
            .map(|_| times.sample(&mut random))
            .collect();
        let weights: Vec<f64> = observations
            .rows
            .iter()
            .map(|row| of_tables.get(row.table).copied().unwrap_or_default())
            .collect();
        let drawn = fit(observations, &weights, PASSES, Some(model))?;
        let index = Index::of(observations, &drawn)?;
        let scored = observations.weight_of_entries(&weights);
        for ((draws, posterior), weight) in draws.iter_mut().zip(&drawn.abilities).zip(scored) {
            if weight > 0.0 {
                draws.push(posterior.mean.map(|ability| index.points(ability)));
            }
        }
    }
    Ok(draws.iter().map(|draws| Deviations::of(draws)).collect())
}

impl Deviations {
    fn of(draws: &[Vector6<f64>]) -> Self {
        let mut domains = Vector6::zeros();
        for domain in Domain::ALL {
            *domain.of_mut(&mut domains) = deviation(draws.iter().map(|draw| domain.of(draw)));
        }
        Self {
            overall: deviation(draws.iter().map(Vector6::mean)),
            domains,
        }
    }
}

/// Half the distance between the quantiles that lie one deviation from the middle of a normal
/// distribution; a few wild draws do not move them. 0 of nothing.
fn deviation(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    match (
        statistics::quantile(&values, 0.16),
        statistics::quantile(&values, 0.84),
    ) {
        (Some(low), Some(high)) => (high - low) / 2.0,
        _ => 0.0,
    }
}
