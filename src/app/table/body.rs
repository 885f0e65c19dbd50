//! The rows: one text of markup, drawn anew when what they list changes and only then.

use std::sync::Arc;

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::extent::Extent;
use crate::app::markup::{escaped, path};
use crate::app::pace::rate;
use crate::app::store::Store;
use crate::evaluate::{Evaluation, LongestContext, Row, Status};
use crate::units::{ByteUnit, Bytes, Decimal};

/// The rows that are in the page.
struct Drawn {
    evaluation: Arc<Evaluation>,
    rows: usize,
}

/// The body of the table. A click on a row, or a key on its button, selects its candidate.
#[component]
pub(super) fn Body(store: Store, positions: Memo<Vec<usize>>, extent: Extent) -> impl IntoView {
    let body = NodeRef::<html::Tbody>::new();
    Effect::new(move |before: Option<Option<Drawn>>| {
        let body = body.get()?;
        let evaluation = store.evaluation();
        let positions = positions.read();
        let rows = extent.rows(&evaluation).min(positions.len());
        let before = before
            .flatten()
            .filter(|before| before.rows <= rows && evaluation.lists_as(&before.evaluation));
        // Rows that are there already stay, with the focus that one of them may have.
        match &before {
            Some(before) => {
                let more = markup(&evaluation, &positions, before.rows, rows);
                let _ = body.insert_adjacent_html("beforeend", &more);
            }
            None => body.set_inner_html(&markup(&evaluation, &positions, 0, rows)),
        }
        mark_selected(&body, &evaluation);
        Some(Drawn { evaluation, rows })
    });
    Effect::new(move |_| {
        let body = body.get();
        for (position, share) in store.likely(&store.evaluation()) {
            let selector = format!("[data-position=\"{position}\"] .likely");
            let cell = body
                .as_ref()
                .and_then(|body| body.query_selector(&selector).ok().flatten());
            if let Some(cell) = cell {
                cell.set_text_content(Some(&percent(share)));
            }
        }
    });
    let pick = move |event: web_sys::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        let row = target.and_then(|target: Element| target.closest("tr").ok().flatten());
        let position = row.and_then(|row| row.get_attribute("data-position")?.parse().ok());
        if let Some(position) = position {
            store.pick(position);
        }
    };
    view! { <tbody node_ref=body on:click=pick></tbody> }
}

/// Moves the mark of the selected row to where it belongs.
fn mark_selected(body: &Element, evaluation: &Evaluation) {
    let find = |selector: &str| body.query_selector(selector).ok().flatten();
    if let Some(row) = find(".selected") {
        let _ = row.class_list().remove_1("selected");
        let _ = row.remove_attribute("aria-current");
    }
    let selected = evaluation.selected();
    let row = selected.and_then(|selected| find(&format!("[data-position=\"{selected}\"]")));
    if let Some(row) = row {
        let _ = row.class_list().add_1("selected");
        let _ = row.set_attribute("aria-current", "true");
    }
}

/// The rows from `first` to before `end`.
fn markup(evaluation: &Evaluation, positions: &[usize], first: usize, end: usize) -> String {
    let unit = evaluation.scenario().unit;
    let hidden = |shown: bool| if shown { "" } else { " hidden" };
    let caches = hidden(evaluation.pool().cache_types().len() > 1);
    let speeds = hidden(evaluation.tells_speed());
    let widest = positions
        .iter()
        .map(|&position| evaluation.memory_of(position))
        .max()
        .unwrap_or_default()
        .max(evaluation.hardware().budget);
    let mut markup = String::new();
    for &position in positions.get(first..end).unwrap_or_default() {
        if let Some(row) = evaluation.row(position) {
            push_row(&mut markup, &row, unit, widest, (caches, speeds));
        }
    }
    markup
}

