//! Parameters counted from the tensors against those that publishers state.

use std::error::Error;
use std::fs;

use headroom_core::catalog::Model;
use headroom_core::memory::llama_cpp::ModelLayout;
use headroom_core::memory::llama_cpp::tensors::prediction_tensors;
use serde_json::Value;

/// The rows of `data/models.json` with what the catalog leaves behind: published counts, notes.
fn rows() -> Result<Vec<Value>, Box<dyn Error>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/models.json");
    let mut file: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    match file.get_mut("rows").map(Value::take) {
        Some(Value::Array(rows)) => Ok(rows),
        _ => Err("no rows".into()),
    }
}

/// True if a note of the row says why its count differs, in one of these words.
fn explained(row: &Value, words: &[&str]) -> bool {
    row.get("notes")
        .and_then(Value::as_array)
        .is_some_and(|notes| {
            let mut notes = notes.iter().filter_map(Value::as_str);
            notes.any(|note| words.iter().any(|word| note.contains(word)))
        })
}

#[test]
fn the_catalog_counts_follow_from_the_tensors() -> Result<(), Box<dyn Error>> {
    let catalog = headroom_data::catalog()?;
    let mut wrong = Vec::new();
    for (model, row) in catalog.models.iter().zip(rows()?) {
        let text = ModelLayout::new(&model.architecture).parameters();
        if text != model.parameters.text && !explained(&row, &["GGUF files pad"]) {
            let stated = model.parameters.text;
            wrong.push(format!("{}: {text}, catalog {stated}", model.id));
        }
        if let Some(stated) = model.parameters.prediction
            && stated != prediction_parameters(model)
        {
            let ahead = prediction_parameters(model);
            wrong.push(format!("{}: {ahead} ahead, catalog {stated}", model.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn published_counts_follow_from_the_tensors_or_the_row_says_why_not() -> Result<(), Box<dyn Error>>
{
    let catalog = headroom_data::catalog()?;
    let (mut wrong, mut equal, mut published) = (Vec::new(), 0, 0);
    for (model, row) in catalog.models.iter().zip(rows()?) {
        let Some(stated) = row["published"]["parameters"].as_u64() else {
            continue;
        };
        published += 1;
        let counted = over_the_published_scope(model, &row["published"])?;
        if counted == stated {
            equal += 1;
        } else if row["notes"].as_array().is_none_or(Vec::is_empty) {
            wrong.push(format!("{}: {counted}, published {stated}", model.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(equal * 10 > published * 7, "{equal} of {published} equal");
    Ok(())
}

fn prediction_parameters(model: &Model) -> u64 {
    prediction_tensors(&model.architecture)
        .iter()
        .map(|tensor| tensor.values())
        .sum()
}

/// The count over what the published one covers.
fn over_the_published_scope(model: &Model, published: &Value) -> Result<u64, Box<dyn Error>> {
    let shape = &model.architecture;
    let embedding = u64::from(shape.vocabulary) * u64::from(shape.hidden);
    let mut count = ModelLayout::new(shape).parameters();
    let covers = published.get("covers").and_then(Value::as_array);
    for part in covers.into_iter().flatten() {
        match part.as_str().unwrap_or_default() {
            "lm_head_copy" | "mtp_embed" => count += embedding,
            "no_lm_head" => count -= embedding,
            "mtp" => count += prediction_parameters(model),
            "mtp_embed_head" => count += 2 * embedding,
            "vision" => count += model.parameters.vision.unwrap_or_default(),
            "no_router_bias" => {
                let experts = shape.experts.as_ref().ok_or("no experts")?;
                count -= u64::from(experts.layers.len()) * u64::from(experts.count);
            }
            other => return Err(format!("{}: what is {other}?", model.id).into()),
        }
    }
    let extra = published.get("extra").and_then(Value::as_u64);
    Ok(count + extra.unwrap_or_default())
}
