//! Reading and checking the files.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::{Effect, Effects, Model, Source, Test};

/// Types of this many bits or more are the reference, not a quantization.
const REFERENCE_BITS: f64 = 16.0;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    about: String,
    as_of: String,
    sources: Vec<Source>,
    models: Vec<Model>,
    tests: Vec<Test>,
    rows: Vec<Effect>,
}

#[derive(Deserialize)]
struct Types {
    rows: Vec<Type>,
}

#[derive(Deserialize)]
struct Type {
    id: String,
    bits: f64,
    audited: Option<Audited>,
}

#[derive(Deserialize)]
struct Audited {
    bits: f64,
}

/// Reads and checks the texts of `quantization_effects.json` and `quantizations.json`.
///
/// # Errors
/// The first row that is broken, and why.
pub fn read(effects: &str, quantizations: &str) -> Result<Effects> {
    let file: File = serde_json::from_str(effects).context("In quantization_effects.json")?;
    let types: Types = serde_json::from_str(quantizations).context("In quantizations.json")?;
    ensure!(
        !file.about.is_empty() && !file.as_of.is_empty(),
        "quantization_effects.json does not say what it is and from when."
    );
    let effects = Effects {
        sources: by_id(file.sources, |source| &source.id)?,
        models: by_id(file.models, |model| &model.id)?,
        tests: by_id(file.tests, |test| &test.id)?,
        rows: file.rows,
        types: types
            .rows
            .into_iter()
            .map(|row| (row.id, row.audited.map_or(row.bits, |audited| audited.bits)))
            .filter(|(_, bits)| *bits < REFERENCE_BITS)
            .collect(),
    };
    effects.check()?;
    Ok(effects)
}

fn by_id<T>(rows: Vec<T>, id: impl Fn(&T) -> &String) -> Result<BTreeMap<String, T>> {
    let count = rows.len();
    let map: BTreeMap<String, T> = rows
        .into_iter()
        .map(|row| (id(&row).clone(), row))
        .collect();
    ensure!(map.len() == count, "An id is used twice.");
    Ok(map)
}

impl Effects {
    /// Checks every row against the rules and the other tables.
    ///
    /// # Errors
    /// The first row that breaks a rule, and which rule.
    pub fn check(&self) -> Result<()> {
        for model in self.models.values() {
            let active = model.active_billions.unwrap_or(model.billions);
            ensure!(
                0.0 < active && active <= model.billions,
                "“{}”: the parameters are out of range.",
                model.id
            );
        }
        for test in self.tests.values() {
            ensure!(
                (0.0..1.0).contains(&test.chance) && test.questions > 0.0,
                "“{}”: the chance level or the questions are out of range.",
                test.id
            );
        }
        for (number, row) in self.rows.iter().enumerate() {
            let who = format!("Row {} ({} at {})", number + 1, row.model, row.quantization);
            let source = self.sources.get(&row.source);
            ensure!(
                source.is_some_and(|source| !source.source.is_empty()),
                "{who}: the source is unknown."
            );
            ensure!(
                self.models.contains_key(&row.model),
                "{who}: the model is unknown."
            );
            let percentages = [row.score, row.score_at_16_bits, row.same_top_token];
            ensure!(
                percentages
                    .into_iter()
                    .flatten()
                    .all(|p| (0.0..=100.0).contains(&p)),
                "{who}: a percentage is out of range."
            );
            let positive = [row.perplexity, row.perplexity_at_16_bits, row.bits];
            ensure!(
                positive.into_iter().flatten().all(|figure| figure > 0.0),
                "{who}: a figure is not positive."
            );
            let figures = [
                row.bits,
                row.perplexity,
                row.perplexity_increase,
                row.log_perplexity_ratio,
                row.divergence,
                row.divergence_median,
                row.score,
                row.score_drop,
                row.score_recovered,
            ];
            ensure!(
                figures.iter().any(Option::is_some),
                "{who}: it holds no figure."
            );
        }
        let used: BTreeSet<&String> = self.rows.iter().map(|row| &row.source).collect();
        ensure!(used.len() == self.sources.len(), "A source has no rows.");
        Ok(())
    }
}
