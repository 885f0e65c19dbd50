//! Broken rows of `quality.json`.

use serde_json::json;

use super::{is_refused, without};

#[test]
fn a_broken_score_is_refused_with_its_model_and_mode_and_the_reason() {
    // Rows: 0 llama-3.1-8b instruct, then two of gpt-oss-20b.
    let llama = "llama-3.1-8b instruct";
    for (id, pointer, value, reason) in [
        (
            llama,
            "/rows/0/overall",
            json!([100, 101, 99, 5]),
            "outside its own interval",
        ),
        (
            llama,
            "/rows/0/domains/math",
            json!([100, 90, 99, 5]),
            "outside its own interval",
        ),
        (
            llama,
            "/rows/0/domains/math",
            json!([999, 990, 1000, 5]),
            "a value is out of range",
        ),
        (llama, "/rows/0/overall", json!([100, 99]), "invalid length"),
        (
            llama,
            "/rows/0/status",
            json!("excellent"),
            "unknown variant `excellent`",
        ),
        (
            llama,
            "/rows/0/organisations",
            json!(0),
            "the entity or who measured it is missing",
        ),
        (
            llama,
            "/rows/0/entity",
            json!(""),
            "the entity or who measured it is missing",
        ),
        (
            llama,
            "/rows/0/note",
            json!(""),
            "the entity or who measured it is missing",
        ),
        (llama, "/rows/0/colour", json!(1), "unknown field `colour`"),
        (
            "llama-3.1-8b dreaming",
            "/rows/0/mode",
            json!("dreaming"),
            "unknown variant `dreaming`",
        ),
        (
            "llama-9 instruct",
            "/rows/0/model",
            json!("llama-9"),
            "is not in models.json",
        ),
        (
            "gpt-oss-20b thinking",
            "/rows/2/mode",
            json!("thinking"),
            "the mode is scored twice",
        ),
    ] {
        is_refused("quality", id, pointer, value, reason);
    }
    assert!(without("quality", "/rows/0/domains/code").contains("missing field `code`"));
    assert!(without("quality", "/sources").contains("names no source"));
}
