//! Speed in batch: what a platform makes of a request.

use crate::ground_truth::configs;
use crate::helpers::catalog;
use headroom_cli::estimate::answer;
use headroom_core::catalog::Backend;
use serde_json::{Value, json};

const FIELDS: [&str; 7] = [
    "tokens_per_second",
    "tokens_per_second_low",
    "tokens_per_second_high",
    "prompt_tokens_per_second",
    "time_to_first_token_s",
    "time_to_first_token_low_s",
    "time_to_first_token_high_s",
];

/// The answer to a request for Llama 3.1 8B at Q8_0 with further fields.
fn ask(fields: &Value) -> Value {
    let mut request = json!({"model": "llama-3.1-8b", "quantization": "Q8_0"});
    for (name, value) in fields.as_object().unwrap() {
        request[name] = value.clone();
    }
    serde_json::from_str(&answer(request.to_string().as_bytes(), catalog())).unwrap()
}

fn speed(fields: &Value) -> f64 {
    ask(fields)["tokens_per_second"].as_f64().unwrap()
}

fn assert_near(value: &Value, by_hand: f64) {
    let value = value.as_f64().unwrap();
    assert!((value / by_hand - 1.0).abs() < 1e-4, "{value} {by_hand}");
}

#[test]
fn a_platform_gives_speeds_by_either_method() {
    for method in ["formula", "exact"] {
        let answer = ask(&json!({"gpu": "geforce-rtx-4090", "depth": 4_096, "method": method}));
        // Worked by hand in tests/speed.rs.
        assert_near(&answer["tokens_per_second"], 86.752);
        assert_near(&answer["tokens_per_second_low"], 86.752 / 1.25);
        assert_near(&answer["tokens_per_second_high"], 86.752 * 1.25);
        let answer = ask(
            &json!({"gpu": "geforce-rtx-4090", "depth": 1_024, "method": method,
                                 "prompt": 512}),
        );
        assert_near(&answer["prompt_tokens_per_second"], 6_935.3);
        // 512 / 6,935.3 = 73.825 ms, and a token 1,536 deep: 9.3849 + 0.2861 + 1.3792 = 11.0502 ms
        assert_near(&answer["time_to_first_token_s"], 0.084_875);
    }
}

#[test]
fn without_a_platform_nothing_is_said_about_speed() {
    for fields in [
        json!({}),
        json!({"backend": "cuda", "depth": 100}),
        // The memory beside a card may be any.
        json!({"gpu": "geforce-rtx-4090", "backend": "cpu"}),
    ] {
        let answer = ask(&fields);
        for field in FIELDS {
            assert!(answer.as_object().unwrap().contains_key(field), "{field}");
            assert!(answer[field].is_null(), "{fields}: {field}");
        }
    }
    // No rate of arithmetic is known of a processor, but its bandwidth is.
    let answer = ask(&json!({"gpu": "cpu-ddr5-5600-dual"}));
    assert!(answer["tokens_per_second"].is_f64());
    assert!(answer["time_to_first_token_s"].is_null());
}

#[test]
fn a_platform_changes_no_memory() {
    for method in ["formula", "exact"] {
        let with = ask(&json!({"method": method, "gpu": "apple-m4-max-40c", "depth": 8_000}));
        let without = ask(&json!({"method": method}));
        for field in ["weights_bytes", "kv_cache_bytes", "total_bytes", "quality"] {
            assert_eq!(with[field], without[field], "{field}");
        }
    }
}

#[test]
fn the_backend_is_the_makers_own_unless_one_is_named() {
    for (gpu, usual) in [
        ("geforce-rtx-4090", "cuda"),
        ("radeon-rx-7900-xtx", "rocm"),
        ("apple-m4-max-40c", "metal"),
        ("intel-arc-b580", "sycl"),
        ("cpu-ddr5-5600-dual", "cpu"),
    ] {
        let named = ask(&json!({"gpu": gpu, "backend": usual}));
        assert_eq!(ask(&json!({"gpu": gpu})), named, "{gpu}");
        assert!(named["tokens_per_second"].is_f64(), "{gpu}");
    }
    // The share of the bandwidth is 0.882 with MLX and 0.817 with Metal.
    let mac = |backend: &str| speed(&json!({"gpu": "apple-m4-max-40c", "backend": backend}));
    assert!(mac("mlx") > mac("metal"));
}

#[test]
fn a_backend_that_the_platform_lacks_is_an_error_that_names_both() {
    for (gpu, backend, message) in [
        (
            "geforce-rtx-4090",
            "metal",
            "backend: metal does not run on NVIDIA GeForce RTX 4090",
        ),
        (
            "apple-m4-max-40c",
            "cuda",
            "backend: cuda does not run on Apple M4 Max",
        ),
    ] {
        let answer = ask(&json!({"gpu": gpu, "backend": backend}));
        let error = answer["error"].as_str().unwrap();
        assert!(error.starts_with(message), "{error}");
    }
    for backend in Backend::ALL {
        let answer = ask(&json!({"gpu": "cpu-ddr5-5600-dual", "backend": backend.name()}));
        assert_eq!(answer["error"].is_null(), backend == Backend::Cpu);
    }
}

#[test]
fn depth_costs_and_a_quantized_cache_costs_less() {
    let at = |depth: u64, kv: &str| {
        speed(
            &json!({"gpu": "geforce-rtx-4090", "context": 131_072, "depth": depth,
                      "kv_cache": kv}),
        )
    };
    assert!(at(0, "f16") > at(10_000, "f16"));
    assert!(at(10_000, "f16") > at(131_072, "f16"));
    assert!(at(131_072, "q8_0") > at(131_072, "f16"));
    // A context that is not filled costs nothing.
    let context = |context: u64| speed(&json!({"gpu": "geforce-rtx-4090", "context": context}));
    assert_eq!(context(512), context(131_072));
}

#[test]
fn a_configuration_is_as_fast_as_its_model() {
    for row in configs().unwrap() {
        let by = |name: &str, subject: Value| {
            let mut request = json!({"quantization": "Q4_K_M", "method": "exact", "depth": 5_000,
                                     "gpu": "radeon-rx-7900-xtx", "backend": "vulkan"});
            request[name] = subject;
            let answer = answer(request.to_string().as_bytes(), catalog());
            let answer: Value = serde_json::from_str(&answer).unwrap();
            FIELDS.map(|field| answer[field].clone())
        };
        let model = by("model", json!(row.catalog));
        assert!(model.iter().all(Value::is_f64), "{}", row.catalog);
        assert_eq!(by("config", row.config), model, "{}", row.catalog);
    }
}

#[test]
fn every_model_has_a_speed_in_every_quantization_that_is_offered() {
    for model in &catalog().models {
        for quantization in &catalog().quantizations {
            if quantization.experts_only && model.architecture.experts.is_none() {
                continue;
            }
            let request = json!({"model": model.id, "quantization": quantization.id,
                                 "gpu": "geforce-rtx-5090"});
            let answer = answer(request.to_string().as_bytes(), catalog());
            let answer: Value = serde_json::from_str(&answer).unwrap();
            let speed = answer["tokens_per_second"].as_f64();
            let speed = speed.unwrap_or_default();
            // 1.8 TB/s, of files from megabytes to terabytes.
            assert!((0.3..5_000.0).contains(&speed), "{request} {speed}");
        }
    }
}
