//! Configurations of well-known models against the catalog's shapes.

use std::error::Error;

use headroom_core::catalog::huggingface::{ConfigError, architecture};
use headroom_core::ggml::FileType;
use headroom_core::memory::llama_cpp::tensors::tensors;
use headroom_core::memory::llama_cpp::{Imatrix, ModelLayout, Settings};
use headroom_core::units::Tokens;
use serde_json::{Value, json};

use crate::ground_truth::configs;

#[test]
fn configurations_give_the_shapes_of_the_catalog() -> Result<(), Box<dyn Error>> {
    let catalog = headroom_data::catalog()?;
    let mut wrong = Vec::new();
    let mut compared = 0;
    for row in configs()? {
        let (_, model) = catalog
            .find_model(&row.catalog)
            .ok_or(row.catalog.clone())?;
        let read = match architecture(&row.config) {
            Ok(read) => read,
            Err(error) => {
                wrong.push(format!("{}: {error}", row.catalog));
                continue;
            }
        };
        compared += 1;
        // What a shape is for: its tensors, its cache, its buffers.
        if ModelLayout::new(&read) != ModelLayout::new(&model.architecture) {
            let (ours, theirs) = (tensors(&read), tensors(&model.architecture));
            let differ = ours
                .iter()
                .zip(&theirs)
                .find(|(ours, theirs)| ours != theirs);
            wrong.push(format!("{}: {differ:?}", row.catalog));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 100, "{compared} compared");
    Ok(())
}

#[test]
fn what_cannot_be_read_is_named() {
    let refused = |config: Value| architecture(&config).map(|_| ()).unwrap_err();
    assert_eq!(refused(json!([])), ConfigError::NotAnObject);
    assert_eq!(refused(json!({})), ConfigError::Missing("model_type"));
    assert_eq!(
        refused(json!({"model_type": "abacus"})).to_string(),
        "the model_type “abacus” is not one that is known"
    );
    let nested = json!({"model_type": "abacus_vl", "text_config": {"model_type": "abacus"}});
    assert_eq!(
        refused(nested),
        ConfigError::UnknownModelType("abacus".into())
    );
    assert_eq!(
        refused(json!({"model_type": "llama"})),
        ConfigError::Missing("num_hidden_layers")
    );
    let negative = json!({"model_type": "llama", "num_hidden_layers": -1});
    assert_eq!(
        refused(negative).to_string(),
        "num_hidden_layers is not a whole number in range"
    );
}

/// Values that no field expects.
fn oddities() -> Vec<Value> {
    vec![
        Value::Null,
        json!(0),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!((1_u32 << 24) - 1),
        json!("4096"),
        json!(true),
        json!([]),
        json!({}),
        json!([0, 1, "full_attention"]),
    ]
}

#[test]
fn no_field_however_odd_breaks_the_reader_or_the_estimates() -> Result<(), Box<dyn Error>> {
    let settings = Settings::new(Tokens::new(8_192));
    for row in configs()? {
        let Value::Object(whole) = &row.config else {
            return Err("not an object".into());
        };
        let nested = whole.contains_key("text_config");
        let part = match whole.get("text_config") {
            Some(Value::Object(part)) => part,
            _ => whole,
        };
        for field in part.keys() {
            for odd in oddities() {
                let mut part = part.clone();
                part.insert(field.clone(), odd);
                let mut config = if nested { whole.clone() } else { part.clone() };
                if nested {
                    config.insert("text_config".to_owned(), Value::Object(part));
                }
                if let Ok(shape) = architecture(&Value::Object(config)) {
                    let layout = ModelLayout::new(&shape);
                    assert!(
                        layout
                            .weights(FileType::Q4KM, Imatrix::Without)
                            .bits_per_weight
                            .is_finite()
                    );
                    assert!(layout.context_bytes(&settings).get() > 0);
                }
            }
        }
    }
    Ok(())
}
