//! The batch estimator: JSON lines in, JSON lines out.

use std::io::{self, BufReader, Write};

use crate::helpers::catalog;
use headroom_cli::estimate::{LONGEST_LINE, answer, answer_lines};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The answer to a request.
fn ask(request: Value) -> Value {
    serde_json::from_str(&answer(request.to_string().as_bytes(), catalog())).unwrap()
}

/// The message that answers a line.
fn error(line: impl AsRef<[u8]>) -> String {
    let answer: Value = serde_json::from_str(&answer(line.as_ref(), catalog())).unwrap();
    assert_eq!(answer.as_object().unwrap().len(), 1, "{answer}");
    answer["error"].as_str().unwrap().to_owned()
}

/// The message that answers a request for Llama 3.1 8B at Q4_K_M with one more field.
fn error_with(name: &str, value: Value) -> String {
    let mut request = json!({"model": "llama-3.1-8b", "quantization": "Q4_K_M"});
    request[name] = value;
    error(request.to_string())
}

#[test]
fn a_model_and_a_quantization_are_enough() {
    let answer = ask(json!({"model": "llama-3.1-8b", "quantization": "Q4_K_M"}));
    // What llama.cpp reports of this file: its tensors, and those on the device.
    assert_eq!(answer["weights_bytes"], 4_912_898_304_u64);
    assert_eq!(answer["weights_device_bytes"], 4_617_396_480_u64);
    assert_eq!(answer["kv_cache_bytes"], 1_073_741_824_u64);
    assert_eq!(answer["recurrent_state_bytes"], 0);
}

#[test]
fn the_formula_is_asked_for_by_its_name() {
    let answer =
        ask(json!({"model": "llama-3.1-8b", "quantization": "Q4_K_M", "method": "formula"}));
    assert_eq!(answer["parameters"], 8_030_261_248_u64);
    // 8,030,261,248 × 4.83 / 8 = 4,848,270,228.48
    assert_eq!(answer["weights_bytes"], 4_848_270_228_u64);
    // 2 × 32 layers × 8 heads × 128 values × 8,192 tokens × 2 bytes
    assert_eq!(answer["kv_cache_bytes"], 1_073_741_824_u64);
    // The standard overhead of half a gigabyte.
    assert_eq!(answer["compute_bytes"], 500_000_000_u64);
    // 4,848,270,228 + 1,073,741,824 + 500,000,000
    assert_eq!(answer["total_bytes"], 6_422_012_052_u64);
}

#[test]
fn what_the_formula_does_not_know_is_null() {
    // Qwen3.5 has recurrent layers, whose state the formula leaves out.
    let answer = ask(json!({"model": "qwen3.5-9b", "quantization": "Q8_0", "method": "formula"}));
    for field in [
        "weights_device_bytes",
        "recurrent_state_bytes",
        "tokens_per_second",
    ] {
        assert!(answer.as_object().unwrap().contains_key(field), "{field}");
        assert!(answer[field].is_null(), "{field}");
    }
}

#[test]
fn quality_is_the_score_less_the_loss_of_the_quantization() {
    let quality = |imatrix: bool| {
        let answer = ask(json!({"model": "llama-3.1-8b", "quantization": "Q4_K_M",
                                "imatrix": imatrix}));
        assert_eq!(answer["mode"], "instruct");
        assert_eq!(answer["status"], "rated");
        answer["quality"].as_f64().unwrap()
    };
    // Llama 3.1 8B is the 100 of the index. The loss at 8.03 billion is
    // 0.0311 × (8.030 / 8)^−0.3197 / 0.035 = 0.8886 × 0.9988 = 0.8875 points ...
    assert!((quality(true) - 99.11).abs() < 0.011);
    // ... and 1.21 times as much without an importance matrix: 1.0739.
    assert!((quality(false) - 98.93).abs() < 0.011);
}

