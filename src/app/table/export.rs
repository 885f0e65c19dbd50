//! The table as a file.

use leptos::prelude::*;

use crate::app::browser;
use crate::app::store::Store;
use crate::evaluate::{Evaluation, Row};

/// The buttons that save the table.
#[component]
pub(super) fn Export(store: Store) -> impl IntoView {
    let save = move |extension: &str, kind: &str, write: fn(&[Row<'_>]) -> Option<String>| {
        let evaluation = store.evaluation_now();
        if let Some(text) = write(&rows(&evaluation)) {
            browser::save(&format!("headroom.{extension}"), kind, &text);
        }
    };
    view! {
        <div class="export">
            <button type="button" class="link" on:click=move |_| save("csv", "text/csv", as_csv)>
                "CSV"
            </button>
            <button
                type="button"
                class="link"
                on:click=move |_| save("json", "application/json", as_json)
            >
                "JSON"
            </button>
        </div>
    }
}

fn rows(evaluation: &Evaluation) -> Vec<Row<'_>> {
    let positions = evaluation.table();
    positions
        .into_iter()
        .filter_map(|position| evaluation.row(position))
        .collect()
}

fn as_json(rows: &[Row<'_>]) -> Option<String> {
    serde_json::to_string_pretty(rows).ok()
}

fn as_csv(rows: &[Row<'_>]) -> Option<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}