/// A row; `hidden` is how the columns of cache types and speeds begin.
fn push_row(
    markup: &mut String,
    row: &Row<'_>,
    unit: ByteUnit,
    widest: Bytes,
    hidden: (&str, &str),
) {
    let mut push = |parts: &[&str]| parts.iter().for_each(|part| markup.push_str(part));
    let beyond = if row.fits() { "" } else { " class=\"beyond\"" };
    push(&["<tr data-pick=\"", &escaped(&row.pick()), "\""]);
    push(&[" data-position=\"", &row.position.to_string(), "\"", beyond]);
    push(&["><th scope=\"row\"><button type=\"button\" class=\"row-name\">"]);
    push(&[&escaped(&row.model.name), "</button>"]);
    if let Some(mode) = row.mode_to_say() {
        push(&["<span class=\"soft\">", mode, "</span>"]);
    }
    if let Some(text) = badge(row.status) {
        push(&["<span class=\"badge badge-", row.status.name(), "\">"]);
        push(&[text, "</span>"]);
    }
    push(&["</th><td><code>", &escaped(&row.quantization.id), "</code>"]);
    let bits = Decimal::fixed(f64::from(row.candidate.bits), 2).to_string();
    push(&[
        " <span class=\"uncertainty\">",
        &bits,
        "</span></td><td",
        hidden.0,
        "><code>",
    ]);
    push(&[&escaped(&row.cache_type.id), "</code></td><td>"]);
    push(&[&billions(row.model.parameters.total), "</td><td>"]);
    push(&[&row.memory.show_number(unit), "</td><td>"]);
    push(&[&bar(row, widest), "</td><td>"]);
    push(&[&headroom(row, unit), "</td><td>"]);
    push(&[&quality(row)]);
    if row.on_frontier {
        push(&["<span class=\"likely\" title=\"How likely it is on the frontier\"></span>"]);
    }
    push(&["</td><td", hidden.1, ">", &speed(row)]);
    push(&["</td><td>", &longest_context(row), "</td><td>"]);
    let license = row.model.license.as_deref().unwrap_or("unknown");
    push(&[&escaped(license), "</td></tr>"]);
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

fn billions(parameters: u64) -> String {
    #[expect(clippy::cast_precision_loss)]
    let billions = parameters as f64 / 1e9;
    let digits = u32::from(billions < 9.95);
    format!("{}B", Decimal::fixed(billions, digits))
}

/// The memory on the common scale of the budget: one stripe, part by part.
fn bar(row: &Row<'_>, widest: Bytes) -> String {
    let percent = |bytes: Bytes| 100.0 * bytes.as_f64() / widest.as_f64().max(1.0);
    let mut end = Bytes::ZERO;
    let mut stripes = String::new();
    for (part, bytes) in [
        ("part-weights", row.parts.weights),
        ("part-kv-cache", row.parts.kv_cache),
        ("part-recurrent", row.parts.recurrent_state),
        ("part-compute", row.parts.compute),
        ("part-runtime", row.parts.runtime),
    ] {
        if bytes > Bytes::ZERO {
            let start = Decimal::fixed(percent(end), 2);
            end = end + bytes;
            let end = Decimal::fixed(percent(end), 2);
            stripes += &path(part, &format!("M{start} 0V1H{end}V0"));
        }
    }
    format!(
        r#"<svg class="row-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">{stripes}</svg>"#
    )
}

fn headroom(row: &Row<'_>, unit: ByteUnit) -> String {
    if row.memory <= row.budget {
        row.budget.saturating_sub(row.memory).show_number(unit)
    } else {
        format!(
            "−{}",
            row.memory.saturating_sub(row.budget).show_number(unit)
        )
    }
}

/// The value, its uncertainty small behind it; words where there is none.
fn quality(row: &Row<'_>) -> String {
    match row.quality {
        None => r#"<span class="soft">not rated</span>"#.to_owned(),
        Some(quality) => format!(
            r#"{} <span class="uncertainty">±{}</span>"#,
            quality.value.rounded(),
            Decimal::fixed(quality.half_width(), 0)
        ),
    }
}

/// A share of draws.
fn percent(share: f32) -> String {
    format!("{} %", Decimal::fixed(f64::from(share) * 100.0, 0))
}

/// Tokens per second with the ends of the band; a dash where it cannot be told.
fn speed(row: &Row<'_>) -> String {
    row.speed.map_or_else(
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
    match row.longest_context {
        LongestContext::DoesNotFit => "–".to_owned(),
        LongestContext::Tokens(tokens) => tokens.show_rounded(),
        LongestContext::Unlimited => "any".to_owned(),
    }
}
