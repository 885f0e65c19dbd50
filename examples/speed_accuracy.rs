//! Measures the speed estimates against public measurements, with and without experts and by maker.
//!
//! `cargo run --release --example speed_accuracy` prints the errors; with `--write` it also writes
//! them into `data/accuracy.json`, as its section `speed`.

use std::error::Error;
use std::fs;

use serde_json::{Value, json};

#[path = "../tests/measured/mod.rs"]
mod measured;

use measured::speed::{Ratios, parts};

const FILE: &str = "data/accuracy.json";

fn row(part: &str, ratios: &Ratios) -> Value {
    let percent = |share: f64| (share * 1e3).round() / 10.0;
    json!({
        "part": part, "cases": ratios.count(),
        "median_percent": percent(ratios.median_error()),
        "four_of_five_within_percent": percent(ratios.spread()),
        "in_the_band_percent": percent(ratios.coverage()),
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let parts = parts(&headroom::embedded::catalog()?)?;
    for (part, ratios) in &parts {
        ratios.print(part);
    }
    if std::env::args().any(|argument| argument == "--write") {
        let mut file: Value = serde_json::from_str(&fs::read_to_string(FILE)?)?;
        let rows: Vec<Value> = parts
            .iter()
            .map(|(part, ratios)| row(part, ratios))
            .collect();
        let section = json!({
            "about": "Error of the speed of generation and of reading prompts, written by `cargo run --release --example speed_accuracy -- --write`. The constants are fits to these and other measurements: a platform that is not among them is further off.",
            "measured_with": "405 public measurements dated 2025 or later, tests/data/speed.json",
            "rows": rows,
        });
        let sections = file.as_object_mut().ok_or("not an object")?;
        sections.insert("speed".to_owned(), section);
        fs::write(FILE, serde_json::to_string_pretty(&file)? + "\n")?;
    }
    Ok(())
}
