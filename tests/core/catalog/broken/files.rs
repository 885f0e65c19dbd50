//! Files that are whole, and files that are none of their kind.

use headroom_core::catalog::data::{self, Files};
use serde_json::json;

use super::{Tiny, broken};

#[test]
fn a_few_rows_make_a_catalog() {
    let small = Tiny::new().read().unwrap();
    assert_eq!(
        (
            small.models.len(),
            small.gpus.len(),
            small.quantizations.len()
        ),
        (4, 3, 2)
    );
    assert_eq!(small.models[1].scores.len(), 2);
}

#[test]
fn a_file_that_is_no_file_of_this_kind_is_refused() {
    for file in ["models", "quantizations", "quality", "gpus", "speed"] {
        let start = format!("data/{file}.json: ");
        for (pointer, value) in [
            ("/about", json!("")),
            ("/as_of", json!("yesterday")),
            ("/as_of", json!("2026-11")),
            ("/colour", json!(1)),
            ("/rows", json!({})),
            ("/rows/0", json!(7)),
        ] {
            let message = broken(file, pointer, value);
            assert!(message.starts_with(&start), "{message}");
        }
        let mut tiny = Tiny::new();
        *tiny.file(file) = json!("nothing");
        assert!(tiny.read().unwrap_err().to_string().starts_with(&start));
    }
    let files = Files {
        models: "{",
        quantizations: "",
        quality: "",
        gpus: "",
        speed: "",
    };
    let message = data::read(files).unwrap_err().to_string();
    assert!(message.starts_with("data/models.json: EOF"), "{message}");
}
