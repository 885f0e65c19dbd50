//! The two methods beside each other, and how sure the exact one is.

use crate::helpers::{catalog, precomputed};
use headroom_core::evaluate::{Evaluation, Reason};
use headroom_core::memory::Method;
use headroom_core::scenario::Scenario;
use headroom_core::units::{Bytes, Tokens};

fn evaluate(query: &str) -> Evaluation {
    let (scenario, ignored) = Scenario::parse(query, catalog());
    assert_eq!(ignored, [], "{query}");
    Evaluation::of(precomputed(), scenario)
}

const VARIED: &[&str] = &[
    "ctx=8k",
    "ctx=128k&kv=q8_0&seqs=4",
    "ctx=33333&kv=any&q=qwen",
    "ctx=64k&gpus=3",
    "gpu=apple-m3-max-40c&ctx=32k&overhead=5%25",
];

#[test]
fn the_differences_are_the_whole_difference_and_both_totals_are_those_of_the_methods() {
    for query in VARIED {
        let exact = evaluate(query);
        let formula = evaluate(&format!("{query}&method=formula"));
        for candidate in exact.pool().candidates().iter().step_by(7) {
            let row = exact.pick_of(candidate).write(catalog());
            let comparison = exact.comparison(candidate).unwrap();
            let sum: i128 = comparison.differences.iter().map(|part| part.bytes).sum();
            let totals =
                [comparison.exact, comparison.formula].map(|total| i128::from(total.get()));
            assert_eq!(sum, totals[0] - totals[1], "{query} {row}");
            assert_eq!(
                exact.breakdown(candidate).total(),
                comparison.exact,
                "{row}"
            );
            let other = formula
                .pool()
                .candidates()
                .iter()
                .find(|other| formula.pick_of(other) == exact.pick_of(candidate))
                .unwrap();
            assert_eq!(
                formula.breakdown(other).total(),
                comparison.formula,
                "{row}"
            );
            assert_eq!(formula.comparison(other).unwrap(), comparison, "{row}");
        }
    }
}

#[test]
fn a_sliding_window_is_named_with_its_layers_and_what_it_saves() {
    // Gemma 3 27B: 52 of 62 layers keep 1,024 tokens and a batch of 512, in cells of 256, of 16
    // key heads of 128 values and as many in values, 2 bytes each.
    let evaluation = evaluate("ctx=128k&vram=200&pick=gemma-3-27b:Q4_K_M");
    let candidate = evaluation.pool().candidate(evaluation.selected().unwrap());
    let comparison = evaluation.comparison(candidate.unwrap()).unwrap();
    let window = comparison.differences[0];
    let saved = 52 * (131_072 - 1_536) * 2 * 16 * 128 * 2;
    assert_eq!(window.bytes, -saved);
    let expected = Reason::Window {
        layers: 52,
        of: 62,
        tokens: 1_024,
    };
    assert_eq!(window.reason, expected);
}

#[test]
fn latent_attention_is_named() {
    // DeepSeek V3 caches 512 + 64 values in each of 61 layers; the formula counts 128 heads of
    // 192 and 128 values.
    let evaluation = evaluate("ctx=32k&vram=1500&pick=deepseek-v3:Q4_K_M");
    let candidate = evaluation.pool().candidate(evaluation.selected().unwrap());
    let comparison = evaluation.comparison(candidate.unwrap()).unwrap();
    let latent = comparison
        .differences
        .iter()
        .find(|part| part.reason == Reason::Latent)
        .unwrap();
    let per_token = 61 * 2 * (128 * (192 + 128) - (512 + 64));
    assert_eq!(latent.bytes, -32_768 * per_token);
}

#[test]
fn the_runtime_counts_on_each_nvidia_card_and_not_where_it_was_not_measured() {
    let runtime = |query: &str| {
        let evaluation = evaluate(query);
        let candidate = *evaluation.pool().candidate(0).unwrap();
        let uncertainty = evaluation.uncertainty(&candidate);
        (
            evaluation.breakdown(&candidate).runtime,
            uncertainty
                .and_then(|uncertainty| uncertainty.runtime)
                .is_some(),
        )
    };
    let context = Bytes::new(250 << 20);
    assert_eq!(runtime("vram=24"), (context, true));
    assert_eq!(
        runtime("gpu=geforce-rtx-4090&gpus=3"),
        (context.saturating_mul(3), true)
    );
    assert_eq!(runtime("gpu=apple-m3-max-40c"), (Bytes::ZERO, false));
    assert_eq!(runtime("method=formula"), (Bytes::ZERO, false));
}

#[test]
fn the_cards_hold_what_the_candidate_takes() {
    for query in [
        "vram=24&gpus=2",
        "vram=16&gpus=5&ctx=64k&kv=q8_0",
        "vram=24&also=geforce-rtx-3060-12gb:2,tesla-p40",
    ] {
        let evaluation = evaluate(query);
        for candidate in evaluation.pool().candidates().iter().step_by(101) {
            let cards = evaluation.cards(candidate);
            assert_eq!(cards.len() as u64, evaluation.memory_budget().cards);
            let (sum, total): (Bytes, _) = (
                cards.iter().map(|card| card.holds).sum(),
                evaluation.breakdown(candidate).total(),
            );
            // Small tensors that every card needs are held on each.
            let more = sum.get().abs_diff(total.get());
            assert!(more < total.get() / 1_000, "{sum:?} {total:?}");
        }
    }
    let evaluation = evaluate("vram=24");
    assert_eq!(
        evaluation.cards(evaluation.pool().candidate(0).unwrap()),
        []
    );
}

#[test]
fn a_context_that_memory_does_not_limit_is_the_models_own() {
    let evaluation = evaluate("vram=1500&pick=llama-3.1-8b:Q4_K_M");
    let row = evaluation.row(evaluation.selected().unwrap()).unwrap();
    assert_eq!(row.max_context().tokens(), Some(Tokens::new(131_072)));
    assert_eq!(evaluation.scenario().goal.method, Method::Exact);
}
