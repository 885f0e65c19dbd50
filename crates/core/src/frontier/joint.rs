//! How likely a candidate is on the frontier when gains are not known for sure.
//!
//! Gains are drawn jointly: in each draw every source of candidates (a model in a mode) gets one
//! gain, and every kind (a model) one factor for its losses. What candidates share thus cancels
//! where they are compared, as it should: however uncertain a model's score, its better
//! quantization stays the better one.
//!
//! ```text
//! gain in a draw = gain + deviation × z[source] − loss × max(0, 1 + relative deviation × z[kind])
//! ```
//!
//! with standard normal deviates `z`. The loss has one factor for all quantizations of a model. In
//! the fit of the losses the model's own effect is half of the error's variance (in the logarithm
//! 0.41 without it, 0.30 with it). The other half belongs to single measurements, and to draw it
//! for each type would turn types around that stand in order by their bits.

use std::cmp::Reverse;

use super::deviate::{Stream, deviate};
use super::{Staircase, pareto_frontier};
use crate::units::IndexPoints;

/// How many draws there are: the standard error of a share is at most √(½ × ½ / 200) = 0.035.
pub const DRAWS: u32 = 200;

/// How many standard deviations a candidate must be behind a cheaper one to be left out. In less
/// than one draw of a hundred (Φ(−2.5) = 0.006) it would then be ahead.
const OUT_OF_REACH: f64 = 2.5;

/// With how many cheaper candidates of the frontier each is compared, the best first: worse ones
/// can be the better known.
const RIVALS: usize = 4;

/// The upper quartile of the normal distribution: by so many standard deviations a difference must
/// be off for its sign to be right with a probability of 75 %.
const UPPER_QUARTILE: f64 = 0.674_49;

/// The step to which gains are rounded, in points.
const POINT_STEP: f64 = 0.01;

/// A candidate whose gain is not known for sure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uncertain<C> {
    /// What it costs, which is known.
    pub cost: C,
    /// Its gain before the loss, in points. This and the other figures are finite.
    pub gain: f64,
    /// The standard deviation of that gain, in points.
    pub deviation: f64,
    /// The loss, in points.
    pub loss: f64,
    /// Candidates with the same number have the same gain before the loss, in every draw.
    pub source: u32,
    /// Candidates with the same number are wrong about their losses by the same factor. Those of
    /// one source are of one kind.
    pub kind: u32,
}

impl<C> Uncertain<C> {
    /// The expected gain, in points.
    fn expected(&self) -> f64 {
        self.gain - self.loss
    }

    /// Whether the order of two gains is right with a probability below 75 %: both are normal, and
    /// what they share cancels. `relative` is the standard deviation of a loss over the loss.
    #[must_use]
    pub fn is_tied_with(&self, other: &Self, relative: f64) -> bool {
        let of_losses = if self.kind == other.kind {
            self.loss - other.loss
        } else {
            self.loss.hypot(other.loss)
        };
        let of_gains = if self.source == other.source {
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
/// `candidates` stand in order of falling expected gain; `relative` is the standard deviation of a
/// loss over the loss. Two kinds are left out:
///
/// - those that a cheaper one (or one as cheap) of the frontier of expected gains leads by 2.5
///   standard deviations of the difference: their own share of draws is below 0.01;
/// - those that cost more than another of their own source and lose no less, which no draw
///   changes.
///
/// The frontier of expected gains always stays.
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
        // The frontier falls in cost as it falls in gain.
        let cheaper = frontier.partition_point(|rival| rival.cost > one.cost);
        let rivals = frontier.iter().skip(cheaper).take(RIVALS);
        let mut out_of_reach = rivals.filter(|rival| {
            let lead = rival.expected() - one.expected();
            let reach = variance(rival) + variance(one);
            lead > 0.0 && lead * lead > OUT_OF_REACH * OUT_OF_REACH * reach
        });
        out_of_reach.next().is_none()
    };
    let sources = Numbers::of(candidates.iter().map(|one| one.source));
    // Of each source the cheapest so far.
    let mut cheapest: Vec<Option<&Uncertain<C>>> = vec![None; sources.0.len()];
    let mut positions = Vec::new();
    for (position, one) in candidates.iter().enumerate() {
        let Some(cheapest) = cheapest.get_mut(sources.place(one.source)) else {
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
/// the loss. The draws of a source and of a kind depend on nothing but their numbers, so that the
/// same question has the same answer, and a similar question a similar one.
#[must_use]
pub fn joint_frontier<C: PartialOrd + Copy>(
    candidates: &[Uncertain<C>],
    relative: f64,
) -> Vec<f32> {
    let sources = Numbers::of(candidates.iter().map(|one| one.source));
    let kinds = Numbers::of(candidates.iter().map(|one| one.kind));
    let places: Vec<(usize, usize)> = candidates
        .iter()
        .map(|one| (sources.place(one.source), kinds.place(one.kind)))
        .collect();
    let mut counts = vec![0_u16; candidates.len()];
    let (mut scores, mut factors) = (Vec::new(), Vec::new());
    for draw in 0..DRAWS {
        scores.clear();
        scores.extend(
            sources
                .0
                .iter()
                .map(|&source| deviate(Stream::Score(source), draw)),
        );
        factors.clear();
        factors.extend(kinds.0.iter().map(|&kind| {
            let factor = 1.0 + relative * deviate(Stream::Loss(kind), draw);
            factor.max(0.0)
        }));
        let mut staircase = Staircase::default();
        let mut best = f64::NEG_INFINITY;
        for ((position, one), &(source, kind)) in candidates.iter().enumerate().zip(&places) {
            let (Some(score), Some(factor)) = (scores.get(source), factors.get(kind)) else {
                continue;
            };
            let gain = one.gain + one.deviation * score - one.loss * factor;
            // Most are too far behind a cheaper one for their rounded gains to be the same.
            if gain + POINT_STEP < best {
                continue;
            }
            best = gain.max(best);
            let gain = IndexPoints::from_f64(gain);
            // The frontier is the same when gain and cost change places.
            staircase.offer(position, Reverse(one.cost), Reverse(gain));
        }
        for position in staircase.positions() {
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

/// The numbers that occur, each once, rising.
struct Numbers(Vec<u32>);

impl Numbers {
    fn of(numbers: impl Iterator<Item = u32>) -> Self {
        let mut known = Vec::new();
        for number in numbers {
            if let Err(place) = known.binary_search(&number) {
                known.insert(place, number);
            }
        }
        Self(known)
    }

    /// The place of a number that occurs.
    fn place(&self, number: u32) -> usize {
        self.0.partition_point(|&known| known < number)
    }
}
