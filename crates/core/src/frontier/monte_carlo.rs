//! The probability that a candidate is on the frontier when objectives are uncertain.
//!
//! Objectives are drawn jointly (Monte Carlo): in each draw every rating (a model in a mode) gets one
//! objective, and every model one factor for its losses. What candidates share thus cancels
//! where they are compared, as it should: however uncertain a model's score, its better
//! quantization stays the better one.
//!
//! ```text
//! objective in a draw = objective + deviation × z[rating] − loss × max(0, 1 + relative deviation × z[model])
//! ```
//!
//! with standard normal deviates `z`. The loss has one factor for all quantizations of a model. In
//! the fit of the losses the model's own effect is half of the error's variance (in the logarithm
//! 0.41 without it, 0.30 with it). The other half belongs to single measurements, and to draw it
//! for each type would turn types around that stand in order by their bits.

use std::cmp::Reverse;

use super::normal::{Stream, deviate};
use super::{FrontierBuilder, pareto_frontier};
use crate::distinct::distinct;
use crate::units::IndexPoints;

/// The number of draws: the standard error of a share is at most √(½ × ½ / 200) = 0.035.
pub const DRAWS: u32 = 200;

/// The number of standard deviations by which a candidate must be behind a cheaper one to be left
/// out. In less than one draw of a hundred (Φ(−2.5) = 0.006) it would then be ahead.
const OUT_OF_REACH: f64 = 2.5;

/// With how many cheaper candidates of the frontier each is compared, the best first: worse ones
/// can be the better known.
const RIVALS: usize = 4;

/// The upper quartile of the normal distribution: by so many standard deviations a difference must
/// be off for its sign to be right with a probability of 75 %.
const UPPER_QUARTILE: f64 = 0.674_49;

/// The step to which objectives are rounded, in points.
const POINT_STEP: f64 = 0.01;

/// A candidate with an uncertain objective.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uncertain<C> {
    /// Its cost, which is known.
    pub cost: C,
    /// Its objective before the loss, in points. This and the other figures are finite.
    pub objective: f64,
    /// The standard deviation of that objective, in points.
    pub deviation: f64,
    /// The loss, in points.
    pub loss: f64,
    /// The rating: its candidates have the same objective before the loss, in every draw.
    pub rating_id: u32,
    /// The model: its candidates are wrong about their losses by the same factor. A rating is of one
    /// model.
    pub model_id: u32,
}

impl<C> Uncertain<C> {
    /// The expected objective, in points.
    fn expected(&self) -> f64 {
        self.objective - self.loss
    }

    /// True if the order of two objectives is right with a probability below 75 %: both are normal,
    /// and what they share cancels. `relative` is the standard deviation of a loss over the loss.
    #[must_use]
    pub fn is_tied_with(&self, other: &Self, relative: f64) -> bool {
        let of_losses = if self.model_id == other.model_id {
            self.loss - other.loss
        } else {
            self.loss.hypot(other.loss)
        };
        let of_gains = if self.rating_id == other.rating_id {
            0.0
        } else {
            self.deviation.hypot(other.deviation)
        };
        let deviation = of_gains.hypot(relative * of_losses);
        (self.expected() - other.expected()).abs() <= UPPER_QUARTILE * deviation
    }
}

