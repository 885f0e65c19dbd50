//! The exact method and configurations in batch, against what llama.cpp reported.

use crate::ground_truth::{Measured, Models, configs, settings, weights};
use crate::helpers::catalog;
use headroom_cli::estimate::{answer, answer_lines};
use headroom_core::catalog::Catalog;
use headroom_core::ggml::TensorType;
use serde_json::{Value, json};

/// The answer to a request.
fn ask(request: &Value) -> Value {
    ask_of(catalog(), request)
}

fn ask_of(catalog: &Catalog, request: &Value) -> Value {
    serde_json::from_str(&answer(request.to_string().as_bytes(), catalog)).unwrap()
}

/// The message that answers a request.
fn error(request: &Value) -> String {
    let answer = ask(request);
    assert_eq!(answer.as_object().unwrap().len(), 1, "{answer}");
    answer["error"].as_str().unwrap().to_owned()
}

fn bytes(answer: &Value, field: &str) -> u64 {
    answer[field]
        .as_u64()
        .unwrap_or_else(|| panic!("{field} of {answer}"))
}

/// The configuration of a model of the catalog.
fn config_of(id: &str) -> Value {
    let mut rows = configs().unwrap().into_iter();
    rows.find(|row| row.catalog == id).unwrap().config
}

#[test]
fn weights_are_those_of_the_file_and_of_the_device() {
    let models = Models::read().unwrap();
    let wanted = [
        "F16",
        "Q8_0",
        "Q4_K_M",
        "Q4_0",
        "IQ4_XS",
        "IQ3_XXS",
        "MXFP4_MOE",
    ];
    let mut compared = 0;
    for row in weights().unwrap() {
        let Some(id) = models.id(&row.model) else {
            continue;
        };
        for (quantization, plain, imatrix, device) in row.types {
            if !wanted.contains(&quantization.as_str()) {
                continue;
            }
            let ask_with = |imatrix: bool| {
                ask(
                    &json!({"model": id, "quantization": quantization, "imatrix": imatrix,
                            "method": "exact"}),
                )
            };
            let answer = ask_with(false);
            if answer["error"].is_string() {
                // Only the format of experts is refused, by models without any.
                assert_eq!(quantization, "MXFP4_MOE", "{id}: {answer}");
                continue;
            }
            assert_eq!(
                bytes(&answer, "weights_bytes"),
                plain,
                "{id} {quantization}"
            );
            if let Some(device) = device {
                let ours = bytes(&answer, "weights_device_bytes");
                assert_eq!(ours, device, "{id} {quantization}");
            }
            let answer = ask_with(true);
            assert_eq!(
                bytes(&answer, "weights_bytes"),
                imatrix,
                "{id} {quantization}"
            );
            compared += 1;
        }
    }
    assert!(compared > 150, "{compared} compared");
}

/// A request for `id` under measured settings.
fn request(id: &str, row: &Measured) -> Value {
    let name = |tensor_type| match tensor_type {
        TensorType::F16 => "f16",
        TensorType::Q8_0 => "q8_0",
        TensorType::Q4_0 => "q4_0",
        other => panic!("{other:?} is not measured"),
    };
    let settings = &row.settings;
    json!({
        "model": id, "quantization": "Q4_K_M", "method": "exact",
        "context": settings.context.get(),
        "kv_cache": {"k": name(settings.keys), "v": name(settings.values)},
        "sequences": settings.sequences, "unified": settings.unified,
        "full_window": settings.full_window, "ubatch": settings.ubatch,
        "outputs": settings.outputs.map_or(0, std::num::NonZeroU64::get), "flash_attention": settings.flash_attention,
    })
}

#[test]
fn every_setting_reaches_the_cache_and_the_buffer() {
    let models = Models::read().unwrap();
    let mut errors = Vec::new();
    for model in settings().unwrap() {
        let Some(id) = models.id(&model.model) else {
            continue;
        };
        for row in model.measured().unwrap().iter().step_by(5) {
            let answer = ask(&request(id, row));
            assert_eq!(bytes(&answer, "kv_cache_bytes"), row.cache, "{id} {row:?}");
            let recurrent = bytes(&answer, "recurrent_state_bytes");
            assert_eq!(recurrent, row.recurrent, "{id} {row:?}");
            let compute = bytes(&answer, "compute_bytes");
            errors.push((compute as f64 / row.compute as f64 - 1.0).abs());
            let parts = bytes(&answer, "weights_device_bytes") + row.cache + recurrent + compute;
            assert_eq!(bytes(&answer, "total_bytes"), parts, "{id} {row:?}");
        }
    }
    errors.sort_by(f64::total_cmp);
    let within = |percent: usize| errors[percent * (errors.len() - 1) / 100];
    assert!(errors.len() > 500, "{} compared", errors.len());
    assert!(
        within(50) <= 0.02 && within(95) <= 0.1,
        "{}, {}",
        within(50),
        within(95)
    );
}

