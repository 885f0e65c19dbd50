//! Broken rows of `quantizations.json`.

use serde_json::{Value, json};

use super::{is_refused, without};

#[test]
fn a_broken_quantization_is_refused_with_its_id_and_the_reason() {
    for (id, pointer, value, reason) in [
        (
            "F16",
            "/rows/0/bits",
            json!(0.5),
            "bits per weight are out of range",
        ),
        (
            "F16",
            "/rows/0/bits",
            json!(64),
            "bits per weight are out of range",
        ),
        ("F16", "/rows/0/loss", json!(-1), "the loss is out of range"),
        (
            "Q4_K_M",
            "/rows/1/loss",
            json!(10),
            "the loss is out of range",
        ),
        (
            "Q4_K_M",
            "/rows/1/specified/tier",
            Value::Null,
            "invalid type: null",
        ),
        (
            "Q4_K_M",
            "/rows/1/audited/colour",
            json!(1),
            "unknown field `colour`",
        ),
        ("Q4_K_M", "/rows/1/sources", json!([]), "names no source"),
        (
            "Q4_K_M",
            "/rows/0/id",
            json!("Q4_K_M"),
            "the id is used twice",
        ),
        (
            "f16",
            "/kv_cache/1/block",
            json!(0),
            "bits per value are out of range",
        ),
        (
            "f16",
            "/kv_cache/1/bytes",
            json!(100),
            "bits per value are out of range",
        ),
        (
            "q8_0",
            "/kv_cache/3/loss",
            json!(-0.1),
            "the loss is out of range",
        ),
        ("f32", "/kv_cache/0/sources", Value::Null, "names no source"),
        (
            "NVFP4",
            "/rows/1/id",
            json!("NVFP4"),
            "there is no rule for “NVFP4” among the file types",
        ),
        (
            "Q4_K_M",
            "/rows/1/file_type",
            json!("Q8_0"),
            "the id alone names the type",
        ),
        (
            "q2_k",
            "/kv_cache/1/id",
            json!("q2_k"),
            "there is no “q2_k” among the types of a cache",
        ),
        (
            "f16",
            "/kv_cache/1/tensor_type",
            json!("f16"),
            "the id alone names the type",
        ),
    ] {
        is_refused("quantizations", id, pointer, value, reason);
    }
    assert!(without("quantizations", "/rows/1/bits").contains("missing field `bits`"));
    assert!(without("quantizations", "/loss").contains("`loss` is missing"));
    assert!(without("quantizations", "/loss/exponent").contains("missing field `exponent`"));
    assert!(without("quantizations", "/loss/sources").contains("names no source"));
}
