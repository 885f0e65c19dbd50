//! The memory by the exact method and by the formula, side by side.

use crate::evaluate::{Comparison, Difference, Evaluation, Reason, Row};
use crate::memory::Method;
use crate::rich_text::RichText;
use crate::units::{ByteUnit, Bytes, Decimal, thousands};

/// The memory by both methods, and why they differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MethodsText {
    /// The total by the other method and the main reason for the difference.
    pub summary: RichText,
    /// Both totals and their difference; empty where only one is known.
    pub difference: String,
    /// The reasons for the difference, the largest first.
    pub reasons: Vec<RichText>,
}

impl MethodsText {
    pub(super) fn new(evaluation: &Evaluation, row: &Row<'_>) -> Self {
        let unit = evaluation.scenario().view.listing.unit;
        let Some(comparison) = evaluation.comparison(row.candidate) else {
            return Self {
                summary: RichText::default()
                    .plain("The exact method has no rule for this quantization. "),
                ..Self::default()
            };
        };
        let (exact, formula) = (comparison.exact, comparison.formula);
        let mut summary = RichText::default();
        summary = match evaluation.scenario().goal.method {
            Method::Exact => summary
                .plain("By the formula ")
                .strong(formula.to_string_in(unit)),
            Method::Formula => summary
                .plain("llama.cpp allocates ")
                .strong(exact.to_string_in(unit)),
        };
        let reasons = reasons(&comparison, unit);
        summary = match reasons.first() {
            Some(main) => summary
                .plain(". The main reason: ")
                .then(main.clone())
                .plain(". "),
            None => summary.plain(". "),
        };
        let difference = i128::from(exact.get()) - i128::from(formula.get());
        Self {
            summary,
            difference: format!(
                "Exact {}, formula {}: {}, of which",
                exact.to_string_in(unit),
                formula.to_string_in(unit),
                signed(difference, unit)
            ),
            reasons,
        }
    }
}

/// The reasons for the difference that are worth a line: at least a hundredth of the whole.
fn reasons(comparison: &Comparison, unit: ByteUnit) -> Vec<RichText> {
    let least = i128::from(comparison.exact.get() / 100);
    let differences = comparison.differences.iter();
    let differences = differences.filter(|difference| difference.bytes.abs() > least);
    let line = |difference: &Difference| {
        RichText::default()
            .plain(format!("{}: ", reason(difference.reason)))
            .strong(signed(difference.bytes, unit))
    };
    differences.map(line).collect()
}

/// A difference with its sign.
pub(super) fn signed(bytes: i128, unit: ByteUnit) -> String {
    let size = u64::try_from(bytes.unsigned_abs()).unwrap_or(u64::MAX);
    let sign = if bytes < 0 { "−" } else { "+" };
    format!("{sign}{}", Bytes::new(size).to_string_in(unit))
}

fn reason(reason: Reason) -> String {
    let words = match reason {
        Reason::Parameters { text, published } => {
            return format!(
                "{} of {} parameters are in the file of the text model",
                thousands(text),
                thousands(published)
            );
        }
        Reason::Bits { file, table } => {
            return format!(
                "{} bits per weight in the file, {} in the table",
                Decimal::fixed(file, 2),
                Decimal::fixed(table, 2)
            );
        }
        Reason::Window { layers, of, tokens } => {
            return format!(
                "sliding window: {layers} of {of} layers keep {} tokens",
                thousands(tokens.into())
            );
        }
        Reason::Embedding => "the input embedding stays in system memory",
        Reason::Latent => "latent attention: one small vector a token instead of full heads",
        Reason::Cells => "the cache of each layer as it is, in steps of 256 tokens",
        Reason::RecurrentState => "the state of recurrent layers",
        Reason::Compute => "intermediate results, instead of a fixed overhead",
        Reason::Runtime => "the runtime itself",
    };
    words.to_owned()
}
