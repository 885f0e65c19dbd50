//! The one sort behind every order of candidates.

use std::cmp::Ordering;

/// Sorts positions by what stands at them; those that are equal stay in their order.
pub(super) fn sort_positions(positions: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    positions.sort_by(|&a, &b| compare(a, b));
}
