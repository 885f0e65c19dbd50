//! The GPU that a browser names, against the drivers' names in the data.

use crate::helpers::{catalog, precomputed};
use serde_json::Value;

fn ids(renderer: &str) -> Vec<&'static str> {
    let found = catalog().gpus_of_renderer(renderer).into_iter();
    found
        .map(|index| catalog().gpu(index).unwrap().id.as_str())
        .collect()
}

/// What browsers make of a driver's name.
fn dressed(vendor: &str, driver: &str) -> [String; 3] {
    [
        driver.to_owned(),
        format!("ANGLE ({vendor}, {driver} (0x00002684) Direct3D11 vs_5_0 ps_5_0, D3D11)"),
        format!("ANGLE ({vendor}, {driver}/PCIe/SSE2, OpenGL 4.5.0)"),
    ]
}

#[test]
fn a_drivers_name_finds_its_card() {
    let file: Value =
        serde_json::from_str(&std::fs::read_to_string("data/gpus.json").unwrap()).unwrap();
    let (mut tried, mut missed) = (0, Vec::new());
    for row in file["rows"].as_array().unwrap() {
        let id = row["id"].as_str().unwrap();
        // Boards of one chip and laptops of one generation share a driver's name, and the GPU of
        // a processor may have none of its own: no product is named then.
        let named = row["renderer_ambiguous_with"].is_null() && row["kind"] == "discrete";
        for driver in row["driver_names"].as_array().into_iter().flatten() {
            for renderer in dressed("NVIDIA", driver.as_str().unwrap()) {
                tried += 1;
                let found = ids(&renderer);
                assert!(found.len() <= 8, "{renderer}: {found:?}");
                if named && !found.contains(&id) {
                    missed.push(format!("{renderer} is {id}, not {found:?}"));
                }
            }
        }
    }
    // Some laptops' drivers leave out that they are in one, and some their memory's size.
    assert!(
        missed.len() * 50 < tried,
        "{} of {tried}: {missed:#?}",
        missed.len()
    );
}

#[test]
fn the_longest_name_wins() {
    assert_eq!(
        ids("NVIDIA GeForce RTX 4070 Ti SUPER"),
        ["geforce-rtx-4070-ti-super"]
    );
    assert_eq!(
        ids("NVIDIA GeForce RTX 4090 Laptop GPU"),
        ["geforce-rtx-4090-laptop"]
    );
    assert_eq!(ids("GeForce RTX 3090/PCIe/SSE2"), ["geforce-rtx-3090"]);
    let max = ids("ANGLE (Apple, ANGLE Metal Renderer: Apple M3 Max, Unspecified Version)");
    assert_eq!(max, ["apple-m3-max-30c", "apple-m3-max-40c"]);
}

#[test]
fn what_names_no_card_finds_none() {
    for renderer in [
        "",
        "Apple GPU",
        "WebKit WebGL",
        "Mozilla",
        "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)",
        "Mali-G78",
        "(((,,,)))",
    ] {
        assert_eq!(ids(renderer), [] as [&str; 0], "{renderer}");
    }
    assert!(!precomputed().catalog().gpus.is_empty());
}
