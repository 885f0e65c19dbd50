//! The sentences of the page state the figures of the evaluation.

use crate::helpers::{catalog, precomputed};
use headroom_core::evaluate::Evaluation;
use headroom_core::scenario::Scenario;
use headroom_core::sentences::{AnswerText, BreakdownText, WorkedFormulas, spoken_answer, ties};
use headroom_core::units::{ByteUnit, Bytes};

fn evaluate(query: &str) -> Evaluation {
    let (scenario, ignored) = Scenario::parse(query, catalog());
    assert_eq!(ignored, [], "{query}");
    Evaluation::of(precomputed(), scenario)
}

fn answer(query: &str) -> AnswerText {
    AnswerText::new(&evaluate(query), &[])
}

fn breakdown(evaluation: &Evaluation) -> BreakdownText {
    let selected = evaluation.selected().unwrap();
    let likelihoods = evaluation.likelihoods();
    let row = evaluation.row_with_likelihood(selected, &likelihoods);
    BreakdownText::new(evaluation, &row.unwrap())
}

#[test]
fn the_answer_names_the_best_with_its_memory() {
    let evaluation = evaluate("vram=24&ctx=32k");
    let text = AnswerText::new(&evaluation, &[]);
    let best = evaluation.row(evaluation.best().unwrap()).unwrap();
    assert_eq!(
        text.before.to_string(),
        "With 24 GB and 32K tokens of context, the best you can run is "
    );
    assert_eq!(text.model, best.model.name);
    let after = text.after.to_string();
    let spare = best.budget.saturating_sub(best.memory);
    assert!(
        after.contains(&format!(" at {}: ", best.quantization.id)),
        "{after}"
    );
    assert!(
        after.ends_with(&format!(
            "{}, {} to spare.",
            best.memory.to_string_in(ByteUnit::Gb),
            spare.to_string_in(ByteUnit::Gb)
        )),
        "{after}"
    );
    assert!(
        text.counts
            .starts_with(&format!("{} of ", evaluation.counts().frontier))
    );
    let spoken = spoken_answer(&evaluation);
    assert!(spoken.contains(&best.model.name) && spoken.ends_with(" on the frontier."));
}

#[test]
fn the_cache_type_is_named_where_there_are_several() {
    let named = answer("vram=24&kv=any").after.to_string();
    assert!(
        named.contains(" with a ") && named.contains(" cache: "),
        "{named}"
    );
    let plain = answer("vram=24&kv=q8_0").after.to_string();
    assert!(!plain.contains("cache"), "{plain}");
}

#[test]
fn an_empty_answer_says_what_would_help() {
    for (query, why, help) in [
        (
            "vram=1&family=Llama+3.1",
            "Nothing fits 1 GB",
            "give it more memory",
        ),
        (
            "q=nothing-has-this-name",
            "No model passes",
            "Take one of the filters off.",
        ),
        (
            "q=gemma-2-2b&ctx=2m",
            "No rated model",
            "Shorten the context",
        ),
    ] {
        let text = answer(query);
        assert!(
            text.before.to_string().starts_with(why),
            "{query}: {text:?}"
        );
        assert!(text.counts.contains(help), "{query}: {text:?}");
        assert!(text.model.is_empty() && text.saving.is_empty() && text.ties.is_none());
    }
}

#[test]
fn ranking_by_speed_is_advised_on() {
    let unknown = answer("axis=speed").advice.unwrap();
    assert!(unknown.starts_with("Choose a GPU"), "{unknown}");
    let known = answer("axis=speed&gpu=geforce-rtx-4090").advice.unwrap();
    assert!(known.contains("least quality"), "{known}");
    assert_eq!(answer("").advice, None);
}

#[test]
fn ties_are_named_once_the_likelihoods_are_known() {
    let mut tied = 0;
    for query in [
        "",
        "vram=8&ctx=32k",
        "vram=48",
        "vram=1500",
        "vram=12&use=math",
    ] {
        let evaluation = evaluate(query);
        let best = evaluation.row(evaluation.best().unwrap()).unwrap();
        let expected = ties(&evaluation, &best);
        let others = evaluation.ties(best.position).into_iter();
        let others = others.filter_map(|at| evaluation.row(at));
        let other = others.filter(|row| row.candidate.model != best.candidate.model);
        match (&expected, other.map(|row| row.model.name.clone()).next()) {
            (None, None) => {}
            (Some(text), Some(name)) => {
                assert!(
                    text.starts_with(&format!("Tied with {name}")),
                    "{query}: {text}"
                );
                tied += 1;
            }
            (text, name) => panic!("{query}: {text:?} for {name:?}"),
        }
        let likelihoods = evaluation.likelihoods();
        assert_eq!(AnswerText::new(&evaluation, &likelihoods).ties, expected);
        assert_eq!(AnswerText::new(&evaluation, &[]).ties, None);
    }
    assert!(tied > 0);
}

