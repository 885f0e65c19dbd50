//! What the data files name as their sources.

use serde_json::Value;

use crate::catalog::files::{GPUS, MODELS, QUANTIZATIONS, SPEED};

#[test]
fn every_row_names_its_sources() {
    for file in [MODELS, QUANTIZATIONS, GPUS, SPEED] {
        let file: Value = serde_json::from_str(file).unwrap();
        for row in file["rows"].as_array().unwrap() {
            let sources = row["sources"].as_array().unwrap();
            assert!(!sources.is_empty(), "{}", row["id"]);
            for source in sources {
                assert!(!source.as_str().unwrap().trim().is_empty(), "{}", row["id"]);
            }
        }
    }
}

/// Every text of a value, however deep.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn no_fact_points_into_the_folders_of_a_machine() {
    for name in [
        "models",
        "quantizations",
        "quality",
        "gpus",
        "speed",
        "accuracy",
    ] {
        let text = std::fs::read_to_string(format!("data/{name}.json")).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        for text in texts(&file) {
            let absolute = text.split_whitespace().find(|word| {
                let root = word.trim_start_matches(['(', '"', '\'']);
                root.starts_with('/') && root.matches('/').count() > 1
            });
            assert_eq!(absolute, None, "{name}: {text}");
        }
    }
}
