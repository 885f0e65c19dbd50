//! The data files: what they hold, and that a broken row is refused with its id and the reason.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use std::collections::BTreeSet;

use common::catalog;
use headroom::catalog::source::{self, Files};
use headroom::catalog::{Catalog, GpuKind, Mode, ScoreStatus};
use serde_json::{Value, json};

const MODELS: &str = include_str!("../data/models.json");
const QUANTIZATIONS: &str = include_str!("../data/quantizations.json");
const QUALITY: &str = include_str!("../data/quality.json");
const GPUS: &str = include_str!("../data/gpus.json");
const SPEED: &str = include_str!("../data/speed.json");

#[test]
fn the_embedded_catalog_is_what_the_files_say() {
    let files = Files {
        models: MODELS,
        quantizations: QUANTIZATIONS,
        quality: QUALITY,
        gpus: GPUS,
        speed: SPEED,
    };
    assert_eq!(&source::read(files).unwrap(), catalog().as_ref());
}

#[test]
fn everything_that_was_collected_is_there() {
    assert_eq!(catalog().models.len(), 543);
    assert_eq!(catalog().gpus.len(), 306);
    let scores = catalog().models.iter().flat_map(|model| &model.scores);
    let count = |status| {
        scores
            .clone()
            .filter(|score| score.status == status)
            .count()
    };
    assert_eq!(count(ScoreStatus::Rated), 476);
    assert_eq!(count(ScoreStatus::Provisional), 20);
    assert_eq!(count(ScoreStatus::Insufficient), 12);
    let unrated = catalog()
        .models
        .iter()
        .filter(|model| model.scores.is_empty())
        .count();
    assert_eq!(unrated, 95);
    assert!(catalog().as_of.as_str() >= "2026-11-22");
}

#[test]
fn the_table_of_the_specification_stands_as_it_was_given() {
    let table = source::quantization_table(QUANTIZATIONS).unwrap();
    let specified: Vec<_> = table
        .iter()
        .map(|row| {
            (
                row.id.as_str(),
                row.bits,
                row.specified.perplexity_increase,
                row.specified.tier.as_str(),
                row.specified.efficacy.as_str(),
            )
        })
        .collect();
    assert_eq!(
        specified,
        [
            ("F16", 16.00, 0.0, "Near Lossless", "Baseline"),
            ("Q8_0", 8.50, 0.0026, "Near Lossless", "Perfect Accuracy"),
            ("Q6_K", 6.57, 0.0217, "Very Low Loss", "Excellent"),
            ("Q5_K_M", 5.67, 0.0569, "Recommended", "High Fidelity"),
            (
                "Q4_K_M",
                4.83,
                0.0535,
                "Recommended",
                "Golden Standard (Daily Driver)"
            ),
            ("Q4_0", 4.34, 0.4685, "Noticeable Loss", "Legacy Format"),
            (
                "Q3_K_M",
                3.89,
                0.2437,
                "Noticeable Loss",
                "VRAM constrained"
            ),
            (
                "IQ3_M",
                3.44,
                0.3500,
                "Noticeable Loss",
                "Modern SOTA for 3-bit"
            ),
            (
                "Q2_K",
                2.56,
                0.8698,
                "High Loss",
                "Severe Logic Degradation"
            ),
            (
                "IQ2_XXS",
                2.10,
                3.5200,
                "Extreme Loss",
                "Coherence Breakdown"
            ),
        ]
    );
}

