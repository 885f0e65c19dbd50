//! Reads and checks `data/models.json`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::architecture::check_architecture;
use super::check::{Checker, is_date};
use super::error::DataError;
use super::unused_fields::{MODEL_UNUSED_FIELDS, ModelUnusedFields};
use crate::catalog::Model;

/// The models and the day.
pub(super) fn read(text: &str) -> Result<(Vec<Model>, String), DataError> {
    let check = Checker("models.json");
    let file = check.open(text)?;
    let mut models = Vec::with_capacity(file.rows.len());
    for row in file.rows {
        let id = row
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        check.ensure(
            !row.contains_key("scores"),
            &id,
            "scores belong in quality.json",
        )?;
        let (model, unused): (Model, ModelUnusedFields) = check.row(row, MODEL_UNUSED_FIELDS)?;
        check.ensure(
            is_date(&unused.released, 2),
            &id,
            "`released` is not YYYY-MM",
        )?;
        check_model(check, &model)?;
        models.push(model);
    }
    check.unique(models.iter().map(|model| model.id.as_str()))?;
    check_spelling(check, &models, |model| Some(&model.family))?;
    check_spelling(check, &models, |model| model.license.as_ref())?;
    Ok((models, file.as_of))
}

/// Checks that a name is spelt alike everywhere: a link names it in any case, and a filter that
/// finds one spelling only would miss the others.
fn check_spelling(
    check: Checker,
    models: &[Model],
    name_of: impl Fn(&Model) -> Option<&String>,
) -> Result<(), DataError> {
    let mut spellings: BTreeMap<String, &String> = BTreeMap::new();
    for model in models {
        let Some(name) = name_of(model) else { continue };
        let first = spellings.entry(name.to_lowercase()).or_insert(name);
        if *first != name {
            let reason = format!("“{name}” is spelt “{first}” in another row");
            return Err(check.error(&model.id, reason));
        }
    }
    Ok(())
}

fn check_model(check: Checker, model: &Model) -> Result<(), DataError> {
    let ensure = |holds, reason: &str| check.ensure(holds, &model.id, reason);
    let named = [&model.name, &model.family, &model.developer];
    ensure(
        named.iter().all(|text| !text.trim().is_empty()),
        "a name is empty",
    )?;
    let listable = [Some(&model.family), model.license.as_ref()];
    ensure(
        !listable
            .into_iter()
            .flatten()
            .any(|name| name.contains(',')),
        "a family or license has a comma, which separates names in links",
    )?;
    ensure(
        model
            .repository
            .split('/')
            .filter(|part| !part.is_empty())
            .count()
            == 2,
        "the repository is not owner/name",
    )?;
    ensure(
        model
            .context
            .is_none_or(|context| (256..=1 << 27).contains(&context.get())),
        "the context is out of range",
    )?;
    let parameters = model.parameters;
    ensure(
        (1_000_000..=100_000_000_000_000).contains(&parameters.total),
        "the parameter count is out of range",
    )?;
    ensure(
        parameters.text <= parameters.total,
        "the text part has more parameters than the whole",
    )?;
    ensure(
        parameters
            .active
            .is_none_or(|active| 0 < active && active < parameters.total),
        "more parameters are active than there are",
    )?;
    ensure(
        parameters.active.is_some() == model.architecture.experts.is_some(),
        "active parameters and experts belong together",
    )?;
    check_architecture(check, model)
}
