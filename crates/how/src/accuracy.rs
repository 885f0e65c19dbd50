//! The measured errors of memory and speed, as tables.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::table::{Table, figure};
use headroom_core::chart::markup::escaped;

/// `data/accuracy.json`.
#[derive(Deserialize)]
pub(crate) struct Accuracy {
    measured_with: String,
    rows: Vec<MemoryRow>,
    speed: Speed,
}

/// The errors of one part for one class of models, in percent.
#[derive(Deserialize)]
struct MemoryRow {
    part: String,
    class: String,
    cases: u32,
    median_percent: f64,
    p95_percent: f64,
}

/// The errors of the speed.
#[derive(Deserialize)]
struct Speed {
    measured_with: String,
    rows: Vec<SpeedRow>,
}

/// The errors of a vendor's platforms with one kind of model, in percent.
#[derive(Deserialize)]
struct SpeedRow {
    part: String,
    cases: u32,
    median_percent: f64,
    four_of_five_within_percent: f64,
    in_the_band_percent: f64,
}

/// The parts that the table shows, as the file and as the page name them.
const PARTS: [(&str, &str); 5] = [
    ("weights, device", "Weights"),
    ("KV cache", "KV cache"),
    ("recurrent state", "Recurrent state"),
    ("compute, device", "Compute"),
    ("total, device", "Together"),
];

/// The file's name for reading prompts, before the vendor.
const PROMPT: &str = "prompt: ";

impl Accuracy {
    /// # Errors
    /// If the file is not of its form.
    pub(crate) fn read(json: &str) -> serde_json::Result<Self> {
        serde_json::from_str(json)
    }

    /// A table of classes by parts: median and 95th percentile of the error.
    pub(crate) fn memory(&self) -> String {
        let mut classes: BTreeMap<(bool, &str), BTreeMap<&str, &MemoryRow>> = BTreeMap::new();
        for row in &self.rows {
            // The sum over all classes comes last.
            let class = (row.class == "all", row.class.as_str());
            classes.entry(class).or_default().insert(&row.part, row);
        }
        let mut columns = vec!["Class of models"];
        columns.extend(PARTS.map(|(_, name)| name));
        columns.push("Settings");
        let mut table = Table::new("Accuracy", "", "", &columns);
        for ((_, class), rows) in classes {
            let mut cells: Vec<String> = PARTS
                .iter()
                .map(|(part, _)| {
                    let row = rows.get(part).filter(|row| row.cases > 0);
                    figure(&row.map_or_else(
                        || "–".to_owned(),
                        |row| format!("{:.2} / {:.1}", row.median_percent, row.p95_percent),
                    ))
                })
                .collect();
            let cases = rows.get("total, device").map_or(0, |row| row.cases);
            cells.push(figure(&cases.to_string()));
            table.row(&escaped(class), &cells);
        }
        table.finish() + &note(&format!("Measured with {}.", self.measured_with))
    }

    /// A table of vendors and kinds of models: how far off the speed of generating is.
    pub(crate) fn speed(&self) -> String {
        let rows = self.speed.rows.iter();
        let rows = rows.map(|row| (row.part.as_str(), row));
        let rows = rows.filter(|(part, _)| !part.starts_with(PROMPT)).collect();
        speeds("Accuracy of the speed", rows) + &note(&format!("{}.", self.speed.measured_with))
    }

    /// The same for reading prompts.
    pub(crate) fn prompts(&self) -> String {
        let rows = self.speed.rows.iter();
        let rows = rows.filter_map(|row| Some((row.part.strip_prefix(PROMPT)?, row)));
        speeds("Accuracy of reading prompts", rows.collect())
    }
}

/// A table of the errors of vendors and kinds of models, the sums last.
fn speeds(name: &str, mut rows: Vec<(&str, &SpeedRow)>) -> String {
    rows.sort_by_key(|(part, _)| (!part.contains(", "), *part == "all"));
    let columns = [
        "Vendor and kind of model",
        "Median error, %",
        "Four of five within, %",
        "In the band, %",
        "Measurements",
    ];
    let mut table = Table::new(name, "", "", &columns);
    for (part, row) in rows {
        let name = match part {
            sum @ ("dense" | "experts") => format!("all, {sum}"),
            part => part.to_owned(),
        };
        let percents = [
            row.median_percent,
            row.four_of_five_within_percent,
            row.in_the_band_percent,
        ];
        let mut cells = percents
            .map(|percent| figure(&format!("{percent:.0}")))
            .to_vec();
        cells.push(figure(&row.cases.to_string()));
        table.row(&escaped(&name), &cells);
    }
    table.finish()
}

fn note(text: &str) -> String {
    format!(r#"<p class="soft">{}</p>"#, escaped(text))
}
