//! The one sort.

use std::cmp::Ordering;

/// Sorts positions by what they stand for; equal ones stay in their order.
///
/// Every list is sorted through here: the library's sort is large code for each type that it is
/// made for, and the page carries it once.
pub(super) fn sort_positions(
    positions: &mut [usize],
    compare: &mut dyn FnMut(usize, usize) -> Ordering,
) {
    positions.sort_by(|&a, &b| compare(a, b));
}
