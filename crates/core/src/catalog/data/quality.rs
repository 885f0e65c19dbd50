//! Reads and checks `data/quality.json`.

use serde::Deserialize;
use serde_json::Value;

use super::check::Checker;
use super::error::DataError;
use crate::catalog::{DomainScores, Mode, ModeRating, Model, Score, ScoreStatus};
use crate::units::IndexPoints;

/// A row of `quality.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    model: String,
    mode: Mode,
    status: ScoreStatus,
    overall: Written,
    domains: WrittenDomains,
    organisations: u16,
    #[serde(default)]
    arena_elo: Option<f64>,
    entity: String,
    #[serde(default)]
    note: Option<String>,
}

/// Value, low, high, number of measurements.
#[derive(Deserialize)]
struct Written(f64, f64, f64, u16);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDomains {
    general: Written,
    reasoning: Written,
    math: Written,
    code: Written,
    tools: Written,
    instruct: Written,
}

impl Written {
    fn read(&self) -> Score {
        Score {
            value: IndexPoints::from_f64(self.0),
            low: IndexPoints::from_f64(self.1),
            high: IndexPoints::from_f64(self.2),
            measurements: self.3,
        }
    }
}

/// Adds the scores to their models.
pub(super) fn read(text: &str, models: &mut [Model]) -> Result<String, DataError> {
    let check = Checker("quality.json");
    let file = check.open(text)?;
    if file.sources.is_empty() {
        return Err(check.file_error("names no source"));
    }
    for row in file.rows {
        let id = format!(
            "{} {}",
            row.get("model").and_then(Value::as_str).unwrap_or_default(),
            row.get("mode").and_then(Value::as_str).unwrap_or_default()
        );
        let row: Row = serde_json::from_value(Value::Object(row))
            .map_err(|error| check.error(&id, error.to_string()))?;
        let documented = !row.entity.is_empty() && row.organisations > 0;
        let remarked = row.note.as_ref().is_none_or(|note| !note.is_empty());
        check.ensure(
            documented && remarked,
            &id,
            "the entity or who measured it is missing",
        )?;
        let plausible = row
            .arena_elo
            .is_none_or(|elo| (500.0..=2_500.0).contains(&elo));
        check.ensure(plausible, &id, "the Arena Elo is out of range")?;
        let domains = &row.domains;
        let score = ModeRating {
            mode: row.mode,
            status: row.status,
            overall: row.overall.read(),
            domains: DomainScores {
                general: domains.general.read(),
                reasoning: domains.reasoning.read(),
                math: domains.math.read(),
                code: domains.code.read(),
                tools: domains.tools.read(),
                instruct: domains.instruct.read(),
            },
        };
        for scores in score.domains.all().into_iter().chain([score.overall]) {
            let ordered = scores.low <= scores.value && scores.value <= scores.high;
            check.ensure(ordered, &id, "a value is outside its own interval")?;
            let bounded = (-500.0..=500.0).contains(&scores.value.as_f64());
            check.ensure(bounded, &id, "a value is out of range")?;
        }
        let model = models
            .iter_mut()
            .find(|model| model.id == row.model)
            .ok_or_else(|| check.error(&id, "the model is not in models.json"))?;
        let fresh = model.scores.iter().all(|other| other.mode != score.mode);
        check.ensure(fresh, &id, "the mode is scored twice")?;
        model.scores.push(score);
    }
    Ok(file.as_of)
}
