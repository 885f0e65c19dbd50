//! The columns of the table: cells, order and export come from one list.

use crate::helpers::{catalog, precomputed};
use headroom_core::evaluate::table::{COLUMNS, Cell, Column, Header, Scale, csv, fields};
use headroom_core::evaluate::{Evaluation, Row};
use headroom_core::rich_text::Span;
use headroom_core::scenario::{ColumnId, Scenario};
use headroom_core::units::ByteUnit;

fn evaluate(query: &str) -> Evaluation {
    let (scenario, ignored) = Scenario::parse(query, catalog());
    assert_eq!(ignored, [], "{query}");
    Evaluation::of(precomputed(), scenario)
}

fn rows(evaluation: &Evaluation) -> Vec<Row<'_>> {
    evaluation.table_rows(&evaluation.likelihoods())
}

fn cell(row: &Row<'_>, scale: Scale, id: ColumnId) -> Cell {
    (Column::of(id).unwrap().cell)(row, scale)
}

fn text(row: &Row<'_>, scale: Scale, id: ColumnId) -> String {
    match cell(row, scale, id) {
        Cell::Text(text) => text.to_string(),
        Cell::Bar(bar) => panic!("{bar:?} is no text"),
    }
}

#[test]
fn the_list_has_every_column_in_its_place() {
    let listed = COLUMNS.each_ref().map(|column| column.id);
    assert_eq!(listed, ColumnId::ALL);
    for column in &COLUMNS {
        assert!(!column.header.text(ByteUnit::Gb).is_empty());
        let hidden = matches!(column.header, Header::Hidden(_));
        assert!(!(hidden && column.id.first_sort().is_some()));
    }
}

#[test]
fn cells_show_the_figures_of_the_row() {
    let evaluation = evaluate("vram=24&ctx=32k&gpu=geforce-rtx-4090");
    let positions = evaluation.table();
    let scale = Scale::new(&evaluation, &positions);
    for row in rows(&evaluation) {
        let speed = row.speed().unwrap();
        let band = format!(
            "{} {}–{}",
            speed.value.to_short_string(),
            speed.low.to_short_string(),
            speed.high.to_short_string()
        );
        assert_eq!(text(&row, scale, ColumnId::Speed), band);
        let bits = format!("{} {:.2}", row.quantization.id, row.candidate.bits);
        assert_eq!(text(&row, scale, ColumnId::Quantization), bits);
        assert_eq!(text(&row, scale, ColumnId::Cache), "f16");
        // On the frontier the probability stands behind the quality.
        let quality = text(&row, scale, ColumnId::Quality);
        let share = f64::from(row.likelihood.unwrap()) * 100.0;
        assert!(quality.ends_with(&format!("{share:.0} %")), "{quality}");
    }
}

#[test]
fn the_bar_ends_at_the_share_of_the_memory_in_the_widest() {
    let evaluation = evaluate("vram=24&show=all&q=qwen3");
    let positions = evaluation.table();
    let scale = Scale::new(&evaluation, &positions);
    let mut longest: f64 = 0.0;
    for row in rows(&evaluation) {
        let Cell::Bar(bar) = cell(&row, scale, ColumnId::Bar) else {
            panic!("no bar");
        };
        assert!(bar.0.is_sorted_by(|(_, before), (_, after)| before < after));
        let (_, end) = bar.0.last().unwrap();
        let share = 100.0 * row.memory.as_f64() / scale.widest.as_f64();
        assert!((end - share).abs() < 1e-9, "{end} is not {share}");
        longest = longest.max(*end);
    }
    assert!((longest - 100.0).abs() < 1e-9, "{longest}");
}

#[test]
fn what_does_not_fit_lacks_memory_and_what_was_inferred_has_a_sign() {
    let evaluation = evaluate("vram=8&show=all&use=code&q=aceinstruct-1.5b");
    let scale = Scale::new(&evaluation, &evaluation.table());
    let rows = rows(&evaluation);
    // aceinstruct-1.5b has no score in code: data/quality.json.
    assert!(!rows.is_empty());
    for row in &rows {
        let Cell::Text(quality) = cell(row, scale, ColumnId::Quality) else {
            panic!("no text");
        };
        assert!(matches!(quality.0.first(), Some(Span::Sign("≈", _))));
    }
    let evaluation = evaluate("vram=1&show=all&q=llama-3.1-405b&quants=Q8_0");
    let scale = Scale::new(&evaluation, &evaluation.table());
    for row in evaluation.table_rows(&[]) {
        assert!(text(&row, scale, ColumnId::Headroom).starts_with('−'));
    }
}

#[test]
fn csv_has_a_line_for_each_row_and_a_value_for_each_field() {
    let evaluation = evaluate("vram=24&show=all&q=llama");
    let rows = rows(&evaluation);
    let text = csv(&rows);
    let mut lines = text.lines();
    let names: Vec<&str> = fields().map(|field| field.name).collect();
    assert_eq!(lines.next(), Some(names.join(",").as_str()));
    let place = |name: &str| names.iter().position(|field| *field == name).unwrap();
    for (line, row) in lines.by_ref().zip(&rows) {
        let values: Vec<&str> = line.split(',').collect();
        assert_eq!(values.len(), names.len(), "{line}");
        assert_eq!(values[place("model")], row.model.id);
        let memory = row.memory.get().to_string();
        assert_eq!(values[place("memory_bytes")], memory);
        assert_eq!(values[place("frontier")], row.on_frontier.to_string());
        let rated = !values[place("quality")].is_empty();
        assert_eq!(rated, row.quality.is_some());
    }
    assert_eq!(text.lines().count(), rows.len() + 1);
}