#[test]
fn the_parts_of_the_breakdown_fill_its_bar() {
    for query in [
        "vram=24&ctx=32k",
        "vram=24&reserve=2",
        "vram=24&method=formula",
    ] {
        let evaluation = evaluate(query);
        let text = breakdown(&evaluation);
        // What fits fills all there is: the budget and what is kept free.
        let reserve = evaluation.scenario().hardware.reserve;
        let whole = evaluation.memory_budget().budget + reserve;
        let sum = text
            .parts
            .iter()
            .fold(Bytes::ZERO, |sum, part| sum + part.bytes);
        assert_eq!(sum, whole, "{query}");
        assert!(text.parts.iter().all(|part| part.bytes > Bytes::ZERO));
    }
}

#[test]
fn the_breakdown_compares_the_methods_and_says_how_to_run_it() {
    let evaluation = evaluate("vram=200&ctx=128k&seqs=2&kv=q8_0&pick=gemma-3-27b:Q4_K_M");
    let text = breakdown(&evaluation);
    assert!(text.name.to_string().ends_with(" Q4_K_M"));
    let summary = text.methods.summary.to_string();
    assert!(summary.starts_with("By the formula "), "{summary}");
    let main = text.methods.reasons.first().unwrap().to_string();
    assert!(main.starts_with("sliding window"), "{main}");
    assert!(
        summary.ends_with(&format!("The main reason: {main}. ")),
        "{summary}"
    );
    assert_eq!(
        text.command,
        "llama-server -m gemma-3-27b-Q4_K_M.gguf -ngl 999 -c 131072 -np 2 --kv-unified \
         -fa on -ctk q8_0 -ctv q8_0"
    );
}

#[test]
fn obstacles_are_named() {
    for (query, warning) in [
        ("vram=8&show=all&pick=llama-3.1-405b:Q8_0", "Does not fit: "),
        ("ctx=2m&pick=gemma-2-2b:Q8_0", "Its context limit is "),
        (
            "vram=24&family=Qwen3&pick=llama-3.1-8b:Q4_K_M",
            "The candidate of this link",
        ),
    ] {
        let warnings = breakdown(&evaluate(query)).warnings;
        let first = warnings.first().unwrap();
        assert!(first.starts_with(warning), "{query}: {first}");
    }
}

#[test]
fn the_formulas_are_worked_with_the_candidates_numbers() {
    let evaluation = evaluate("vram=24&ctx=16k&pick=llama-3.1-8b:Q4_K_M");
    let text = WorkedFormulas::new(&evaluation).unwrap();
    assert_eq!(
        text.candidate.to_string(),
        "With the selected candidate, Llama 3.1 8B Instruct at Q4_K_M, 16,384 tokens and a f16 cache:"
    );
    assert_eq!(text.summed, None);
    let [_, cache, _] = text.formulas;
    // 2 × 32 layers × 8 heads × 128 values × 16,384 tokens × 2 bytes are 2,147,483,648 bytes, 2.1 GB.
    let numbers: Vec<&str> = cache
        .split("<mn>")
        .skip(1)
        .map(|rest| rest.split_once("</mn>").unwrap().0)
        .collect();
    assert_eq!(numbers, ["2", "32", "8", "128", "16,384", "2", "2.1"]);
}

#[test]
fn a_cache_that_is_no_plain_product_is_said_to_be_summed() {
    // Keys of 192 values and values of 128 for each of 16 heads in 27 layers.
    let evaluation = evaluate("vram=96&pick=deepseek-v2-lite:Q4_K_M");
    let text = WorkedFormulas::new(&evaluation).unwrap();
    let summed = text.summed.unwrap();
    assert!(summed.contains("138,240 values for each token"), "{summed}");
    assert!(text.formulas[1].contains("<mn>138,240</mn><mo>×</mo>"));
}
