//! The table as a file.

use js_sys::{Array, JSON, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::browser;
use crate::store::Store;
use headroom_core::evaluate::{Evaluation, Row};
use headroom_core::units::{Decimal, Tokens};

/// The buttons that save the table.
#[component]
pub(super) fn Export(store: Store) -> impl IntoView {
    let button = move |name: &'static str, kind: &'static str, write: fn(&Evaluation) -> String| {
        let save = move |_| {
            let text = write(&store.evaluation_untracked());
            let file = format!("headroom.{}", name.to_ascii_lowercase());
            browser::save(&file, kind, &text);
        };
        view! {
            <button
                type="button"
                class="link"
                aria-label=format!("Save the table as {name}")
                on:click=save
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="export">
            {button("CSV", "text/csv", as_csv)} {button("JSON", "application/json", as_json)}
        </div>
    }
}

/// A cell: a name of plain characters, a number, a yes or no; or nothing where it is unknown.
enum Cell {
    Name(String),
    Number(f64),
    Flag(bool),
    Missing,
}

/// How many cells a row has.
const COLUMNS: usize = 17;

/// The cells of a row, named as `examples/frontier` names them; sizes in bytes.
#[expect(clippy::cast_precision_loss)]
fn cells(row: &Row<'_>) -> [(&'static str, Cell); COLUMNS] {
    let name = |text: &str| Cell::Name(text.to_owned());
    let number = |value: Option<f64>| value.map_or(Cell::Missing, Cell::Number);
    let points = row.quality.map(|quality| {
        (
            quality.value.as_f64(),
            quality.low.as_f64(),
            quality.high.as_f64(),
        )
    });
    let speed = row.speed();
    let longest = row.longest_context().tokens().map(Tokens::get);
    [
        ("model", name(&row.model.id)),
        ("mode", name(row.candidate.mode.name())),
        ("quantization", name(&row.quantization.id)),
        ("kv_cache", name(&row.cache_type.id)),
        ("memory_bytes", Cell::Number(row.memory.as_f64())),
        ("headroom_bytes", Cell::Number(row.headroom() as f64)),
        ("quality", number(points.map(|(value, _, _)| value))),
        ("quality_low", number(points.map(|(_, low, _)| low))),
        ("quality_high", number(points.map(|(_, _, high)| high))),
        ("status", name(row.status.name())),
        (
            "tokens_per_second",
            number(speed.map(|speed| speed.value.get())),
        ),
        (
            "tokens_per_second_low",
            number(speed.map(|speed| speed.low.get())),
        ),
        (
            "tokens_per_second_high",
            number(speed.map(|speed| speed.high.get())),
        ),
        ("max_context", number(longest.map(|tokens| tokens as f64))),
        ("frontier", Cell::Flag(row.on_frontier)),
        (
            "inferred",
            Cell::Flag(row.quality.is_some_and(|quality| quality.inferred)),
        ),
        ("likelihood", number(row.likelihood.map(f64::from))),
    ]
}

fn rows(evaluation: &Evaluation) -> impl Iterator<Item = [(&'static str, Cell); COLUMNS]> {
    let positions = evaluation.table().into_iter();
    let likely = evaluation.likelihoods();
    positions
        .filter_map(|position| evaluation.row(position))
        .map(move |mut row| {
            let own = likely
                .iter()
                .find(|(position, _)| *position == row.position);
            row.likelihood = own.map(|(_, share)| *share);
            cells(&row)
        })
}

/// One line a row. Ids have no characters that would need quotes: the catalog sees to that.
fn as_csv(evaluation: &Evaluation) -> String {
    let mut text = String::new();
    for row in rows(evaluation) {
        if text.is_empty() {
            text.push_str(&row.each_ref().map(|(name, _)| *name).join(","));
            text.push('\n');
        }
        let cells = row.map(|(_, cell)| match cell {
            Cell::Name(name) => name,
            Cell::Number(number) => Decimal::plain(number).to_string(),
            Cell::Flag(flag) => flag.to_string(),
            Cell::Missing => String::new(),
        });
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

/// The browser writes the JSON: a list of objects.
fn as_json(evaluation: &Evaluation) -> String {
    let list = Array::new();
    for row in rows(evaluation) {
        let object = Object::new();
        for (name, cell) in row {
            let value = match cell {
                Cell::Name(name) => JsValue::from_str(&name),
                Cell::Number(number) => JsValue::from_f64(number),
                Cell::Flag(flag) => JsValue::from_bool(flag),
                Cell::Missing => JsValue::NULL,
            };
            let _ = Reflect::set(&object, &JsValue::from_str(name), &value);
        }
        list.push(&object);
    }
    let indent = JsValue::from_f64(1.0);
    JSON::stringify_with_replacer_and_space(&list, &JsValue::NULL, &indent)
        .map(String::from)
        .unwrap_or_default()
}
