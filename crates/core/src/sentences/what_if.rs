//! Changes of a candidate and their costs, in words.

use super::memory_methods::signed;
use crate::evaluate::{Change, Evaluation, WhatIf};
use crate::units::Decimal;

/// A change of a candidate, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIfText {
    /// The name of the change.
    pub name: String,
    /// Its cost.
    pub cost: String,
}

impl WhatIfText {
    /// The changes of the candidate at a position, as [`Evaluation::what_ifs`] lists them.
    #[must_use]
    pub fn all(evaluation: &Evaluation, position: usize) -> [Option<Self>; 4] {
        let what_ifs = evaluation.what_ifs(position);
        what_ifs.map(|what_if| Self::new(evaluation, &what_if?))
    }

    fn new(evaluation: &Evaluation, what_if: &WhatIf) -> Option<Self> {
        let catalog = evaluation.catalog();
        let name = match what_if.change {
            Change::Context(context) => format!("{} context", context.to_short_string()),
            Change::Cache(cache) => format!("{} cache", catalog.cache_type(cache)?.id),
            Change::Quantization(at) => evaluation.row(at)?.quantization.id.clone(),
        };
        let mut cost = signed(what_if.memory, evaluation.scenario().view.listing.unit);
        if let Some(points) = what_if.quality.map(|points| points.as_f64())
            && points.abs() >= 0.05
        {
            let sign = if points < 0.0 { "−" } else { "+" };
            cost += &format!(", {sign}{} points", Decimal::fixed(points.abs(), 1));
        }
        Some(Self { name, cost })
    }
}
