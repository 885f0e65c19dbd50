//! The Pareto frontier of objectives against a cost: of one objective, of two, and of one that is
//! known with an uncertainty.

mod monte_carlo;
mod normal;
mod three_objectives;

pub use monte_carlo::{DRAWS, Uncertain, frontier_probabilities, plausible};
pub use three_objectives::pareto_frontier_of_three;

/// The positions of the candidates that no other dominates.
///
/// `candidates` are pairs of an objective and a cost, in order of falling objective. A candidate
/// is dominated when another has a higher objective at the same or less cost, or less cost at the
/// same or higher objective; two that are equal in both stay together. One pass, exact on ties.
///
/// ```
/// use headroom_core::frontier::pareto_frontier;
/// //                (quality, memory)
/// let candidates = [(9, 40), (8, 40), (8, 20), (8, 20), (5, 30), (4, 10)];
/// assert_eq!(pareto_frontier(candidates), [0, 2, 3, 5]);
/// ```
///
/// Candidates whose objective or cost compares with nothing (a NaN) are dominated and dominate none.
///
/// # Panics
/// Never. With objectives out of order the result is some subset of the candidates.
#[must_use]
pub fn pareto_frontier<G, C>(candidates: impl IntoIterator<Item = (G, C)>) -> Vec<usize>
where
    G: PartialOrd,
    C: PartialOrd,
{
    let mut frontier = FrontierBuilder::default();
    for (position, (objective, cost)) in candidates.into_iter().enumerate() {
        frontier.offer(position, objective, cost);
    }
    frontier.positions()
}

/// A frontier that is built candidate by candidate, for callers that pass over them anyway; see
/// [`pareto_frontier`].
#[derive(Clone, Debug)]
pub struct FrontierBuilder<G, C> {
    positions: Vec<usize>,
    /// The least cost of all candidates with a higher objective than the current ones.
    best_cost: Option<C>,
    /// The objective and the cost of the current candidates, and where they begin in `positions`.
    group: Option<(G, C, usize)>,
}

impl<G, C> Default for FrontierBuilder<G, C> {
    fn default() -> Self {
        Self {
            positions: Vec::new(),
            best_cost: None,
            group: None,
        }
    }
}

impl<G: PartialOrd, C: PartialOrd> FrontierBuilder<G, C> {
    /// Takes the next candidate in order of falling objective.
    pub fn offer(&mut self, position: usize, objective: G, cost: C) {
        if objective.partial_cmp(&objective).is_none() || cost.partial_cmp(&cost).is_none() {
            return;
        }
        match &mut self.group {
            Some((same, least, start)) if *same == objective => {
                if cost == *least {
                    self.positions.push(position);
                } else if cost < *least {
                    self.positions.truncate(*start);
                    self.positions.push(position);
                    *least = cost;
                }
            }
            _ => {
                if let Some((_, least, _)) = self.group.take() {
                    self.best_cost = Some(least);
                }
                if self
                    .best_cost
                    .as_ref()
                    .is_none_or(|best_cost| cost < *best_cost)
                {
                    self.group = Some((objective, cost, self.positions.len()));
                    self.positions.push(position);
                }
            }
        }
    }

    /// The positions of the candidates that no other dominates.
    #[must_use]
    pub fn positions(self) -> Vec<usize> {
        self.positions
    }
}