/// The positions of the candidates that can be on the frontier in a draw worth counting.
///
/// `candidates` stand in order of falling expected objective; `relative` is the standard deviation of a
/// loss over the loss. Two kinds are left out:
///
/// - those that a cheaper one (or one as cheap) of the frontier of expected objectives leads by 2.5
///   standard deviations of the difference: their own share of draws is below 0.01;
/// - those that cost more than another of their own rating and lose no less, which no draw
///   changes.
///
/// The frontier of expected objectives always stays.
#[must_use]
pub fn plausible<C: PartialOrd + Copy>(candidates: &[Uncertain<C>], relative: f64) -> Vec<usize> {
    let variance =
        |one: &Uncertain<C>| one.deviation * one.deviation + (relative * one.loss).powi(2);
    let expected = candidates
        .iter()
        .map(|one| (IndexPoints::from_f64(one.expected()), one.cost));
    let frontier: Vec<&Uncertain<C>> = pareto_frontier(expected)
        .into_iter()
        .filter_map(|position| candidates.get(position))
        .collect();
    let is_reachable = |one: &Uncertain<C>| {
        // The frontier falls in cost as it falls in objective.
        let cheaper = frontier.partition_point(|rival| rival.cost > one.cost);
        let rivals = frontier.iter().skip(cheaper).take(RIVALS);
        let mut out_of_reach = rivals.filter(|rival| {
            let lead = rival.expected() - one.expected();
            let reach = variance(rival) + variance(one);
            lead > 0.0 && lead * lead > OUT_OF_REACH * OUT_OF_REACH * reach
        });
        out_of_reach.next().is_none()
    };
    let ratings = distinct(candidates.iter().map(|one| one.rating_id));
    // The cheapest so far of each rating.
    let mut cheapest: Vec<Option<&Uncertain<C>>> = vec![None; ratings.len()];
    let mut positions = Vec::new();
    for (position, one) in candidates.iter().enumerate() {
        let Some(cheapest) = cheapest.get_mut(place_of(one.rating_id, &ratings)) else {
            continue;
        };
        if cheapest.is_some_and(|other| other.cost < one.cost && other.loss <= one.loss) {
            continue;
        }
        if cheapest.is_none_or(|other| one.cost < other.cost) {
            *cheapest = Some(one);
        }
        if is_reachable(one) {
            positions.push(position);
        }
    }
    positions
}

/// The share of draws in which each candidate is on the frontier, 0 to 1.
///
/// `candidates` stand in order of rising cost; `relative` is the standard deviation of a loss over
/// the loss. The draws of a rating and of a model depend on nothing but their ids, so that the
/// same question has the same answer, and a similar question a similar one.
#[must_use]
pub fn frontier_probabilities<C: PartialOrd + Copy>(
    candidates: &[Uncertain<C>],
    relative: f64,
) -> Vec<f32> {
    let ratings = distinct(candidates.iter().map(|one| one.rating_id));
    let models = distinct(candidates.iter().map(|one| one.model_id));
    let places: Vec<(usize, usize)> = candidates
        .iter()
        .map(|one| {
            (
                place_of(one.rating_id, &ratings),
                place_of(one.model_id, &models),
            )
        })
        .collect();
    let mut counts = vec![0_u16; candidates.len()];
    let (mut scores, mut factors) = (Vec::new(), Vec::new());
    for draw in 0..DRAWS {
        scores.clear();
        scores.extend(
            ratings
                .iter()
                .map(|&rating_id| deviate(Stream::Score(rating_id), draw)),
        );
        factors.clear();
        factors.extend(models.iter().map(|&model_id| {
            let factor = 1.0 + relative * deviate(Stream::Loss(model_id), draw);
            factor.max(0.0)
        }));
        let mut frontier = FrontierBuilder::default();
        let mut best = f64::NEG_INFINITY;
        for ((position, one), &(rating_id, model_id)) in candidates.iter().enumerate().zip(&places)
        {
            let (Some(score), Some(factor)) = (scores.get(rating_id), factors.get(model_id)) else {
                continue;
            };
            let objective = one.objective + one.deviation * score - one.loss * factor;
            // Most are too far behind a cheaper one for their rounded objectives to be the same.
            if objective + POINT_STEP < best {
                continue;
            }
            best = objective.max(best);
            let objective = IndexPoints::from_f64(objective);
            // The frontier is the same when objective and cost change places.
            frontier.offer(position, Reverse(one.cost), Reverse(objective));
        }
        for position in frontier.positions() {
            if let Some(count) = counts.get_mut(position) {
                *count += 1;
            }
        }
    }
    #[expect(clippy::cast_precision_loss)]
    let draws = DRAWS as f32;
    let share = |count| f32::from(count) / draws;
    counts.into_iter().map(share).collect()
}

/// The place of an id among rising ones.
fn place_of(id: u32, ids: &[u32]) -> usize {
    ids.partition_point(|&known| known < id)
}