#[test]
fn quality_is_that_of_the_best_mode_unless_one_is_named() {
    let mode = |mode: Value, use_case: &str| {
        let answer = ask(
            json!({"model": "qwen3-32b", "quantization": "F16", "mode": mode,
                                "use": use_case}),
        );
        (answer["mode"].clone(), answer["quality"].clone())
    };
    // data/quality.json: thinking 150.0 overall and 164.5 in math, instruct 128.9 and 128.4.
    assert_eq!(
        mode(Value::Null, "general"),
        (json!("thinking"), json!(150.0))
    );
    assert_eq!(
        mode(json!("instruct"), "general"),
        (json!("instruct"), json!(128.9))
    );
    assert_eq!(mode(Value::Null, "math"), (json!("thinking"), json!(164.5)));
    assert_eq!(
        mode(json!("instruct"), "math"),
        (json!("instruct"), json!(128.4))
    );
    // It was never measured so.
    assert_eq!(
        mode(json!("thinking-low"), "general"),
        (Value::Null, Value::Null)
    );
}

#[test]
fn a_model_without_a_score_has_no_quality() {
    let answer = ask(json!({"model": "codellama-7b", "quantization": "Q8_0"}));
    assert_eq!(answer["quality"], Value::Null);
    assert_eq!(answer["status"], "unrated");
    assert!(answer["total_bytes"].is_u64());
    // One that reads no pictures has none for reading pictures.
    let answer = ask(json!({"model": "qwen3-32b", "quantization": "Q8_0", "use": "vision"}));
    assert_eq!(answer["quality"], Value::Null);
}

#[test]
fn a_destroyed_model_and_a_short_one_say_so() {
    // 1.112 × (1.24 / 8)^−0.3197 / 0.035 ≈ 58 points at 1.24 billion, more than 30.
    let answer = ask(json!({"model": "llama-3.2-1b", "quantization": "IQ2_XXS"}));
    assert_eq!(answer["status"], "broken");
    // Qwen3 32B promises 40,960 tokens.
    let answer = ask(json!({"model": "qwen3-32b", "quantization": "Q8_0", "context": 40_961}));
    assert_eq!(answer["status"], "short");
    let answer = ask(json!({"model": "qwen3-32b", "quantization": "Q8_0", "context": 40_960}));
    assert_eq!(answer["status"], "rated");
}

#[test]
fn keys_and_values_may_have_types_of_their_own() {
    let cache = |kv_cache: Value| {
        let answer = ask(json!({"model": "llama-3.1-8b", "quantization": "Q8_0",
                                "kv_cache": kv_cache}));
        answer["kv_cache_bytes"].as_u64().unwrap()
    };
    // Keys: 32 × 8 × 128 × 8,192 = 268,435,456 values, as many in values.
    let (f16, q8_0) = (268_435_456 * 2, 268_435_456 / 32 * 34);
    assert_eq!(cache(json!("f16")), 2 * f16);
    assert_eq!(cache(json!("Q8_0")), 2 * q8_0);
    assert_eq!(cache(json!({"k": "q8_0", "v": "f16"})), q8_0 + f16);
    assert_eq!(cache(json!({"k": "q8_0"})), q8_0 + f16);
    assert_eq!(cache(json!({})), 2 * f16);
    assert_eq!(cache(Value::Null), 2 * f16);
}

#[test]
fn the_overhead_is_an_amount_or_a_percentage() {
    let compute = |overhead: Value| {
        let answer = ask(json!({"model": "llama-3.1-8b", "quantization": "Q4_K_M",
                                "method": "formula", "overhead": overhead}));
        answer["compute_bytes"].as_u64().unwrap()
    };
    assert_eq!(compute(json!("1GiB")), 1 << 30);
    assert_eq!(compute(json!(0.25)), 250_000_000);
    // 5 % of 4,848,270,228
    assert_eq!(compute(json!("5%")), 242_413_511);
    assert!(error_with("overhead", json!("lots")).starts_with("overhead: "));
    assert!(error_with("overhead", json!([])).starts_with("overhead: "));
}