#[test]
fn beside_it_stand_the_audited_figures() {
    let table = source::quantization_table(QUANTIZATIONS).unwrap();
    // Bits of a Llama 3.1 8B file to two decimals; perplexity of Llama 3 8B, without and with an
    // importance matrix.
    for (id, bits, plain, imatrix) in [
        ("F16", 16.00, Some(0.0), None),
        ("Q8_0", 8.50, Some(0.0027), None),
        ("Q6_K", 6.56, Some(0.0217), None),
        ("Q5_K_M", 5.70, Some(0.0570), None),
        ("Q4_K_M", 4.89, Some(0.1755), Some(0.1513)),
        ("Q4_0", 4.64, Some(0.4685), None),
        ("Q3_K_M", 4.00, Some(0.6569), Some(0.5026)),
        ("IQ3_M", 3.76, None, Some(0.6667)),
        ("Q2_K", 3.16, Some(3.5199), Some(2.4162)),
        ("IQ2_XXS", 2.38, None, Some(7.8601)),
    ] {
        let row = table.iter().find(|row| row.id == id).unwrap();
        let audited = row.audited.as_ref().unwrap();
        assert!((audited.bits - bits).abs() < 0.005, "{id}");
        assert_eq!(audited.perplexity_increase, plain, "{id}");
        assert_eq!(audited.perplexity_increase_imatrix, imatrix, "{id}");
        assert!(!audited.verdict.is_empty());
        let from = |place| {
            let mut sources = row.audited_sources.iter();
            sources.any(|source| source.contains(place))
        };
        assert!(from("tools/quantize/README.md"), "{id}");
        // 16 bits are the baseline, by definition.
        assert_eq!(from("tools/perplexity/README.md"), id != "F16", "{id}");
    }
    assert_eq!(table.len(), 10);
}

#[test]
fn cache_types_have_their_block_sizes() {
    for (id, block, bytes) in [
        ("f32", 1, 4),
        ("f16", 1, 2),
        ("bf16", 1, 2),
        ("q8_0", 32, 34),
        ("q5_1", 32, 24),
        ("q5_0", 32, 22),
        ("q4_1", 32, 20),
        ("q4_0", 32, 18),
        ("iq4_nl", 32, 18),
    ] {
        let row = catalog().find_cache_type(id).unwrap().1;
        assert_eq!((row.block, row.bytes), (block, bytes), "{id}");
    }
    assert_eq!(catalog().cache_types.len(), 9);
}

#[test]
fn thinking_and_instruct_are_scores_of_their_own() {
    let qwen = catalog().find_model("qwen3-32b").unwrap().1;
    let of = |mode| {
        qwen.scores
            .iter()
            .find(|score| score.mode == mode)
            .unwrap()
            .overall
            .value
    };
    // The two anchors of the index are Llama 3.1 8B = 100 and Qwen3 32B thinking = 150.
    assert_eq!(of(Mode::Thinking).as_f64(), 150.0);
    assert!(of(Mode::Instruct) < of(Mode::Thinking));
    let llama = catalog().find_model("llama-3.1-8b").unwrap().1;
    assert_eq!(llama.scores[0].overall.value.as_f64(), 100.0);
}

#[test]
fn platforms_have_their_real_sizes() {
    let gpu = |id: &str| catalog().find_gpu(id).unwrap().1;
    assert_eq!(gpu("geforce-rtx-4090").memory[0].bytes.get(), 24 << 30);
    assert_eq!(gpu("geforce-rtx-4090").bandwidth, 1_008.0);
    let sizes = |id: &str| -> Vec<u64> {
        gpu(id)
            .memory
            .iter()
            .map(|memory| memory.bytes.get() >> 30)
            .collect()
    };
    assert_eq!(sizes("apple-m3-max-40c"), [48, 64, 128]);
    for gpu in &catalog().gpus {
        assert!(
            !gpu.memory.is_empty() || gpu.kind != GpuKind::Discrete,
            "{}",
            gpu.id
        );
    }
}

#[test]
fn every_row_names_its_sources() {
    for file in [MODELS, QUANTIZATIONS, GPUS, SPEED] {
        let file: Value = serde_json::from_str(file).unwrap();
        for row in file["rows"].as_array().unwrap() {
            let sources = row["sources"].as_array().unwrap();
            assert!(!sources.is_empty(), "{}", row["id"]);
            for source in sources {
                assert!(!source.as_str().unwrap().trim().is_empty(), "{}", row["id"]);
            }
        }
    }
}

