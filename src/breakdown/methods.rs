//! The memory by the exact method and by the formula, side by side.

use super::parts::{reasons, signed};
use headroom_core::evaluate::{Comparison, Evaluation, Row};
use headroom_core::scenario::Method;
use headroom_core::units::ByteUnit;

/// Both totals in a sentence, and why they differ.
pub(super) fn comparison(evaluation: &Evaluation, row: &Row<'_>) -> (String, String) {
    let unit = evaluation.scenario().view.listing.unit;
    let Some(comparison) = evaluation.comparison(row.candidate) else {
        return (
            "The exact method has no rule for this quantization. ".to_owned(),
            String::new(),
        );
    };
    let (exact, formula) = (comparison.exact, comparison.formula);
    let difference = i128::from(exact.get()) - i128::from(formula.get());
    let both = match evaluation.scenario().goal.method {
        Method::Exact => format!("By the formula <b>{}</b>. ", formula.to_string_in(unit)),
        Method::Formula => format!("llama.cpp allocates <b>{}</b>. ", exact.to_string_in(unit)),
    };
    let reasons = reasons(&comparison, unit);
    let why = format!(
        "<p>Exact {}, formula {}: {}, of which</p><ul class=\"why\">{reasons}</ul>",
        exact.to_string_in(unit),
        formula.to_string_in(unit),
        signed(difference, unit),
    );
    (both + &largest(&comparison, unit), why)
}

/// The reason that matters most, where there is one worth a sentence.
fn largest(comparison: &Comparison, unit: ByteUnit) -> String {
    let first = Comparison {
        differences: comparison.differences.iter().take(1).copied().collect(),
        ..comparison.clone()
    };
    let text = reasons(&first, unit);
    text.strip_prefix("<li>")
        .and_then(|text| text.strip_suffix("</li>"))
        .map_or_else(String::new, |text| format!("The main reason: {text}. "))
}
