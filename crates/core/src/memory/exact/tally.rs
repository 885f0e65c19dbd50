//! Counting what is alike.

/// Counts one more of `kind`: there are few kinds, so that a search beats a map.
pub(super) fn count_in<T: PartialEq>(tally: &mut Vec<(T, u64)>, kind: T) {
    match tally.iter_mut().find(|(known, _)| *known == kind) {
        Some((_, count)) => *count = count.saturating_add(1),
        None => tally.push((kind, 1)),
    }
}
