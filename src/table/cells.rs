//! What a row says, cell by cell.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::pace::rate;
use headroom_core::chart::markup::escaped;
use headroom_core::estimate::Status;
use headroom_core::evaluate::{Evaluation, LongestContext, Row};
use headroom_core::units::{ByteUnit, Bytes, Decimal};

/// Number of columns.
const COLUMNS: usize = 11;
/// The column that has no text but a bar.
const BAR: u32 = 5;

/// What stands before a quality that no benchmark of the use case measured.
const INFERRED: &str = r#"<abbr title="Inferred from benchmarks of other uses">≈</abbr> "#;

/// What all rows are measured by.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    unit: ByteUnit,
    /// What the longest bar stands for.
    widest: Bytes,
}

impl Scale {
    /// The scale of the rows at these positions.
    pub(super) fn of(evaluation: &Evaluation, positions: &[usize]) -> Self {
        let memory = positions.iter().map(|&at| evaluation.memory_of(at));
        Self {
            unit: evaluation.scenario().view.listing.unit,
            widest: memory
                .max()
                .unwrap_or_default()
                .max(evaluation.memory_budget().budget),
        }
    }
}

/// A row as markup.
#[derive(PartialEq)]
pub(super) struct Cells {
    position: usize,
    pick: String,
    fits: bool,
    /// What stands in each cell, as markup; the first is the row's head. For the bar it is the
    /// cell's background, which markup is not allowed to hold.
    cells: [String; COLUMNS],
}

impl Cells {
    /// What a row says; `likely` is the share of draws in which it is on the frontier.
    pub(super) fn of(row: &Row<'_>, scale: Scale, likely: Option<f32>) -> Self {
        let license = row.model.license.as_deref().unwrap_or("unknown");
        Self {
            position: row.position,
            pick: row.pick(),
            fits: row.fits(),
            cells: [
                name(row),
                quantization(row),
                format!("<code>{}</code>", escaped(&row.cache_type.id)),
                billions(row.model.parameters.total),
                row.memory.to_number_string(scale.unit),
                bar(row, scale.widest),
                headroom(row, scale.unit),
                quality(row, likely),
                speed(row),
                longest_context(row),
                escaped(license),
            ],
        }
    }

    /// The position of its candidate in the pool.
    pub(super) const fn position(&self) -> usize {
        self.position
    }

    /// The whole row, but for what [`Self::finish`] adds.
    pub(super) fn markup(&self) -> String {
        let mut markup = format!(
            "<tr data-pick=\"{}\" data-position=\"{}\" class=\"{}\">",
            escaped(&self.pick),
            self.position,
            if self.fits { "" } else { "beyond" }
        );
        for (column, text) in (0..).zip(&self.cells) {
            markup += match column {
                0 => "<th scope=\"row\">",
                _ => "<td>",
            };
            if column != BAR {
                markup += text;
            }
        }
        markup
    }

    /// Adds to a row of that markup what markup cannot say.
    pub(super) fn finish(&self, row: &Element) {
        for (column, text) in (0..).zip(&self.cells) {
            if column == BAR {
                write(row, column, text);
            }
        }
    }

    /// Writes what differs from `before` into the row that says so.
    pub(super) fn write_over(&self, before: &Self, row: &Element) {
        if self.fits != before.fits {
            let _ = row.class_list().toggle_with_force("beyond", !self.fits);
        }
        for (column, (text, old)) in (0..).zip(self.cells.iter().zip(&before.cells)) {
            if text != old {
                write(row, column, text);
            }
        }
    }
}

/// Writes a cell.
fn write(row: &Element, column: u32, text: &str) {
    let Some(cell) = row.children().item(column) else {
        return;
    };
    if column == BAR {
        if let Some(cell) = cell.dyn_ref::<HtmlElement>() {
            let _ = cell.style().set_property("background-image", text);
        }
    } else if text.contains(['<', '&']) {
        cell.set_inner_html(text);
    } else {
        // Without the parser, which takes longer than all the rest.
        cell.set_text_content(Some(text));
    }
}

