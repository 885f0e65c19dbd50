//! The frontier in batch: a query string in, what the page's table shows out.

use crate::helpers::{catalog, precomputed};
use headroom_cli::frontier::Report;
use headroom_core::scenario::KEYS;
use serde_json::Value;

fn report(query: &str) -> Value {
    serde_json::to_value(Report::new(query, precomputed())).unwrap()
}

#[test]
fn the_report_has_the_parts_of_the_contract_in_their_order() {
    let text = serde_json::to_string(&Report::new("vram=24&ctx=32k", precomputed())).unwrap();
    let places: Vec<usize> = ["{\"scenario\":", "\"ignored\":", "\"counts\":", "\"rows\":"]
        .into_iter()
        .map(|part| text.find(part).unwrap())
        .collect();
    assert!(places.is_sorted() && places[0] == 0);

    let report = report("vram=24&ctx=32k");
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(keys(&report["counts"]), ["candidates", "fit", "frontier"]);
    let mut row = keys(&report["rows"][0]);
    row.sort();
    let mut contract = [
        "model",
        "mode",
        "quantization",
        "kv_cache",
        "memory_bytes",
        "headroom_bytes",
        "quality",
        "quality_low",
        "quality_high",
        "status",
        "tokens_per_second",
        // Beside the contract: the band of the speed.
        "tokens_per_second_low",
        "tokens_per_second_high",
        "max_context",
        "frontier",
        "inferred",
        "likelihood",
    ];
    contract.sort_unstable();
    assert_eq!(row, contract);
}

#[test]
fn the_scenario_names_every_key_with_its_canonical_text() {
    let report = report("?vram=24GiB&ctx=32768&unknown=1");
    let scenario = &report["scenario"];
    for key in KEYS {
        assert!(scenario[key.name].is_string(), "{}", key.name);
    }
    assert_eq!(scenario["vram"], "24GiB");
    assert_eq!(scenario["ctx"], "32k");
    assert_eq!(scenario["kv"], "f16");
    assert_eq!(scenario["overhead"], "0.5GB");
    assert_eq!(scenario["gpu"], "");
    assert_eq!(scenario["query"], "vram=24GiB&ctx=32k");
    assert_eq!(scenario["budget_bytes"], 25_769_803_776_u64);
    assert_eq!(report["ignored"], serde_json::json!([]));
}

#[test]
fn what_could_not_be_used_is_listed_with_a_message() {
    let report = report("ctx=3&vram=lots");
    let ignored = report["ignored"].as_array().unwrap();
    assert_eq!(ignored.len(), 2);
    assert_eq!(ignored[0]["key"], "vram");
    assert_eq!(ignored[0]["value"], "lots");
    assert_eq!(ignored[0]["used"], "24");
    assert_eq!(ignored[0]["reason"], "not a number");
    assert_eq!(
        ignored[0]["message"],
        "vram=lots: not a number; 24 is used instead"
    );
    assert_eq!(ignored[1]["used"], "512");
}

#[test]
fn the_rows_are_those_of_the_table() {
    for query in [
        "",
        "show=models",
        "show=fits&family=Qwen3",
        "show=all&q=llama&sort=-memory",
    ] {
        let written = report(query);
        let report = Report::new(query, precomputed());
        let evaluation = report.evaluation();
        let rows = written["rows"].as_array().unwrap();
        assert_eq!(rows.len(), evaluation.table().len(), "{query}");
        for (row, position) in rows.iter().zip(evaluation.table()) {
            assert_eq!(row["memory_bytes"], evaluation.memory_of(position).get());
            let candidate = evaluation.pool().candidate(position).unwrap();
            assert_eq!(
                row["model"],
                catalog().model(candidate.model).unwrap().id.as_str()
            );
            assert_eq!(row["frontier"], evaluation.is_on_frontier(position));
            let headroom = row["headroom_bytes"].as_i64().unwrap();
            assert_eq!(
                headroom >= 0,
                row["memory_bytes"].as_u64() <= Some(24_000_000_000)
            );
        }
        assert_eq!(written["counts"]["frontier"], evaluation.frontier().len());
    }
}

#[test]
fn headroom_is_negative_where_a_candidate_does_not_fit() {
    let report = report("vram=1&show=all&q=llama-3.1-405b&quants=Q8_0");
    let row = &report["rows"][0];
    let memory = row["memory_bytes"].as_i64().unwrap();
    assert_eq!(
        row["headroom_bytes"].as_i64().unwrap(),
        1_000_000_000 - memory
    );
    assert_eq!(row["max_context"], Value::Null);
}

#[test]
fn rows_say_how_likely_the_frontier_is_and_what_was_inferred() {
    // aceinstruct-1.5b has no score in code: data/quality.json.
    let report = report("vram=8&show=fits&use=code");
    let rows = report["rows"].as_array().unwrap();
    let of = |id: &str| rows.iter().find(|row| row["model"] == id).unwrap();
    assert_eq!(of("aceinstruct-1.5b")["inferred"], true);
    assert_eq!(of("qwen3-8b")["inferred"], false);
    for row in rows {
        let likelihood = row["likelihood"].as_f64();
        if row["frontier"] == true {
            assert!((0.0..=1.0).contains(&likelihood.unwrap()));
        } else {
            assert!(likelihood.is_none_or(|likelihood| likelihood >= 0.049));
        }
        if row["quality"].is_null() || row["status"] == "broken" {
            assert_eq!(row["likelihood"], Value::Null);
        }
    }
    assert!(rows.iter().any(|row| row["likelihood"].is_null()));
}
