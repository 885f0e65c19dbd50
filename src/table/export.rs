//! The table as a file.

use js_sys::{Array, JSON, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::browser;
use crate::store::Store;
use headroom_core::evaluate::Row;
use headroom_core::evaluate::table::{Value, csv, fields};

/// The buttons that save the table.
#[component]
pub(super) fn Export(store: Store) -> impl IntoView {
    let button = move |name: &'static str, kind: &'static str, write: fn(&[Row<'_>]) -> String| {
        let save = move |_| {
            let evaluation = store.evaluation_untracked();
            let text = write(&evaluation.table_rows(&evaluation.likelihoods()));
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
            {button("CSV", "text/csv", csv)} {button("JSON", "application/json", json)}
        </div>
    }
}

/// The browser writes the JSON: a list of objects.
fn json(rows: &[Row<'_>]) -> String {
    let list = Array::new();
    for row in rows {
        let object = Object::new();
        for field in fields() {
            let value = (field.value)(row);
            let value = match (value, value.as_f64()) {
                (_, Some(number)) => number.into(),
                (Value::Text(text), None) => text.into(),
                (Value::Flag(flag), None) => flag.into(),
                _ => JsValue::NULL,
            };
            let _ = Reflect::set(&object, &field.name.into(), &value);
        }
        list.push(&object);
    }
    JSON::stringify_with_replacer_and_space(&list, &JsValue::NULL, &1.into())
        .map(String::from)
        .unwrap_or_default()
}
