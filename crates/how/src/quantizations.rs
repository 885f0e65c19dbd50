//! The specification's table with the audited figures beside it, and the types that it lacks.

use crate::table::{Table, code, figure, words};
use headroom_core::catalog::{Audited, Quantization, TableRow};
use headroom_core::chart::markup::escaped;

const COLUMNS: [&str; 9] = [
    "Quantization",
    "Bits/weight",
    "Perplexity increase",
    "Quality tier",
    "Efficacy",
    "Audited bits",
    "Audited increase",
    "Audited from",
    "Where the specified figures come from",
];

/// The table, with numbers for the sources of the audited figures, and the list of these.
pub(crate) fn table(rows: &[TableRow]) -> String {
    let mut sources: Vec<&str> = Vec::new();
    let mut table = Table::new("Quantization table", "specified", "", &COLUMNS);
    for row in rows {
        let audited = row.audited.as_ref();
        let shown = |show: &dyn Fn(&Audited) -> String| audited.map(show).unwrap_or_default();
        let numbers: Vec<String> = row
            .audited_sources
            .iter()
            .map(|source| number(&mut sources, source).to_string())
            .collect();
        let cells = [
            figure(&format!("{:.2}", row.bits)),
            figure(&signed(row.specified.perplexity_increase)),
            words(&row.specified.tier),
            words(&row.specified.efficacy),
            figure(&shown(&|audited| format!("{:.2}", audited.bits))),
            figure(&shown(&increase)),
            figure(&numbers.join(", ")),
            words(&shown(&|audited| audited.verdict.clone())),
        ];
        table.row(&code(&row.id), &cells);
    }
    let list: String = sources
        .iter()
        .map(|source| format!("<li>{}</li>", escaped(source)))
        .collect();
    format!(
        "{}<p>The audited figures were read in:</p><ol class=\"plain-list numbered\">{list}</ol>",
        table.finish()
    )
}

/// The types that the specification lacks, as items of a list.
pub(crate) fn others(types: &[Quantization], specified: &[TableRow]) -> String {
    types
        .iter()
        .filter(|row| specified.iter().all(|other| other.id != row.id))
        .map(|row| format!("<li>{} {}</li>", code(&row.id), row.bits))
        .collect()
}

/// The number of a source in the list, where it is put if it is not there.
fn number<'a>(sources: &mut Vec<&'a str>, source: &'a str) -> usize {
    let known = sources.iter().position(|other| *other == source);
    let place = known.unwrap_or_else(|| {
        sources.push(source);
        sources.len() - 1
    });
    place + 1
}

fn signed(increase: f64) -> String {
    if increase == 0.0 {
        "+0.00".to_owned()
    } else {
        format!("+{increase:.4}")
    }
}

/// The measured increases, without and with an importance matrix.
fn increase(audited: &Audited) -> String {
    match (
        audited.perplexity_increase,
        audited.perplexity_increase_imatrix,
    ) {
        (Some(plain), Some(imatrix)) => {
            format!("{} ({} with imatrix)", signed(plain), signed(imatrix))
        }
        (Some(plain), None) => signed(plain),
        (None, Some(imatrix)) => format!("{} with imatrix", signed(imatrix)),
        (None, None) => "not measured".to_owned(),
    }
}
