//! The measured errors of the exact method, as a table.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

/// `data/accuracy.json`.
#[derive(Deserialize)]
struct Accuracy {
    measured_with: String,
    rows: Vec<Row>,
}

/// The errors of one part for one class of models, in percent.
#[derive(Deserialize)]
struct Row {
    part: String,
    class: String,
    cases: u32,
    median_percent: f64,
    p95_percent: f64,
}

/// The parts that the table shows, as the file and as the page name them.
const PARTS: [(&str, &str); 5] = [
    ("weights, device", "Weights"),
    ("KV cache", "KV cache"),
    ("recurrent state", "Recurrent state"),
    ("compute, device", "Compute"),
    ("total, device", "Together"),
];

/// A table of classes by parts: median and 95th percentile of the error.
///
/// # Errors
/// If the file is not of its form.
pub(crate) fn table(json: &str) -> Result<String, Box<dyn std::error::Error>> {
    let accuracy: Accuracy = serde_json::from_str(json)?;
    let mut classes: BTreeMap<(bool, &str), BTreeMap<&str, &Row>> = BTreeMap::new();
    for row in &accuracy.rows {
        // The sum over all classes comes last.
        let class = (row.class == "all", row.class.as_str());
        classes.entry(class).or_default().insert(&row.part, row);
    }
    let mut html = "<table><thead><tr><th scope=\"col\">Class of models</th>".to_owned();
    for (_, name) in PARTS {
        write!(html, "<th scope=\"col\">{name}</th>")?;
    }
    html += "<th scope=\"col\">Settings</th></tr></thead><tbody>";
    for ((_, class), rows) in classes {
        write!(html, "<tr><th scope=\"row\">{class}</th>")?;
        for (part, _) in PARTS {
            match rows.get(part).filter(|row| row.cases > 0) {
                Some(row) => write!(
                    html,
                    "<td>{:.2} / {:.1}</td>",
                    row.median_percent, row.p95_percent
                )?,
                None => html += "<td>–</td>",
            }
        }
        let cases = rows.get("total, device").map_or(0, |row| row.cases);
        write!(html, "<td>{cases}</td></tr>")?;
    }
    write!(
        html,
        "</tbody></table><p class=\"soft\">Measured with {}.</p>",
        accuracy.measured_with
    )?;
    Ok(html)
}
