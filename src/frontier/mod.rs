//! The Pareto frontier of what is wanted against what it costs.

/// The positions of the candidates that no other dominates.
///
/// `candidates` are pairs of a gain and a cost, in order of falling gain. A candidate is dominated
/// when another has a higher gain at the same or less cost, or less cost at the same or higher
/// gain; two that are equal in both stay together. One pass, exact on ties.
///
/// ```
/// use headroom::frontier::pareto_frontier;
/// //                (quality, memory)
/// let candidates = [(9, 40), (8, 40), (8, 20), (8, 20), (5, 30), (4, 10)];
/// assert_eq!(pareto_frontier(candidates), [0, 2, 3, 5]);
/// ```
///
/// Candidates whose gain or cost compares with nothing (a NaN) are dominated.
///
/// # Panics
/// Never. With gains out of order the result is some subset of the candidates.
#[must_use]
pub fn pareto_frontier<G, C>(candidates: impl IntoIterator<Item = (G, C)>) -> Vec<usize>
where
    G: PartialOrd,
    C: PartialOrd + Clone,
{
    let mut frontier: Vec<usize> = Vec::new();
    // The least cost of all candidates with a higher gain than the current ones.
    let mut bar: Option<C> = None;
    // The candidates of the current gain that cost least, as the end of `frontier`.
    let mut group: Option<(G, C, usize)> = None;
    for (position, (gain, cost)) in candidates.into_iter().enumerate() {
        match &mut group {
            Some((same, least, start)) if *same == gain => {
                if cost == *least {
                    frontier.push(position);
                } else if cost < *least {
                    frontier.truncate(*start);
                    frontier.push(position);
                    *least = cost;
                }
            }
            _ => {
                if let Some((_, least, _)) = group.take() {
                    bar = Some(least);
                }
                let better = bar.as_ref().is_none_or(|bar| cost < *bar);
                let comparable =
                    gain.partial_cmp(&gain).is_some() && cost.partial_cmp(&cost).is_some();
                if better && comparable {
                    group = Some((gain, cost, frontier.len()));
                    frontier.push(position);
                }
            }
        }
    }
    frontier
}
