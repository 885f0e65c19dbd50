//! Six correlated abilities behind the scores.
//!
//! An entry has an ability in each domain, a table a slope `a` and a difficulty `c`:
//!
//! ```text
//! logit p = a · ability[domain] − c + e
//! e       ~ Student-t(4), scale² = scatter² + variance of counting
//! ability ~ N(0, Σ)      mean of Σ's diagonal: 1
//! ```
//!
//! The form of an item is that of item response theory (Lord & Novick 1968), as the Epoch
//! Capabilities Index uses it with one ability; heavy tails by weights as in Lange, Little &
//! Taylor (1989).

mod fit;
mod items;

use nalgebra::{Matrix6, Vector6};

use crate::domain::{Component, Domain};
use crate::observations::{Observation, Observations};

pub use fit::{abilities, covariance, fit, pass, precisions};
pub use items::{items, mean_slope, scatters};

/// Degrees of freedom of the errors.
pub const FREEDOM: f64 = 4.0;

/// The result of a fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// One for each of [`Observations::tables`].
    pub items: Vec<Item>,
    /// The covariance of the abilities over the entries.
    pub covariance: Matrix6<f64>,
    /// One for each of [`Observations::entries`].
    pub abilities: Vec<Posterior>,
}

/// The parameters of a table, as fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// Logits for one unit of ability, positive.
    pub slope: f64,
    /// Logits that an entry of ability 0 is below an even chance.
    pub difficulty: f64,
    /// Standard deviation of what neither ability nor counting explains, in logits.
    pub scatter: f64,
}

/// The posterior of an entry's abilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posterior {
    /// The expected abilities.
    pub mean: Vector6<f64>,
    /// Their covariance.
    pub covariance: Matrix6<f64>,
}

impl Item {
    /// The logit that is expected of an ability.
    #[must_use]
    pub fn logit(&self, ability: f64) -> f64 {
        self.slope * ability - self.difficulty
    }

    /// Squared scale of the errors of a score.
    fn spread(&self, row: &Observation) -> f64 {
        self.scatter.powi(2) + row.variance
    }

    /// Expected square of the error of a score.
    fn squared_error(&self, row: &Observation, ability: Ability) -> f64 {
        (row.logit - self.logit(ability.mean)).powi(2) + self.slope.powi(2) * ability.variance
    }
}

/// The posterior of one ability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ability {
    /// Its expected value.
    pub mean: f64,
    /// Its variance.
    pub variance: f64,
}

impl Posterior {
    /// The ability in one domain.
    #[must_use]
    pub fn ability(&self, domain: Domain) -> Ability {
        Ability {
            mean: domain.of(&self.mean),
            variance: domain.variance(&self.covariance),
        }
    }

    /// The mean of the six.
    #[must_use]
    pub fn overall(&self) -> Ability {
        Ability {
            mean: self.mean.mean(),
            variance: self.covariance.mean(),
        }
    }
}

impl Model {
    /// The ability and the table that meet in a score.
    #[must_use]
    pub fn meet(&self, row: &Observation) -> Option<(Ability, &Item)> {
        let ability = self.abilities.get(row.entry)?.ability(row.domain);
        Some((ability, self.items.get(row.table)?))
    }

    /// The share of right answers that is expected, from 0 to 1.
    #[must_use]
    pub fn share(&self, observations: &Observations, row: &Observation) -> Option<f64> {
        let (ability, item) = self.meet(row)?;
        let chance = observations.tables.get(row.table)?.chance;
        let cleared = 1.0 / (1.0 + (-item.logit(ability.mean)).exp());
        Some(chance + (1.0 - chance) * cleared)
    }

    /// The number of standard deviations by which a score is above the expected one.
    #[must_use]
    pub fn residual(&self, row: &Observation) -> Option<f64> {
        let (ability, item) = self.meet(row)?;
        let tails = FREEDOM / (FREEDOM - 2.0);
        let variance = item.slope.powi(2) * ability.variance + item.spread(row) * tails;
        Some((row.logit - item.logit(ability.mean)) / variance.sqrt())
    }
}
