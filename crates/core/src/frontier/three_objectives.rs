//! The frontier of two objectives against one cost.

use std::cmp::Ordering;

/// The positions of the candidates that no other dominates in three criteria.
///
/// `candidates` are triples of two objectives and a cost, in order of falling first objective. A
/// candidate is dominated when another is at least as good in all three and better in one; those that are equal
/// in all three stay together. Exact on ties.
///
/// ```
/// use headroom_core::frontier::pareto_frontier_of_three;
/// //                (quality, speed, memory)
/// let candidates = [(9, 20, 40), (8, 60, 40), (8, 60, 45), (7, 20, 30), (7, 20, 30), (6, 50, 40)];
/// assert_eq!(pareto_frontier_of_three(candidates), [0, 1, 3, 4]);
/// ```
///
/// Candidates of which a criterion compares with nothing (a NaN) are dominated and dominate none.
///
/// Each candidate takes a binary search over the two-dimensional frontier of second objective and
/// cost so far, and moves those behind it where it enters: never more than candidates × the size of
/// that frontier, and in practice little more than one pass.
///
/// # Panics
/// Never. With first objectives out of order the result is some subset of the candidates.
#[must_use]
pub fn pareto_frontier_of_three<G, H, C>(
    candidates: impl IntoIterator<Item = (G, H, C)>,
) -> Vec<usize>
where
    G: PartialOrd,
    H: PartialOrd + Copy,
    C: PartialOrd + Copy,
{
    let mut frontier = Pareto2(Vec::new());
    let mut positions = Vec::new();
    // The candidates of the current first objective, which wait for all others of it.
    let mut waiting: Vec<(usize, Trade<H, C>)> = Vec::new();
    let mut current: Option<(G, usize)> = None;
    for (position, (first, second, cost)) in candidates.into_iter().enumerate() {
        let comparable = first.partial_cmp(&first).is_some()
            && second.partial_cmp(&second).is_some()
            && cost.partial_cmp(&cost).is_some();
        if !comparable {
            continue;
        }
        let group = match &current {
            Some((objective, group)) if *objective == first => *group,
            _ => {
                frontier.settle(&mut waiting, &mut positions);
                current = Some((first, position));
                position
            }
        };
        let trade = Trade {
            second,
            cost,
            group,
        };
        if frontier.enter(trade) {
            waiting.push((position, trade));
        }
    }
    frontier.settle(&mut waiting, &mut positions);
    positions
}

/// A second objective at a cost.
#[derive(Clone, Copy, PartialEq)]
struct Trade<H, C> {
    second: H,
    cost: C,
    /// Position of the first candidate with the same first objective.
    group: usize,
}

/// The frontier of second objective and cost, in order of rising cost, which is that of rising
/// second objective too.
struct Pareto2<H, C>(Vec<Trade<H, C>>);

impl<H: PartialOrd + Copy, C: PartialOrd + Copy> Pareto2<H, C> {
    /// Enters a trade; `false` where an earlier candidate dominates it.
    fn enter(&mut self, trade: Trade<H, C>) -> bool {
        let affordable = self.0.partition_point(|other| other.cost <= trade.cost);
        // Of all that cost no more the last has the highest second objective.
        let best = affordable.checked_sub(1).and_then(|last| self.0.get(last));
        if let Some(best) = best
            && best.second >= trade.second
        {
            // What was entered with a higher first objective dominates also its equals.
            return *best == trade;
        }
        let start = self.0.partition_point(|other| other.cost < trade.cost);
        let beaten = self.0.iter().skip(start);
        let beaten = beaten.take_while(|other| other.second <= trade.second);
        let end = start + beaten.count();
        self.0.drain(start..end);
        self.0.insert(start, trade);
        true
    }

    /// True if a trade is still on the frontier.
    fn holds(&self, trade: &Trade<H, C>) -> bool {
        let place = self.0.binary_search_by(|other| {
            let order = other.cost.partial_cmp(&trade.cost);
            order.unwrap_or(Ordering::Equal)
        });
        place.is_ok_and(|place| self.0.get(place) == Some(trade))
    }

    /// Keeps of the candidates that waited those that none of their own first objective dominates.
    fn settle(&self, waiting: &mut Vec<(usize, Trade<H, C>)>, positions: &mut Vec<usize>) {
        let kept = waiting.drain(..).filter(|(_, trade)| self.holds(trade));
        positions.extend(kept.map(|(position, _)| position));
    }
}
