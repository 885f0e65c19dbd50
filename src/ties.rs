//! What the uncertain scores do not tell apart.

use headroom_core::chart::markup::escaped;
use headroom_core::evaluate::{Evaluation, Row};

/// The most tied candidates that are named.
const MOST_NAMED: usize = 3;

/// The other models of the frontier that a candidate is tied with, as markup; empty where there is
/// none.
pub(super) fn ties(evaluation: &Evaluation, row: &Row<'_>) -> String {
    let mut names: Vec<String> = Vec::new();
    for tied in evaluation.ties(row.position) {
        if let Some(other) = evaluation.row(tied)
            && other.candidate.model != row.candidate.model
            && !names.contains(&other.model.name)
        {
            names.push(other.model.name.clone());
        }
    }
    if names.is_empty() {
        return String::new();
    }
    let more = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    let mut text = format!("Tied with {}", escaped(&names.join(", ")));
    if more > 0 {
        text += &format!(" and {more} more");
    }
    text + ": their scores do not tell which is better."
}
