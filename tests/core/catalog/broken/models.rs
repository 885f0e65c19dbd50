//! Broken rows of `models.json`.

use serde_json::{Value, json};

use super::{is_refused, without};

#[test]
fn a_broken_model_is_refused_with_its_id_and_the_reason() {
    // Rows: 0 llama-3.1-8b, 1 gpt-oss-20b, 2 qwen3.5-9b, 3 gemma-3n-e4b.
    let (llama, gpt, qwen, gemma) = ("llama-3.1-8b", "gpt-oss-20b", "qwen3.5-9b", "gemma-3n-e4b");
    for (id, row, field, value, reason) in [
        (
            "llama 8b",
            0,
            "id",
            json!("llama 8b"),
            "other characters than letters",
        ),
        (gpt, 0, "id", json!("GPT-oss-20b"), "the id is used twice"),
        (llama, 0, "name", json!(" "), "a name is empty"),
        (llama, 0, "family", json!(""), "a name is empty"),
        (llama, 0, "developer", json!(""), "a name is empty"),
        (llama, 0, "family", json!("Llama, 3.1"), "a comma"),
        (llama, 0, "license", json!("MIT, mostly"), "a comma"),
        (gpt, 0, "license", json!("apache-2.0"), "is spelt"),
        (
            llama,
            0,
            "repository",
            json!("llama"),
            "the repository is not owner/name",
        ),
        (
            llama,
            0,
            "released",
            json!("2024"),
            "`released` is not YYYY-MM",
        ),
        (
            llama,
            0,
            "released",
            json!("2024-13"),
            "`released` is not YYYY-MM",
        ),
        (
            llama,
            0,
            "context",
            json!(100),
            "the context is out of range",
        ),
        (llama, 0, "context", json!("131072"), "invalid type"),
        (llama, 0, "context", json!(-5), "invalid value"),
        (
            llama,
            0,
            "parameters/total",
            json!(5),
            "the parameter count is out of range",
        ),
        (
            llama,
            0,
            "parameters/text",
            json!(9_000_000_000_u64),
            "the text part has more parameters",
        ),
        (
            gpt,
            1,
            "parameters/active",
            json!(21_000_000_000_u64),
            "more parameters are active",
        ),
        (
            gpt,
            1,
            "parameters/active",
            json!(0),
            "more parameters are active",
        ),
        (
            llama,
            0,
            "parameters/active",
            json!(7),
            "active parameters and experts belong together",
        ),
        (
            gpt,
            1,
            "parameters/active",
            Value::Null,
            "active parameters and experts belong together",
        ),
        (
            llama,
            0,
            "confidence",
            json!("sure"),
            "unknown variant `sure`",
        ),
        (
            llama,
            0,
            "scores",
            json!([]),
            "scores belong in quality.json",
        ),
        (llama, 0, "sources", json!([]), "names no source"),
        (llama, 0, "sources", json!([" "]), "names no source"),
        (llama, 0, "sources", json!("a page"), "names no source"),
        (llama, 0, "colour", json!("red"), "unknown field `colour`"),
        (
            llama,
            0,
            "capabilities",
            json!(["flight"]),
            "unknown variant `flight`",
        ),
        (
            llama,
            0,
            "architecture/layers",
            json!(0),
            "the number of layers is out of range",
        ),
        (
            llama,
            0,
            "architecture/layers",
            json!(5_000),
            "the number of layers is out of range",
        ),
        (
            llama,
            0,
            "architecture/hidden",
            json!(1),
            "the hidden size is out of range",
        ),
        (
            llama,
            0,
            "architecture/vocabulary",
            json!(3),
            "the vocabulary is out of range",
        ),
        (
            llama,
            0,
            "architecture/attention",
            Value::Null,
            "neither attention nor recurrence",
        ),
        (
            llama,
            0,
            "architecture/feed_forward",
            json!([1, 2]),
            "`feed_forward` has not one value",
        ),
        (
            llama,
            0,
            "architecture/feed_forward_layers",
            json!("0-32"),
            "feed-forward layer does not",
        ),
        (
            llama,
            0,
            "architecture/attention/heads",
            json!([32, 32]),
            "an attention list has not one",
        ),
        (
            llama,
            0,
            "architecture/attention/kv_heads",
            json!(64),
            "more key heads than query heads",
        ),
        (
            llama,
            0,
            "architecture/attention/kv_heads",
            json!(0.5),
            "did not match",
        ),
        (
            llama,
            0,
            "architecture/attention/key_length",
            Value::Null,
            "length of a head is missing",
        ),
        (
            qwen,
            2,
            "architecture/attention/layers",
            json!("3-32"),
            "attention layer does not exist",
        ),
        (
            qwen,
            2,
            "architecture/attention/layers",
            json!("9-3"),
            "not a set of layers",
        ),
        (
            qwen,
            2,
            "architecture/recurrent/layers",
            json!("0-32"),
            "recurrent layer does not exist",
        ),
        (
            qwen,
            2,
            "architecture/recurrent/kind",
            json!("lstm"),
            "unknown variant `lstm`",
        ),
        (
            gemma,
            3,
            "architecture/attention/shared_kv_layers",
            json!("35"),
            "layer does not exist",
        ),
        (
            gemma,
            3,
            "architecture/attention/window/tokens",
            json!(0),
            "the window is empty",
        ),
        (
            gemma,
            3,
            "architecture/attention/window/layers",
            json!("99"),
            "the window is empty or one",
        ),
        (
            gpt,
            1,
            "architecture/experts/used",
            json!(33),
            "more experts are used than there are",
        ),
        (
            gpt,
            1,
            "architecture/experts/used",
            json!(0),
            "more experts are used than there are",
        ),
        (
            gpt,
            1,
            "architecture/experts/layers",
            json!("0-24"),
            "a layer of experts does not exist",
        ),
    ] {
        let pointer = format!("/rows/{row}/{field}");
        is_refused("models", id, &pointer, value, reason);
    }
    for field in [
        "name",
        "repository",
        "reasoning",
        "parameters",
        "architecture",
    ] {
        let message = without("models", &format!("/rows/0/{field}"));
        assert!(message.contains("row “llama-3.1-8b”"), "{message}");
        assert!(
            message.contains(&format!("missing field `{field}`")),
            "{message}"
        );
    }
    assert!(without("models", "/rows/0/sources").contains("names no source"));
    assert!(without("models", "/rows/0/id").contains("row “"));
}
