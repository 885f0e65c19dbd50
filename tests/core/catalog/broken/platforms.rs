//! Broken rows of `gpus.json`.

use serde_json::json;

use super::is_refused;

#[test]
fn a_broken_platform_is_refused_with_its_id_and_the_reason() {
    // Rows: 0 geforce-rtx-4090, 1 apple-m3-max-40c, 2 cpu-ddr5-5600-dual.
    let (card, apple, cpu) = ("geforce-rtx-4090", "apple-m3-max-40c", "cpu-ddr5-5600-dual");
    for (id, pointer, value, reason) in [
        (card, "/rows/0/name", json!(""), "the name is empty"),
        (
            card,
            "/rows/0/bandwidth",
            json!(0),
            "the bandwidth is out of range",
        ),
        (
            card,
            "/rows/0/bandwidth",
            json!(1e9),
            "the bandwidth is out of range",
        ),
        (
            card,
            "/rows/0/fp16_tflops",
            json!(0),
            "the arithmetic rate is out of range",
        ),
        (
            card,
            "/rows/0/memory/0/bytes",
            json!(24),
            "a size of memory is out of range",
        ),
        (
            card,
            "/rows/0/memory",
            json!([]),
            "a card has one size of memory",
        ),
        (
            card,
            "/rows/0/vendor",
            json!("acme"),
            "unknown variant `acme`",
        ),
        (
            card,
            "/rows/0/kind",
            json!("magic"),
            "unknown variant `magic`",
        ),
        (
            card,
            "/rows/0/speed_class",
            json!("apple"),
            "the speed class is another vendor's",
        ),
        (
            card,
            "/rows/0/matrix_tflops",
            json!(-1),
            "the arithmetic rate is out of range",
        ),
        (
            card,
            "/rows/0/prefill_tflops_measured",
            json!({"cuda": [0.0, 1]}),
            "the arithmetic rate is out of range",
        ),
        (
            card,
            "/rows/0/prefill_tflops_measured",
            json!({"cuda": [100.0, 0]}),
            "a rate was measured not once",
        ),
        (
            card,
            "/rows/0/prefill_tflops_measured",
            json!({"rocm": [100.0, 1]}),
            "a backend does not run on it",
        ),
        (card, "/rows/0/released", json!("2022"), "invalid type"),
        (
            card,
            "/rows/0/colour",
            json!("green"),
            "unknown field `colour`",
        ),
        (card, "/rows/0/sources", json!([]), "names no source"),
        (
            apple,
            "/rows/1/memory/0/usable",
            json!(1.5),
            "a usable share is out of range",
        ),
        (
            apple,
            "/rows/1/memory/0/bytes",
            json!(64_u64 << 30),
            "sizes of memory do not rise",
        ),
        (
            apple,
            "/rows/1/kind",
            json!("discrete"),
            "a card has one size of memory",
        ),
        (
            cpu,
            "/rows/2/usable",
            json!(0.01),
            "a usable share is out of range",
        ),
        (
            "GeForce-RTX-4090",
            "/rows/1/id",
            json!("GeForce-RTX-4090"),
            "the id is used twice",
        ),
    ] {
        is_refused("gpus", id, pointer, value, reason);
    }
}
