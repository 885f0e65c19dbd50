//! The probabilities of candidates being on the frontier, and the ties on it.

use super::sort_positions::sort_positions;
use super::{Candidate, Evaluation};
use crate::catalog::{Catalog, Mode, ScoreStatus};
use crate::frontier::{Uncertain, frontier_probabilities, plausible};
use crate::quality::{self, UseCases};
use crate::scenario::Axis;
use crate::units::Bytes;

/// The least share of draws with which a candidate off the frontier is named: one in twenty.
const NEAR_MISS: f32 = 0.05;

/// A score before the loss of quantization and its standard deviation, in points, for every model
/// and mode.
struct Measured(Vec<Option<(f64, f64)>>);

impl Measured {
    fn of(catalog: &Catalog, uses: &UseCases) -> Self {
        let mut measured = vec![None; catalog.models.len() * Mode::ALL.len()];
        for (index, model) in catalog.indexed_models() {
            for score in &model.scores {
                let sufficient = score.status != ScoreStatus::Insufficient;
                let place = place(index.position(), score.mode);
                if let Some(entry) = measured.get_mut(place).filter(|_| sufficient) {
                    let scores = uses.score(score);
                    *entry = Some((scores.value.as_f64(), quality::deviation(scores)));
                }
            }
        }
        Self(measured)
    }

    /// A candidate as the draws see it; `None` where its model has no sufficient score.
    fn uncertain(&self, candidate: &Candidate, memory: Bytes) -> Option<Uncertain<Bytes>> {
        let model = candidate.model.position();
        let place = place(model, candidate.mode);
        let (objective, deviation) = self.0.get(place).copied().flatten()?;
        Some(Uncertain {
            cost: memory,
            objective,
            deviation,
            loss: f64::from(candidate.loss),
            rating_id: u32::try_from(place).ok()?,
            model_id: u32::try_from(model).ok()?,
        })
    }
}

/// The number of a model in a mode.
const fn place(model: usize, mode: Mode) -> usize {
    model * Mode::ALL.len() + mode as usize
}

impl Evaluation {
    /// The probability of each candidate of the frontier being really on it, 0 to 1, by [joint
    /// draws](frontier_probabilities) of all scores and losses; and of the others the probabilities
    /// of at least 0.05. In the order of the pool, by position.
    ///
    /// Empty where candidates are ranked by something else than quality.
    ///
    /// It takes about as long as making the pool: for when the page rests, not for every step of a
    /// slider.
    #[must_use]
    pub fn likelihoods(&self) -> Vec<(usize, f32)> {
        if self.axis() != Axis::Quality {
            return Vec::new();
        }
        let measured = Measured::of(self.catalog(), &self.scenario.goal.use_cases);
        let (positions, candidates): (Vec<usize>, Vec<Uncertain<Bytes>>) = self
            .pool
            .ranked()
            .filter(|&(position, _)| self.fits(position))
            .filter_map(|(position, candidate)| {
                let memory = self.memory_of(position);
                Some((position, measured.uncertain(candidate, memory)?))
            })
            .unzip();
        let relative = self.catalog().loss.relative_deviation;
        let mut among = plausible(&candidates, relative);
        let cost = |at: usize| candidates.get(at).map(|one| one.cost);
        sort_positions(&mut among, &|a, b| cost(a).cmp(&cost(b)));
        let drawn: Vec<Uncertain<Bytes>> = among
            .iter()
            .filter_map(|&at| candidates.get(at).copied())
            .collect();
        let mut shares = vec![0.0; candidates.len()];
        for (at, share) in among
            .into_iter()
            .zip(frontier_probabilities(&drawn, relative))
        {
            if let Some(entry) = shares.get_mut(at) {
                *entry = share;
            }
        }
        positions
            .into_iter()
            .zip(shares)
            .filter(|&(position, share)| share >= NEAR_MISS || self.is_on_frontier(position))
            .collect()
    }

    /// The other candidates of the frontier that are tied with this one: the probability that the
    /// two are in the right order of quality is below 75 %. In order of falling quality; empty for
    /// a candidate without a rating.
    #[must_use]
    pub fn ties(&self, position: usize) -> Vec<usize> {
        let measured = Measured::of(self.catalog(), &self.scenario.goal.use_cases);
        let uncertain = |at: usize| {
            let candidate = self.pool.candidate(at)?;
            measured.uncertain(candidate, self.memory_of(at))
        };
        let Some(own) = uncertain(position) else {
            return Vec::new();
        };
        let relative = self.catalog().loss.relative_deviation;
        let others = self.frontier.iter().copied().filter(|&at| at != position);
        others
            .filter(|&at| uncertain(at).is_some_and(|other| own.is_tied_with(&other, relative)))
            .collect()
    }
}
