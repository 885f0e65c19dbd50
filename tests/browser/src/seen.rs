//! What the page shows and does, as the scripts in the browser report it.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What a visitor sees of the page.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Seen {
    /// The query string in the address bar.
    pub address: String,
    /// `explorer` or `how`.
    pub view: String,
    /// The answer's sentence.
    pub answer: Option<String>,
    /// What the answer says of the number of options.
    pub counts: Option<String>,
    /// The rows of the table that are drawn.
    pub rows: Vec<Row>,
    /// The picks of the points of the frontier, from left to right.
    pub points: Vec<String>,
    /// The path of the frontier.
    pub line: Option<String>,
    /// Where the budget line stands.
    pub budget: Option<String>,
    /// True if a dot of the chart has the ring of the selected candidate.
    pub ringed: bool,
    /// The pick of the point of the frontier within the ring.
    pub ringed_point: Option<String>,
    /// The candidate of the breakdown.
    pub breakdown: Option<String>,
    /// The command that runs it.
    pub command: Option<String>,
    /// Name and value of every control.
    pub controls: BTreeMap<String, String>,
    /// The reading of the table that is chosen.
    pub reading: Option<String>,
    /// The lines of the notice.
    pub notice: Vec<String>,
    /// What fields complain of.
    pub problems: Vec<String>,
}

impl Seen {
    /// The picks of the rows.
    #[must_use]
    pub fn picks(&self) -> Vec<&str> {
        self.rows.iter().map(|row| row.pick.as_str()).collect()
    }

    /// The pick of the selected row.
    #[must_use]
    pub fn selected(&self) -> Option<&str> {
        let row = self.rows.iter().find(|row| row.selected)?;
        Some(&row.pick)
    }

    /// The value of a control.
    #[must_use]
    pub fn control(&self, name: &str) -> Option<&str> {
        self.controls.get(name).map(String::as_str)
    }
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Row {
    /// The full text of its pick.
    pub pick: String,
    /// True if it is the selected one.
    pub selected: bool,
    /// The model's name.
    pub model: String,
    /// The quantization.
    pub quantization: String,
    /// Its bits per weight.
    pub bits: String,
    /// The memory.
    pub memory: String,
    /// The quality with its uncertainty.
    pub quality: String,
    /// The speed with its band; `None` where that column is hidden.
    pub speed: Option<String>,
    /// The license.
    pub license: String,
}

/// What the recorder noted since the page was loaded.
#[derive(Clone, Debug, Deserialize)]
pub struct Recorded {
    /// Errors and warnings.
    pub complaints: Vec<String>,
    /// Writes to the address bar.
    pub writes: Vec<Write>,
    /// Files that were offered to be saved.
    pub saved: Vec<Saved>,
}

/// A write to the address bar.
#[derive(Clone, Debug, Deserialize)]
pub struct Write {
    /// `pushState` or `replaceState`.
    pub name: String,
    /// When, in milliseconds.
    pub at: f64,
    /// What was written.
    pub address: String,
}

/// A file that was offered to be saved.
#[derive(Clone, Debug, Deserialize)]
pub struct Saved {
    /// Its type.
    pub kind: String,
    /// Its content.
    pub text: String,
}
