//! The order of things that stand in a list of their own.

use std::cmp::Ordering;

/// The positions of `length` things in rising order; those that are equal stay in their order.
///
/// `compare` compares the things at two positions.
pub(super) fn argsort(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..length).collect();
    positions.sort_by(|&a, &b| compare(a, b));
    positions
}
