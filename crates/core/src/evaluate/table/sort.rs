//! The order of rows by a column.

use std::cmp::Ordering;

use super::Column;
use crate::evaluate::Evaluation;
use crate::evaluate::sort_positions::sort_positions;
use crate::scenario::Sort;

/// The value that a column sorts by.
pub(super) enum SortKey {
    Number(f64),
    Text(String),
    /// Last in both directions.
    Missing,
}

impl SortKey {
    pub(super) fn number(value: Option<f64>) -> Self {
        value.map_or(Self::Missing, Self::Number)
    }

    /// A text, without regard to case.
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_ascii_lowercase())
    }

    fn compare(&self, other: &Self, falling: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Missing, Self::Missing) => return Ordering::Equal,
            (Self::Missing, _) => return Ordering::Greater,
            (_, Self::Missing) => return Ordering::Less,
            _ => Ordering::Equal,
        };
        if falling { order.reverse() } else { order }
    }
}

impl Evaluation {
    /// Sorts positions by a column; equal rows stay in their order.
    pub(super) fn sort(&self, positions: &mut Vec<usize>, sort: Sort) {
        let Some(column) = Column::of(sort.column) else {
            return;
        };
        let rows = positions.iter().filter_map(|&at| self.row(at));
        let keyed: Vec<(SortKey, usize)> = rows
            .map(|row| ((column.sort_key)(&row), row.position))
            .collect();
        let mut order: Vec<usize> = (0..keyed.len()).collect();
        sort_positions(&mut order, &|a, b| match (keyed.get(a), keyed.get(b)) {
            (Some((a, _)), Some((b, _))) => a.compare(b, sort.falling),
            _ => Ordering::Equal,
        });
        let sorted = order.into_iter().filter_map(|at| keyed.get(at));
        *positions = sorted.map(|&(_, position)| position).collect();
    }
}
