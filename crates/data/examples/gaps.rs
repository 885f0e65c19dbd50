//! Lists what the data lacks and what has grown old.
//!
//! ```text
//! cargo run --package headroom-data --example gaps [-- YYYY-MM-DD]
//! ```
//!
//! A file that was last changed before the day is named as stale; without a day every file is listed
//! with its own. The longest lists are cut short: `cargo run --package headroom-data --example gaps -- 2026-06-01 --all` is not.

use std::error::Error;
use std::fs;

use headroom_core::catalog::{Catalog, ScoreStatus};
use serde_json::Value;

/// The files of `data/` that carry the day of their last change.
const FILES: [&str; 7] = [
    "models",
    "quality",
    "quantizations",
    "quantization_effects",
    "gpus",
    "speed",
    "benchmarks/tables",
];
/// The names that a list gives at most, unless all are asked for.
const MOST: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let all = arguments.iter().any(|argument| argument == "--all");
    let day = arguments
        .iter()
        .find(|argument| !argument.starts_with("--"));
    for name in FILES {
        let file: Value = serde_json::from_str(&fs::read_to_string(format!("data/{name}.json"))?)?;
        let changed = file.get("as_of").and_then(Value::as_str);
        let changed = changed.unwrap_or("no day");
        // Days of this form are in order as texts.
        match day {
            Some(day) if changed < day.as_str() => println!("stale: data/{name}.json, {changed}"),
            Some(_) => {}
            None => println!("data/{name}.json is of {changed}"),
        }
    }
    let catalog = headroom_data::catalog()?;
    for (what, ids) in gaps(&catalog) {
        if ids.is_empty() {
            continue;
        }
        let shown = if all { ids.len() } else { ids.len().min(MOST) };
        let more = ids.len() - shown;
        let names = ids
            .iter()
            .take(shown)
            .copied()
            .collect::<Vec<_>>()
            .join(", ");
        let rest = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        println!("{what} ({}): {names}{rest}", ids.len());
    }
    Ok(())
}

/// What is missing, each with the ids of the rows that lack it.
fn gaps(catalog: &Catalog) -> Vec<(&'static str, Vec<&str>)> {
    let models = |lacks: &dyn Fn(&headroom_core::catalog::Model) -> bool| -> Vec<&str> {
        let rows = catalog.models.iter().filter(|model| lacks(model));
        rows.map(|model| model.id.as_str()).collect()
    };
    let rated = |model: &headroom_core::catalog::Model, status: ScoreStatus| {
        model.scores.iter().any(|score| score.status == status)
    };
    let types = catalog
        .indexed_quantizations()
        .filter(|(_, row)| row.loss.is_none());
    let caches = catalog
        .indexed_cache_types()
        .filter(|(_, row)| row.loss.is_none());
    let gpus = catalog
        .indexed_gpus()
        .filter(|(_, gpu)| gpu.speed_class.is_none());
    vec![
        (
            "models without a score that counts",
            models(&|model| {
                !rated(model, ScoreStatus::Rated) && !rated(model, ScoreStatus::Provisional)
            }),
        ),
        (
            "models with a provisional score only",
            models(&|model| {
                !rated(model, ScoreStatus::Rated) && rated(model, ScoreStatus::Provisional)
            }),
        ),
        (
            "models without a license",
            models(&|model| model.license.is_none()),
        ),
        (
            "models without a context limit",
            models(&|model| model.context.is_none()),
        ),
        (
            "quantizations whose loss was not measured",
            types.map(|(_, row)| row.id.as_str()).collect(),
        ),
        (
            "KV cache types whose loss was not measured",
            caches.map(|(_, row)| row.id.as_str()).collect(),
        ),
        (
            "platforms without a class of speed",
            gpus.map(|(_, gpu)| gpu.id.as_str()).collect(),
        ),
    ]
}
