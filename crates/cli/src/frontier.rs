//! `headroom frontier`: the page's table for a query string, as JSON.

use std::error::Error;
use std::io::{self, Write};
use std::sync::Arc;

use headroom_core::evaluate::{Evaluation, Precomputed, Row};
use headroom_core::scenario::{KEYS, QueryWarning, Scenario};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::until_closed;

/// Prints the table of a query string.
///
/// # Errors
/// Output that cannot be written.
pub fn run(query: &str) -> Result<(), Box<dyn Error>> {
    let precomputed = Arc::new(Precomputed::new(Arc::new(headroom_data::catalog()?)));
    let report = serde_json::to_string(&Report::new(query, &precomputed))?;
    until_closed(writeln!(io::stdout().lock(), "{report}"))
}

/// The table of a query string.
pub struct Report {
    evaluation: Evaluation,
    /// The probabilities of candidates being on the frontier, by position.
    likelihoods: Vec<(usize, f32)>,
    ignored: Vec<QueryWarning>,
}

impl Report {
    /// The report for a query string, with or without its `?`.
    #[must_use]
    pub fn new(query: &str, precomputed: &Arc<Precomputed>) -> Self {
        let (scenario, ignored) = Scenario::parse(query, precomputed.catalog());
        let evaluation = Evaluation::of(precomputed, scenario);
        Self {
            likelihoods: evaluation.likelihoods(),
            evaluation,
            ignored,
        }
    }

    /// The evaluation behind it.
    #[must_use]
    pub const fn evaluation(&self) -> &Evaluation {
        &self.evaluation
    }

    /// The rows of the table, in its order.
    #[must_use]
    pub fn rows(&self) -> Vec<Row<'_>> {
        self.evaluation.table_rows(&self.likelihoods)
    }
}

/// `{"scenario": …, "ignored": …, "counts": …, "rows": …}`.
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written<'a> {
            scenario: WrittenScenario<'a>,
            ignored: Vec<WrittenIgnored<'a>>,
            counts: WrittenCounts,
            rows: Vec<Row<'a>>,
        }
        #[derive(Serialize)]
        struct WrittenCounts {
            candidates: usize,
            fit: usize,
            frontier: usize,
        }
        let counts = self.evaluation.counts();
        Written {
            scenario: WrittenScenario(&self.evaluation),
            ignored: self.ignored.iter().map(WrittenIgnored::of).collect(),
            counts: WrittenCounts {
                candidates: counts.candidates,
                fit: counts.fit,
                frontier: counts.frontier,
            },
            rows: self.rows(),
        }
        .serialize(serializer)
    }
}

/// Every key with the text of its value, then the whole query string and the budget.
struct WrittenScenario<'a>(&'a Evaluation);

impl Serialize for WrittenScenario<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (scenario, catalog) = (self.0.scenario(), self.0.catalog());
        let mut map = serializer.serialize_map(Some(KEYS.len() + 2))?;
        for key in KEYS {
            map.serialize_entry(key.name, &key.text(scenario, catalog))?;
        }
        map.serialize_entry("query", &scenario.query(catalog))?;
        map.serialize_entry("budget_bytes", &self.0.memory_budget().budget)?;
        map.end()
    }
}

#[derive(Serialize)]
struct WrittenIgnored<'a> {
    key: &'a str,
    value: &'a str,
    reason: &'a str,
    used: &'a str,
    message: String,
}

impl<'a> WrittenIgnored<'a> {
    fn of(ignored: &'a QueryWarning) -> Self {
        Self {
            key: ignored.key,
            value: &ignored.value,
            reason: &ignored.reason,
            used: &ignored.used,
            message: ignored.to_string(),
        }
    }
}
