//! Candidates that the uncertain scores do not tell apart.

use crate::evaluate::{Evaluation, Row};

/// The most tied models that are named.
const MOST_NAMED: usize = 3;

/// The other models of the frontier that a candidate is tied with; `None` where there is none.
#[must_use]
pub fn ties(evaluation: &Evaluation, row: &Row<'_>) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for tied in evaluation.ties(row.position) {
        if let Some(other) = evaluation.row(tied)
            && other.candidate.model != row.candidate.model
            && !names.contains(&other.model.name.as_str())
        {
            names.push(&other.model.name);
        }
    }
    if names.is_empty() {
        return None;
    }
    let more = match names.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    names.truncate(MOST_NAMED);
    Some(format!(
        "Tied with {}{more}: their scores do not tell which is better.",
        names.join(", ")
    ))
}
