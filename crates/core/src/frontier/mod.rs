//! The Pareto frontier of what is wanted against what it costs: for one gain, for two, and for a
//! gain that is not known for sure.

mod deviate;
mod joint;
mod three;

pub use joint::{DRAWS, Uncertain, joint_frontier, plausible};
pub use three::pareto_frontier_of_three;

/// The positions of the candidates that no other dominates.
///
/// `candidates` are pairs of a gain and a cost, in order of falling gain. A candidate is dominated
/// when another has a higher gain at the same or less cost, or less cost at the same or higher
/// gain; two that are equal in both stay together. One pass, exact on ties.
///
/// ```
/// use headroom_core::frontier::pareto_frontier;
/// //                (quality, memory)
/// let candidates = [(9, 40), (8, 40), (8, 20), (8, 20), (5, 30), (4, 10)];
/// assert_eq!(pareto_frontier(candidates), [0, 2, 3, 5]);
/// ```
///
/// Candidates whose gain or cost compares with nothing (a NaN) are dominated and dominate none.
///
/// # Panics
/// Never. With gains out of order the result is some subset of the candidates.
#[must_use]
pub fn pareto_frontier<G, C>(candidates: impl IntoIterator<Item = (G, C)>) -> Vec<usize>
where
    G: PartialOrd,
    C: PartialOrd,
{
    let mut staircase = Staircase::default();
    for (position, (gain, cost)) in candidates.into_iter().enumerate() {
        staircase.offer(position, gain, cost);
    }
    staircase.positions()
}

/// A frontier that is built candidate by candidate, for callers that pass over them anyway; see
/// [`pareto_frontier`].
#[derive(Clone, Debug)]
pub struct Staircase<G, C> {
    positions: Vec<usize>,
    /// The least cost of all candidates with a higher gain than the current ones.
    bar: Option<C>,
    /// The gain and the cost of the current candidates, and where they begin in `positions`.
    group: Option<(G, C, usize)>,
}

impl<G, C> Default for Staircase<G, C> {
    fn default() -> Self {
        Self {
            positions: Vec::new(),
            bar: None,
            group: None,
        }
    }
}

impl<G: PartialOrd, C: PartialOrd> Staircase<G, C> {
    /// Takes the next candidate in order of falling gain.
    pub fn offer(&mut self, position: usize, gain: G, cost: C) {
        if gain.partial_cmp(&gain).is_none() || cost.partial_cmp(&cost).is_none() {
            return;
        }
        match &mut self.group {
            Some((same, least, start)) if *same == gain => {
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
                    self.bar = Some(least);
                }
                if self.bar.as_ref().is_none_or(|bar| cost < *bar) {
                    self.group = Some((gain, cost, self.positions.len()));
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