fn name(row: &Row<'_>) -> String {
    let mut text = format!(
        "<button type=\"button\" class=\"row-name\">{}</button>",
        escaped(&row.model.name)
    );
    if let Some(mode) = row.mode_to_say() {
        text += &format!("<span class=\"soft\">{mode}</span>");
    }
    if let Some(words) = badge(row.status) {
        let status = row.status.name();
        text += &format!("<span class=\"badge badge-{status}\">{words}</span>");
    }
    text
}

/// What is to be known about a row before its figures are believed.
const fn badge(status: Status) -> Option<&'static str> {
    match status {
        Status::Rated => None,
        Status::Provisional => Some("provisional"),
        Status::Unrated => Some("not rated"),
        Status::Broken => Some("broken"),
        Status::Short => Some("context too short"),
    }
}

fn quantization(row: &Row<'_>) -> String {
    format!(
        "<code>{}</code> <span class=\"uncertainty\">{}</span>",
        escaped(&row.quantization.id),
        Decimal::fixed(f64::from(row.candidate.bits), 2)
    )
}

fn billions(parameters: u64) -> String {
    #[expect(clippy::cast_precision_loss)]
    let billions = parameters as f64 / 1e9;
    let digits = u32::from(billions < 9.95);
    format!("{}B", Decimal::fixed(billions, digits))
}

/// The memory on the common scale of the budget, part by part: the background of the cell.
fn bar(row: &Row<'_>, widest: Bytes) -> String {
    let percent = |bytes: Bytes| 100.0 * bytes.as_f64() / widest.as_f64().max(1.0);
    let parts = row.parts();
    let mut end = Bytes::ZERO;
    let mut background = "linear-gradient(90deg".to_owned();
    for (part, bytes) in [
        ("weights", parts.weights),
        ("kv-cache", parts.kv_cache),
        ("recurrent", parts.recurrent_state),
        ("compute", parts.compute),
        ("runtime", parts.runtime),
    ] {
        if bytes > Bytes::ZERO {
            // A stripe begins where the one before it ended.
            end = end + bytes;
            let end = Decimal::fixed(percent(end), 2);
            background += &format!(",var(--part-{part}) 0 {end}%");
        }
    }
    background + ",transparent 0)"
}

fn headroom(row: &Row<'_>, unit: ByteUnit) -> String {
    if row.memory <= row.budget {
        row.budget.saturating_sub(row.memory).to_number_string(unit)
    } else {
        format!(
            "−{}",
            row.memory.saturating_sub(row.budget).to_number_string(unit)
        )
    }
}

/// The value, its uncertainty and how likely the frontier is small behind it; words where there is
/// none.
fn quality(row: &Row<'_>, likely: Option<f32>) -> String {
    let mut text = match row.quality {
        None => r#"<span class="soft">not rated</span>"#.to_owned(),
        Some(quality) => format!(
            r#"{}{} <span class="uncertainty">±{}</span>"#,
            if quality.inferred { INFERRED } else { "" },
            quality.value.rounded(),
            Decimal::fixed(quality.half_width(), 0)
        ),
    };
    if row.on_frontier {
        let share = likely.map_or_else(String::new, |share| {
            format!("{} %", Decimal::fixed(f64::from(share) * 100.0, 0))
        });
        text += &format!(
            r#"<span class="likely" title="How likely it is on the frontier">{share}</span>"#
        );
    }
    text
}

/// Tokens per second with the ends of the band; a dash where it cannot be told.
fn speed(row: &Row<'_>) -> String {
    row.speed().map_or_else(
        || "–".to_owned(),
        |speed| {
            format!(
                "{} <span class=\"uncertainty\">{}–{}</span>",
                rate(speed.value),
                rate(speed.low),
                rate(speed.high)
            )
        },
    )
}

fn longest_context(row: &Row<'_>) -> String {
    match row.longest_context() {
        LongestContext::DoesNotFit => "–".to_owned(),
        LongestContext::Tokens(tokens) => tokens.to_rounded_string(),
        LongestContext::Unlimited => "any".to_owned(),
    }
}
