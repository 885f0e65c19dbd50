//! Broken data: what is said when something in the files is wrong.

mod files;
mod models;
mod platforms;
mod quantizations;
mod scores;
mod speed;

use headroom_core::catalog::Catalog;
use headroom_core::catalog::data::{self, Files};
use serde_json::Value;

use crate::catalog::files::{GPUS, MODELS, QUALITY, QUANTIZATIONS, SPEED};

/// A few rows of each file.
struct Tiny {
    models: Value,
    quantizations: Value,
    quality: Value,
    gpus: Value,
    speed: Value,
}

impl Tiny {
    fn new() -> Self {
        let few = |text: &str, key: &str, ids: &[&str]| {
            let mut file: Value = serde_json::from_str(text).unwrap();
            let rows = file["rows"].as_array_mut().unwrap();
            rows.retain(|row| ids.contains(&row[key].as_str().unwrap()));
            // In the order of `ids`, so that a pointer can name them.
            rows.sort_by_key(|row| ids.iter().position(|&id| row[key] == id));
            file
        };
        let models = ["llama-3.1-8b", "gpt-oss-20b", "qwen3.5-9b", "gemma-3n-e4b"];
        Self {
            models: few(MODELS, "id", &models),
            quantizations: few(QUANTIZATIONS, "id", &["F16", "Q4_K_M"]),
            quality: few(QUALITY, "model", &models[..2]),
            gpus: few(
                GPUS,
                "id",
                &["geforce-rtx-4090", "apple-m3-max-40c", "cpu-ddr5-5600-dual"],
            ),
            speed: few(SPEED, "id", &["geforce-cuda", "apple-mlx", "other"]),
        }
    }

    fn file(&mut self, name: &str) -> &mut Value {
        match name {
            "models" => &mut self.models,
            "quantizations" => &mut self.quantizations,
            "quality" => &mut self.quality,
            "gpus" => &mut self.gpus,
            "speed" => &mut self.speed,
            _ => panic!("there is no file {name}"),
        }
    }

    fn read(&self) -> Result<Catalog, data::DataError> {
        let texts = [
            &self.models,
            &self.quantizations,
            &self.quality,
            &self.gpus,
            &self.speed,
        ];
        let [models, quantizations, quality, gpus, speed] = texts.map(Value::to_string);
        data::read(Files {
            models: &models,
            quantizations: &quantizations,
            quality: &quality,
            gpus: &gpus,
            speed: &speed,
        })
    }
}

/// What is said when one field of one file is changed; `pointer` may name a field that is new.
fn broken(file: &str, pointer: &str, value: Value) -> String {
    let mut tiny = Tiny::new();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = tiny.file(file).pointer_mut(parent).unwrap();
    match parent {
        Value::Array(list) => list[field.parse::<usize>().unwrap()] = value,
        Value::Object(map) => {
            map.insert(field.to_owned(), value);
        }
        other => panic!("{other} holds nothing"),
    }
    refusal(&tiny)
}

/// Why the data are refused.
fn refusal(tiny: &Tiny) -> String {
    match tiny.read() {
        Ok(_) => "nothing is wrong".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// What is said when one field is missing.
fn without(file: &str, pointer: &str) -> String {
    let mut tiny = Tiny::new();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = tiny.file(file).pointer_mut(parent).unwrap();
    assert!(
        parent.as_object_mut().unwrap().remove(field).is_some(),
        "{pointer}"
    );
    tiny.read().unwrap_err().to_string()
}

/// Checks that the data are refused with the row's id and the reason when one field is changed.
fn is_refused(file: &str, id: &str, pointer: &str, value: Value, reason: &str) {
    let message = broken(file, pointer, value.clone());
    let said = format!("{pointer} = {value}: {message}");
    assert!(
        message.starts_with(&format!("data/{file}.json: ")),
        "{said}"
    );
    assert!(message.contains(&format!("row “{id}”")), "{said}");
    assert!(message.contains(reason), "{said}");
}