#[test]
fn every_field_of_the_contract_is_read() {
    let answer = ask(json!({
        "model": "llama-3.1-8b", "quantization": "Q4_K_M", "imatrix": false, "context": 8192,
        "kv_cache": "f16", "sequences": 1, "unified": true, "full_window": false, "ubatch": 512,
        "outputs": 0, "flash_attention": true, "method": "formula", "gpu": "geforce-rtx-4090",
        "backend": "cuda", "depth": 0, "use": "general"
    }));
    assert_eq!(answer["total_bytes"], 6_422_012_052_u64);
    // A whole number may be written with a point, and null stands for what is left out.
    let answer = ask(
        json!({"model": "llama-3.1-8b", "quantization": "Q4_K_M", "context": 8192.0,
                            "method": "formula", "gpu": null, "imatrix": null}),
    );
    assert_eq!(answer["total_bytes"], 6_422_012_052_u64);
}

#[test]
fn an_error_names_the_field_and_what_is_wrong_with_it() {
    for (line, message) in [
        ("", "the line is empty"),
        (" \r", "the line is empty"),
        ("[1]", "a list is not an object"),
        ("7", "7 is not an object"),
        ("null", "null is not an object"),
        ("{}", "model: is missing"),
        (r#"{"model": null}"#, "model: is missing"),
        (r#"{"model": 5}"#, "model: 5 is not a text"),
        (r#"{"model": "gpt-9"}"#, "model: there is no model “gpt-9”"),
        (r#"{"model": "qwen3-32b"}"#, "quantization: is missing"),
        (
            r#"{"model": "qwen3-32b", "quantization": "Q9"}"#,
            "quantization: there is no quantization “Q9”",
        ),
        (
            r#"{"model": "qwen3-32b", "quantization": "MXFP4_MOE"}"#,
            "quantization: MXFP4_MOE is made only of models with experts, which qwen3-32b has not",
        ),
    ] {
        assert_eq!(error(line), message, "{line}");
    }
    for (name, value, message) in [
        (
            "context",
            json!(0),
            "context: 0 is not a whole number from 1 to 4294967295",
        ),
        (
            "context",
            json!(-1),
            "context: -1 is not a whole number from 1 to 4294967295",
        ),
        (
            "context",
            json!(8.5),
            "context: 8.5 is not a whole number from 1 to 4294967295",
        ),
        (
            "context",
            json!("8k"),
            "context: “8k” is not a whole number from 1 to 4294967295",
        ),
        (
            "sequences",
            json!(1e300),
            "sequences: 1e+300 is not a whole number from 1 to 256",
        ),
        (
            "outputs",
            json!(true),
            "outputs: true is not a whole number from 0 to 1048576",
        ),
        (
            "depth",
            json!(8193),
            "depth: 8193 is not a whole number from 0 to 8192",
        ),
        (
            "prompt",
            json!(0),
            "prompt: 0 is not a whole number from 1 to 4294967295",
        ),
        (
            "imatrix",
            json!("yes"),
            "imatrix: “yes” is not true or false",
        ),
        (
            "kv_cache",
            json!("q9"),
            "kv_cache: there is no KV cache type “q9”",
        ),
        (
            "kv_cache",
            json!(16),
            "kv_cache: 16 is neither a text nor an object",
        ),
        (
            "kv_cache",
            json!({"k": "q9"}),
            "kv_cache.k: there is no KV cache type “q9”",
        ),
        (
            "kv_cache",
            json!({"keys": "f16"}),
            "kv_cache.keys: there is no such field",
        ),
        ("gpu", json!("voodoo"), "gpu: there is no GPU “voodoo”"),
        (
            "backend",
            json!("opengl"),
            "backend: there is no backend “opengl”",
        ),
        ("use", json!("poetry"), "use: there is no use case “poetry”"),
        (
            "mode",
            json!("dreaming"),
            "mode: there is no mode “dreaming”",
        ),
        (
            "method",
            json!("guess"),
            "method: there is no method “guess”",
        ),
        ("contxt", json!(1), "contxt: there is no such field"),
    ] {
        assert_eq!(error_with(name, value), message);
    }
    assert!(error(r#"{"config": {}, "quantization": "Q8_0"}"#).starts_with("config: "));
    assert!(error(r#"{"model": "#).starts_with("not JSON: "));
    assert_eq!(error(b"{\"model\": \"\xff\"}"), "not UTF-8: byte 12");
    assert!(error("[".repeat(100_000)).starts_with("not JSON: "));
}

#[test]
fn a_message_does_not_repeat_a_very_long_value() {
    let long = "x".repeat(1_000_000);
    assert!(error(json!({"model": long}).to_string()).len() < 300);
    assert!(error_with("overhead", json!(long)).len() < 400);
    assert!(error_with(&long, json!(1)).len() < 300);
}

#[test]
fn every_line_is_answered_in_order_and_none_stops_the_rest() {
    let good = r#"{"model": "llama-3.1-8b", "quantization": "Q8_0"}"#;
    let mut input = Vec::new();
    for line in [
        good.as_bytes(),
        b"",
        b"\xff\xfe",
        b"nonsense",
        &vec![b'{'; LONGEST_LINE + 1],
        good.as_bytes(),
        b"\r",
    ] {
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    // The last line has no end.
    input.extend_from_slice(good.as_bytes());
    let mut output = Vec::new();
    // A small buffer, so that lines arrive in pieces.
    answer_lines(
        BufReader::with_capacity(7, input.as_slice()),
        &mut output,
        catalog(),
    )
    .unwrap();
    let answers: Vec<Value> = String::from_utf8(output)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let errors: Vec<bool> = answers
        .iter()
        .map(|answer| answer.get("error").is_some())
        .collect();
    assert_eq!(errors, [false, true, true, true, true, false, true, false]);
    assert_eq!(answers[0], answers[5]);
    assert_eq!(answers[0], answers[7]);
    assert_eq!(
        answers[4]["error"],
        format!("the line is longer than {LONGEST_LINE} bytes")
    );
}

#[test]
fn each_answer_is_sent_off_at_once() {
    /// Counts lines written and flushed.
    #[derive(Default)]
    struct Output {
        pending: bool,
        flushed: usize,
    }
    impl Write for Output {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.pending = true;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            self.flushed += usize::from(std::mem::take(&mut self.pending));
            Ok(())
        }
    }
    let mut output = Output::default();
    answer_lines(&b"1\n2\n3\n"[..], &mut output, catalog()).unwrap();
    assert_eq!(output.flushed, 3);
}

proptest! {
    #[test]
    fn any_line_is_answered_with_one_line(line in proptest::collection::vec(any::<u8>(), 0..200)) {
        let answer = answer(&line, catalog());
        prop_assert!(!answer.contains('\n'));
        prop_assert!(serde_json::from_str::<Value>(&answer).is_ok());
    }

    #[test]
    fn any_value_in_any_field_is_answered(
        field in 0_usize..20,
        exact in any::<bool>(),
        value in prop_oneof![
            any::<i64>().prop_map(|number| json!(number)),
            any::<f64>().prop_map(|number| json!(number)),
            any::<bool>().prop_map(|flag| json!(flag)),
            ".{0,20}".prop_map(|text| json!(text)),
            Just(json!([1])),
            Just(json!({"k": 1})),
        ],
    ) {
        let names = ["model", "config", "quantization", "imatrix", "context", "kv_cache",
            "sequences", "unified", "full_window", "ubatch", "outputs", "flash_attention",
            "method", "gpu", "backend", "depth", "prompt", "use", "mode", "overhead"];
        let method = if exact { "exact" } else { "formula" };
        let mut request =
            json!({"model": "llama-3.1-8b", "quantization": "Q4_K_M", "method": method});
        request[names[field]] = value;
        let answer = ask(request);
        prop_assert!(answer["total_bytes"].is_u64() != answer["error"].is_string());
    }
}
