//! `data/quality.json`: the ratings of the models that the catalog has.

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::json;

use crate::benchmarks::Benchmarks;
use crate::json_rows::{self, Tolerance};
use crate::rating::{Rated, Rating, Status};

/// By how much two runs of one fit may differ, in points: one unit of the last place and what
/// binary fractions add to it.
pub const TOLERANCE: Tolerance = Tolerance {
    absolute: 0.11,
    relative: 0.0,
};

const ABOUT: &str = "Quality index of (model, mode) pairs with 90 % intervals, overall and in six \
     domains. Made by `cargo xtask fit-quality`. Scale and method: data/README.md.";

/// Value, low, high, number of scores.
#[derive(Serialize)]
struct Written(f64, f64, f64, usize);

#[derive(Serialize)]
struct Row<'a> {
    model: &'a str,
    mode: &'a str,
    status: Status,
    overall: Written,
    domains: Domains,
    organisations: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    arena_elo: Option<f64>,
    entity: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

/// In the order of the fit, not of the alphabet.
struct Domains(Vec<(&'static str, Written)>);

impl Serialize for Domains {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(|(name, written)| (name, written)))
    }
}

impl Written {
    fn of(rated: &Rated) -> Self {
        let written = |value| json_rows::rounded(value, 1);
        let Rated {
            value, low, high, ..
        } = *rated;
        Self(written(value), written(low), written(high), rated.scores)
    }
}

/// The text of the file: models by id, the modes of one model best first.
///
/// # Errors
/// If no score has a date.
pub fn write(benchmarks: &Benchmarks, ratings: &[Rating]) -> Result<String> {
    let mut rows: Vec<(&str, &Rating, Row)> = ratings
        .iter()
        .filter_map(|rating| {
            let entity = benchmarks.entities.get(&rating.entry.entity)?;
            let model = entity.model.as_deref()?;
            let elo = benchmarks
                .arena
                .iter()
                .find(|row| row.entry == rating.entry);
            let row = Row {
                model,
                mode: &rating.entry.mode,
                status: rating.status,
                overall: Written::of(&rating.overall),
                domains: Domains(
                    rating
                        .domains
                        .iter()
                        .map(|(domain, rated)| (domain.name(), Written::of(rated)))
                        .collect(),
                ),
                organisations: rating.organisations,
                arena_elo: elo.map(|row| row.elo),
                entity: &rating.entry.entity,
                note: entity.disputed.as_deref(),
            };
            Some((model, rating, row))
        })
        .collect();
    rows.sort_by(|(a, left, _), (b, right, _)| {
        let falling = right.overall.value.total_cmp(&left.overall.value);
        a.cmp(b).then(falling)
    });
    let rows: Vec<Row> = rows.into_iter().map(|(_, _, row)| row).collect();
    let newest = benchmarks.newest().context("No score has a date.")?;
    let (open, closed) = benchmarks.counts();
    let fitted = format!(
        "Fit of six correlated abilities over {} benchmark tables with {} scores of open-weight models \
         and {} of closed ones (data/benchmarks; method and sources: data/README.md); \
         entities matched to models by hand-checked identity",
        benchmarks.tables.len(),
        grouped(open),
        grouped(closed)
    );
    let head = [
        ("about", json!(ABOUT)),
        ("as_of", json!(newest)),
        (
            "sources",
            json!([
                fitted,
                format!(
                    "{} (second opinion, not in the fit)",
                    benchmarks.arena_source
                )
            ]),
        ),
    ];
    json_rows::file(&head, &rows)
}

/// `7,269`.
fn grouped(number: usize) -> String {
    match (number / 1_000, number % 1_000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{},{rest:03}", grouped(thousands)),
    }
}