/// Every text of a value, however deep.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn no_fact_points_into_the_folders_of_a_machine() {
    for name in [
        "models",
        "quantizations",
        "quality",
        "gpus",
        "speed",
        "accuracy",
    ] {
        let text = std::fs::read_to_string(format!("data/{name}.json")).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        for text in texts(&file) {
            let absolute = text.split_whitespace().find(|word| {
                let root = word.trim_start_matches(['(', '"', '\'']);
                root.starts_with('/') && root.matches('/').count() > 1
            });
            assert_eq!(absolute, None, "{name}: {text}");
        }
    }
}

#[test]
fn look_ups_take_either_case_and_are_one_to_one() {
    for (index, model) in catalog().indexed_models() {
        let (found, row) = catalog().find_model(&model.id.to_uppercase()).unwrap();
        assert_eq!((found, &row.id), (index, &model.id));
        assert_eq!(catalog().model(index).unwrap().id, model.id);
    }
    let ids: BTreeSet<String> = catalog()
        .gpus
        .iter()
        .map(|gpu| gpu.id.to_lowercase())
        .collect();
    assert_eq!(ids.len(), 306);
    assert!(catalog().find_model("no-such-model").is_none());
}

/// A few rows of each file.
struct Tiny {
    models: Value,
    quantizations: Value,
    quality: Value,
    gpus: Value,
    speed: Value,
}

impl Tiny {
    fn new() -> Self {
        let few = |text: &str, key: &str, ids: &[&str]| {
            let mut file: Value = serde_json::from_str(text).unwrap();
            let rows = file["rows"].as_array_mut().unwrap();
            rows.retain(|row| ids.contains(&row[key].as_str().unwrap()));
            // In the order of `ids`, so that a pointer can name them.
            rows.sort_by_key(|row| ids.iter().position(|&id| row[key] == id));
            file
        };
        let models = ["llama-3.1-8b", "gpt-oss-20b", "qwen3.5-9b", "gemma-3n-e4b"];
        Self {
            models: few(MODELS, "id", &models),
            quantizations: few(QUANTIZATIONS, "id", &["F16", "Q4_K_M"]),
            quality: few(QUALITY, "model", &models[..2]),
            gpus: few(
                GPUS,
                "id",
                &["geforce-rtx-4090", "apple-m3-max-40c", "cpu-ddr5-5600-dual"],
            ),
            speed: few(SPEED, "id", &["geforce-cuda", "apple-mlx", "other"]),
        }
    }

    fn file(&mut self, name: &str) -> &mut Value {
        match name {
            "models" => &mut self.models,
            "quantizations" => &mut self.quantizations,
            "quality" => &mut self.quality,
            "gpus" => &mut self.gpus,
            "speed" => &mut self.speed,
            _ => panic!("there is no file {name}"),
        }
    }

    fn read(&self) -> Result<Catalog, source::DataError> {
        let texts = [
            &self.models,
            &self.quantizations,
            &self.quality,
            &self.gpus,
            &self.speed,
        ];
        let [models, quantizations, quality, gpus, speed] = texts.map(Value::to_string);
        source::read(Files {
            models: &models,
            quantizations: &quantizations,
            quality: &quality,
            gpus: &gpus,
            speed: &speed,
        })
    }
}

/// What is said when one field of one file is changed; `pointer` may name a field that is new.
fn broken(file: &str, pointer: &str, value: Value) -> String {
    let mut tiny = Tiny::new();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = tiny.file(file).pointer_mut(parent).unwrap();
    match parent {
        Value::Array(list) => list[field.parse::<usize>().unwrap()] = value,
        Value::Object(map) => {
            map.insert(field.to_owned(), value);
        }
        other => panic!("{other} holds nothing"),
    }
    refusal(&tiny)
}

