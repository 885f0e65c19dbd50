//! Broken constants of `speed.json`.

use serde_json::{Value, json};

use super::{Tiny, is_refused, refusal, without};

#[test]
fn broken_constants_of_speed_are_refused_with_their_row_and_the_reason() {
    // Rows: 0 geforce-cuda, 1 apple-mlx, 2 other.
    for (id, pointer, value, reason) in [
        (
            "geforce-cuda",
            "/rows/0/bandwidth_share",
            json!(0),
            "a share is out of range",
        ),
        (
            "geforce-cuda",
            "/rows/0/bandwidth_share",
            json!(84.3),
            "a share is out of range",
        ),
        (
            "geforce-cuda",
            "/rows/0/block_us",
            json!(-1),
            "the time of a block is out of range",
        ),
        (
            "geforce-cuda",
            "/rows/0/band/dense",
            json!(0),
            "a band is out of range",
        ),
        (
            "geforce-cuda",
            "/rows/0/prefill/attention",
            json!(0),
            "a share is out of range",
        ),
        (
            "geforce-cuda",
            "/rows/0/prefill/band/experts",
            json!(9),
            "a band is out of range",
        ),
        (
            "geforce-cuda",
            "/rows/0/prefill/half",
            json!(9),
            "unknown field `half`",
        ),
        (
            "geforce-cuda",
            "/rows/0/class",
            json!("voodoo"),
            "unknown variant `voodoo`",
        ),
        (
            "geforce-cuda",
            "/rows/0/backends",
            json!(["opengl"]),
            "unknown variant `opengl`",
        ),
        (
            "geforce-cuda",
            "/rows/0/backends",
            json!([]),
            "belong together",
        ),
        (
            "geforce-cuda",
            "/rows/0/class",
            Value::Null,
            "belong together",
        ),
        (
            "geforce-cuda",
            "/rows/0/sources",
            json!([]),
            "names no source",
        ),
        ("other", "/rows/2/class", json!("apple"), "belong together"),
        (
            "apple-mlx",
            "/rows/2/id",
            json!("apple-mlx"),
            "the id is used twice",
        ),
        (
            "shared",
            "/shared/cache_share",
            json!(0),
            "a share is out of range",
        ),
        (
            "shared",
            "/shared/experts_bytes",
            json!(0.5),
            "a factor of experts is out",
        ),
        (
            "shared",
            "/shared/host_bandwidth",
            json!(0),
            "the bandwidth is out of range",
        ),
        (
            "shared",
            "/shared/host_band/dense",
            json!(0),
            "a band is out of range",
        ),
        ("shared", "/shared/sources", json!([]), "names no source"),
    ] {
        is_refused("speed", id, pointer, value, reason);
    }
    let mut twice = Tiny::new();
    let rows = twice.file("speed")["rows"].as_array_mut().unwrap();
    rows[1]["class"] = json!("geforce");
    rows[1]["backends"] = json!(["mlx", "vulkan"]);
    assert!(refusal(&twice).contains("another row has the class with a backend"));
    let mut bare = Tiny::new();
    bare.file("speed")["rows"].as_array_mut().unwrap().pop();
    assert!(refusal(&bare).contains("the row without a class is missing"));
    assert!(without("speed", "/shared").contains("`shared` is missing"));
}