#[test]
fn a_configuration_is_answered_as_the_model_it_describes() {
    for row in configs().unwrap() {
        let id = &row.catalog;
        let by = |name: &str, subject: Value, method: &str| {
            let mut request = json!({"quantization": "Q4_K_M", "context": 20_000, "method": method,
                "kv_cache": {"k": "q8_0", "v": "q4_0"}, "sequences": 3, "ubatch": 256, "outputs": 0});
            request[name] = subject;
            ask(&request)
        };
        let model = by("model", json!(id), "exact");
        let config = by("config", row.config.clone(), "exact");
        for field in [
            "parameters",
            "weights_bytes",
            "weights_device_bytes",
            "kv_cache_bytes",
            "recurrent_state_bytes",
            "compute_bytes",
            "compute_band",
            "total_bytes",
            "tokens_per_second",
        ] {
            assert!(
                config.as_object().unwrap().contains_key(field),
                "{id}: {config}"
            );
            assert_eq!(config[field], model[field], "{id} {field}");
        }
        // Nothing was measured of a configuration.
        assert_eq!(config["quality"], Value::Null, "{id}");
        assert_eq!(config["status"], "unrated", "{id}");

        let model = by("model", json!(id), "formula");
        let config = by("config", row.config, "formula");
        assert_eq!(config["kv_cache_bytes"], model["kv_cache_bytes"], "{id}");
        // A configuration tells the parameters of the text part only.
        if config["parameters"] == model["parameters"] {
            assert_eq!(config["total_bytes"], model["total_bytes"], "{id}");
        }
    }
}

#[test]
fn both_methods_know_the_same_quality() {
    let quality = |method: &str| {
        ask(
            &json!({"model": "qwen3-32b", "quantization": "Q4_K_M", "imatrix": true,
                    "method": method}),
        )["quality"]
            .as_f64()
            .unwrap()
    };
    assert_eq!(quality("exact"), quality("formula"));
}

#[test]
fn a_configuration_can_be_estimated_by_the_formula() {
    let config = config_of("llama-3.1-8b");
    let answer = ask(&json!({"config": config, "quantization": "Q4_K_M", "method": "formula"}));
    // As for the model of the catalog: 8,030,261,248 × 4.83 / 8, a cache of 1 GiB, 0.5 GB.
    assert_eq!(answer["total_bytes"], 6_422_012_052_u64);
    assert_eq!(answer["weights_device_bytes"], Value::Null);
    assert_eq!(answer["compute_band"], Value::Null);
}

#[test]
fn what_the_program_refuses_is_an_error() {
    let with = |kv_cache: Value, flash_attention: bool| {
        json!({"model": "llama-3.1-8b", "quantization": "Q4_K_M", "method": "exact",
               "kv_cache": kv_cache, "flash_attention": flash_attention})
    };
    let message = "flash_attention: a quantized cache of values needs flash attention";
    assert_eq!(error(&with(json!("q8_0"), false)), message);
    assert_eq!(error(&with(json!({"v": "q4_0"}), false)), message);
    // Quantized keys alone are read without it.
    assert!(ask(&with(json!({"k": "q8_0"}), false))["total_bytes"].is_u64());
    assert!(ask(&with(json!("q8_0"), true))["total_bytes"].is_u64());
}

#[test]
fn what_the_exact_method_lacks_is_named() {
    let request = |quantization: &str, kv_cache: Value| {
        json!({"model": "llama-3.1-8b", "quantization": quantization, "kv_cache": kv_cache,
               "method": "exact"})
    };
    assert_eq!(
        error(&request("NVFP4", Value::Null)),
        "quantization: there is no quantization “NVFP4”"
    );
    assert_eq!(
        error(&request("Q8_0", json!("q2_k"))),
        "kv_cache: there is no KV cache type “q2_k”"
    );
    // Every quantization and cache type that ships is one that it has.
    for quantization in catalog()
        .quantizations
        .iter()
        .filter(|row| !row.experts_only)
    {
        for cache_type in &catalog().cache_types {
            let answer = ask(&request(&quantization.id, json!(cache_type.id)));
            assert!(answer["total_bytes"].is_u64(), "{answer}");
        }
    }
}

