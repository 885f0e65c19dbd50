//! What the data files hold.

use std::collections::BTreeSet;

use headroom_core::catalog::data::{self, Files};
use headroom_core::catalog::{GpuKind, Mode, ScoreStatus};

use crate::catalog::files::{GPUS, MODELS, QUALITY, QUANTIZATIONS, SPEED};
use crate::helpers::catalog;

#[test]
fn the_embedded_catalog_is_what_the_files_say() {
    let files = Files {
        models: MODELS,
        quantizations: QUANTIZATIONS,
        quality: QUALITY,
        gpus: GPUS,
        speed: SPEED,
    };
    assert_eq!(&data::read(files).unwrap(), catalog().as_ref());
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