/// Why the data are refused.
fn refusal(tiny: &Tiny) -> String {
    match tiny.read() {
        Ok(_) => "nothing is wrong".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// What is said when one field is missing.
fn without(file: &str, pointer: &str) -> String {
    let mut tiny = Tiny::new();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = tiny.file(file).pointer_mut(parent).unwrap();
    assert!(
        parent.as_object_mut().unwrap().remove(field).is_some(),
        "{pointer}"
    );
    tiny.read().unwrap_err().to_string()
}

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
fn a_broken_model_is_refused_with_its_id_and_the_reason() {
    // Rows: 0 llama-3.1-8b, 1 gpt-oss-20b, 2 qwen3.5-9b, 3 gemma-3n-e4b.
    let (llama, gpt, qwen, gemma) = ("llama-3.1-8b", "gpt-oss-20b", "qwen3.5-9b", "gemma-3n-e4b");
    let shape = "architecture";
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
        let message = broken("models", &format!("/rows/{row}/{field}"), value.clone());
        assert!(
            message.starts_with("data/models.json: "),
            "{field} = {value}: {message}"
        );
        assert!(
            message.contains(&format!("row “{id}”")),
            "{field} = {value}: {message}"
        );
        assert!(message.contains(reason), "{field} = {value}: {message}");
    }
    for field in ["name", "repository", "reasoning", "parameters", shape] {
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
    ] {
        let message = broken("quantizations", pointer, value.clone());
        assert!(
            message.starts_with("data/quantizations.json: "),
            "{message}"
        );
        assert!(
            message.contains(&format!("row “{id}”")),
            "{pointer} = {value}: {message}"
        );
        assert!(message.contains(reason), "{pointer} = {value}: {message}");
    }
    assert!(without("quantizations", "/rows/1/bits").contains("missing field `bits`"));
    assert!(without("quantizations", "/loss").contains("`loss` is missing"));
    assert!(without("quantizations", "/loss/exponent").contains("missing field `exponent`"));
    assert!(without("quantizations", "/loss/sources").contains("names no source"));
}

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
        let message = broken("quality", pointer, value.clone());
        assert!(message.starts_with("data/quality.json: "), "{message}");
        assert!(
            message.contains(&format!("row “{id}”")),
            "{pointer} = {value}: {message}"
        );
        assert!(message.contains(reason), "{pointer} = {value}: {message}");
    }
    assert!(without("quality", "/rows/0/domains/code").contains("missing field `code`"));
    assert!(without("quality", "/sources").contains("names no source"));
}

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
            "the speed class is another maker's",
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
            card,
            "/rows/1/id",
            json!("GeForce-RTX-4090"),
            "the id is used twice",
        ),
    ] {
        let message = broken("gpus", pointer, value.clone());
        assert!(message.starts_with("data/gpus.json: "), "{message}");
        let named = message.to_lowercase().contains(&format!("row “{id}”"));
        assert!(named, "{pointer} = {value}: {message}");
        assert!(message.contains(reason), "{pointer} = {value}: {message}");
    }
}

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
        let message = broken("speed", pointer, value.clone());
        assert!(message.contains(reason), "{pointer} = {value}: {message}");
        assert!(message.starts_with("data/speed.json: "), "{message}");
        let named = message.contains(&format!("row “{id}”"));
        assert!(named, "{pointer} = {value}: {message}");
    }
    let mut twice = Tiny::new();
    let rows = twice.speed["rows"].as_array_mut().unwrap();
    rows[1]["class"] = json!("geforce");
    rows[1]["backends"] = json!(["mlx", "vulkan"]);
    assert!(refusal(&twice).contains("another row has the class with a backend"));
    let mut bare = Tiny::new();
    bare.speed["rows"].as_array_mut().unwrap().pop();
    assert!(refusal(&bare).contains("the row without a class is missing"));
    assert!(without("speed", "/shared").contains("`shared` is missing"));
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
    let message = source::read(files).unwrap_err().to_string();
    assert!(message.starts_with("data/models.json: EOF"), "{message}");
}