#[test]
fn a_configuration_that_cannot_be_read_is_an_error_that_says_why() {
    for (config, message) in [
        (json!([]), "config: a list is not an object"),
        (json!("llama"), "config: “llama” is not an object"),
        (json!({}), "config: the configuration has no model_type"),
        (
            json!({"model_type": "abacus"}),
            "config: the model_type “abacus” is not one that is known",
        ),
        (
            json!({"model_type": "abacus_vl", "text_config": {"model_type": "abacus"}}),
            "config: the model_type “abacus” is not one that is known",
        ),
        (
            json!({"model_type": "llama"}),
            "config: the configuration has no num_hidden_layers",
        ),
    ] {
        for method in ["exact", "formula"] {
            let request = json!({"config": config, "quantization": "Q8_0", "method": method});
            assert_eq!(error(&request), message);
        }
    }
    let config = config_of("llama-3.1-8b");
    assert_eq!(
        error(&json!({"config": config, "model": "llama-3.1-8b", "quantization": "Q8_0"})),
        "config: `model` is given too; give one of the two"
    );
    assert_eq!(
        error(&json!({"config": config, "quantization": "MXFP4_MOE"})),
        "quantization: MXFP4_MOE is made only of models with experts, which the configuration has not"
    );
    assert_eq!(
        error(&json!({"config": config})),
        "quantization: is missing"
    );
    let long = json!({"model_type": "x".repeat(100_000)});
    assert!(error(&json!({"config": long, "quantization": "Q8_0"})).len() < 300);
}

#[test]
fn no_configuration_stops_the_lines_behind_it() {
    let good = json!({"config": config_of("qwen3-4b"), "quantization": "Q8_0", "method": "exact"});
    let huge = json!({"config": {"model_type": "llama", "num_hidden_layers": 4_096,
        "hidden_size": 16_777_216, "intermediate_size": 16_777_216, "vocab_size": 16_777_216,
        "num_attention_heads": 16_777_216, "head_dim": 16_777_216},
        "context": u32::MAX, "sequences": 256, "unified": false, "ubatch": 1 << 20,
        "quantization": "F32", "kv_cache": "f32", "method": "exact"});
    let mut formula = huge.clone();
    formula["method"] = json!("formula");
    let lines = [
        good.to_string(),
        json!({"config": {"model_type": 7}, "quantization": "Q8_0"}).to_string(),
        format!(
            r#"{{"quantization": "Q8_0", "config": {}"#,
            r#"{"a":"#.repeat(10_000)
        ),
        huge.to_string(),
        formula.to_string(),
        good.to_string(),
    ];
    let mut output = Vec::new();
    answer_lines(lines.join("\n").as_bytes(), &mut output, catalog()).unwrap();
    let answers: Vec<Value> = String::from_utf8(output)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let errors: Vec<bool> = answers.iter().map(|one| one["error"].is_string()).collect();
    // A sum that 64 bits do not hold is no figure.
    assert_eq!(errors, [false, true, true, true, true, false]);
    for answer in &answers[3..5] {
        assert_eq!(answer["error"], "more memory than can be counted");
    }
    assert_eq!(answers[0], answers[5]);
}

#[test]
fn any_value_in_any_field_of_a_configuration_is_answered() {
    let odd = [
        json!(0),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!((1 << 24) - 1),
        json!("4096"),
        json!(true),
        json!([]),
        json!({}),
        json!([0, 1, "full_attention"]),
    ];
    for row in configs().unwrap().into_iter().step_by(6) {
        let nested = row.config.get("text_config").is_some();
        let path = if nested { "/text_config" } else { "" };
        let part = row.config.pointer(path).and_then(Value::as_object).unwrap();
        for field in part.keys() {
            for value in &odd {
                let mut config = row.config.clone();
                config.pointer_mut(path).unwrap()[field] = value.clone();
                for method in ["exact", "formula"] {
                    let request = json!({"config": config, "quantization": "Q4_K_M",
                        "method": method});
                    let answer = ask(&request);
                    let estimated = answer["total_bytes"].is_u64();
                    assert!(estimated != answer["error"].is_string(), "{request}");
                }
            }
        }
    }
}
