//! The evaluation: what is a candidate, what fits, what the table lists and in which order.

use std::collections::{BTreeMap, BTreeSet};

use crate::helpers::{catalog, precomputed};
use headroom_core::estimate::Status;
use headroom_core::evaluate::{Evaluation, MaxContext, Row};
use headroom_core::scenario::{ColumnId, Scenario, Show, Sort};
use headroom_core::units::{Bytes, IndexPoints, Tokens};
use proptest::prelude::*;

fn scenario(query: &str) -> Scenario {
    let (scenario, ignored) = Scenario::parse(query, catalog());
    assert_eq!(ignored, [], "{query}");
    scenario
}

fn evaluate(query: &str) -> Evaluation {
    Evaluation::of(precomputed(), scenario(query))
}

fn all_rows(evaluation: &Evaluation) -> Vec<Row<'_>> {
    let positions = 0..evaluation.pool().candidates().len();
    positions.map(|at| evaluation.row(at).unwrap()).collect()
}

fn table(evaluation: &Evaluation) -> Vec<Row<'_>> {
    evaluation
        .table()
        .into_iter()
        .map(|at| evaluation.row(at).unwrap())
        .collect()
}

fn value(row: &Row<'_>) -> Option<IndexPoints> {
    row.quality.map(|quality| quality.value)
}

const VARIED: &[&str] = &[
    "",
    "method=formula",
    "vram=8&ctx=32k&kv=q8_0",
    "vram=48&ctx=128k&use=code&overhead=3%25&method=formula",
    "vram=16&kv=any&family=Qwen3,Llama+3.1",
    "vram=16&gpus=3&seqs=4&ctx=100000",
    "gpu=geforce-rtx-4090&gpus=2&unit=gib",
    "gpu=apple-m3-max-40c&use=math&reasoning=yes",
    "vram=1",
];

#[test]
fn memory_is_the_sum_of_its_parts_for_every_candidate() {
    for query in VARIED {
        let evaluation = evaluate(query);
        for row in all_rows(&evaluation) {
            assert_eq!(row.memory, row.parts().total(), "{query} {}", row.pick());
            assert_eq!(row.memory, evaluation.memory()[row.position]);
        }
    }
}

#[test]
fn the_pool_is_in_order_of_falling_quality_with_the_rest_behind() {
    for query in VARIED {
        let evaluation = evaluate(query);
        let candidates = evaluation.pool().candidates();
        let ranked = evaluation.pool().ranked().count();
        assert!(
            candidates[..ranked]
                .iter()
                .all(|candidate| candidate.is_ranked())
        );
        assert!(
            !candidates[ranked..]
                .iter()
                .any(|candidate| candidate.is_ranked())
        );
        let values = candidates[..ranked]
            .iter()
            .map(|candidate| candidate.quality.unwrap().value);
        assert!(values.rev().is_sorted());
    }
}

#[test]
fn the_counts_are_those_of_the_rows() {
    for query in VARIED {
        let evaluation = evaluate(query);
        let rows = all_rows(&evaluation);
        let counts = evaluation.counts();
        let reach = rows
            .iter()
            .filter(|row| row.status != Status::Short)
            .count();
        assert_eq!(counts.candidates, reach);
        assert_eq!(counts.fit, rows.iter().filter(|row| row.fits()).count());
        assert_eq!(
            counts.frontier,
            rows.iter().filter(|row| row.on_frontier).count()
        );
        for &show in Show::ALL {
            let mut asked = scenario(query);
            asked.view.listing.show = show;
            let shown = Evaluation::of(precomputed(), asked);
            assert_eq!(
                shown.table().len(),
                evaluation.count(show),
                "{query} {show:?}"
            );
        }
    }
}

#[test]
fn neither_unrated_nor_broken_nor_short_nor_too_large_is_on_the_frontier() {
    for query in VARIED {
        let evaluation = evaluate(query);
        for row in table(&evaluation) {
            assert!(matches!(row.status, Status::Rated | Status::Provisional));
            assert!(row.memory <= row.budget && row.on_frontier && row.headroom() >= 0);
        }
    }
    // There is something of each kind to be left out.
    let evaluation = evaluate("show=all&ctx=64k");
    let statuses: BTreeSet<&str> = table(&evaluation)
        .iter()
        .map(|row| row.status.name())
        .collect();
    assert_eq!(statuses.len(), 5);
}

#[test]
fn a_model_below_the_context_is_listed_as_short_and_is_no_candidate() {
    // Qwen3 32B promises 40,960 tokens.
    let query = "vram=1500&q=qwen3-32b&show=all&ctx=40960";
    assert!(
        table(&evaluate(query))
            .iter()
            .all(|row| row.status != Status::Short)
    );
    let evaluation = evaluate("vram=1500&q=qwen3-32b&show=all&ctx=40961");
    let rows = table(&evaluation);
    let qwen: Vec<_> = rows
        .iter()
        .filter(|row| row.model.id == "qwen3-32b")
        .collect();
    assert!(!qwen.is_empty());
    assert!(
        qwen.iter()
            .all(|row| row.status == Status::Short && !row.fits())
    );
    let fitting = evaluate("vram=1500&q=qwen3-32b&show=fits&ctx=40961");
    assert!(
        table(&fitting)
            .iter()
            .all(|row| row.model.id != "qwen3-32b")
    );
    // A recurrent model has no limit.
    let evaluation = evaluate("vram=1500&q=mamba-130m&show=fits&ctx=2m");
    assert!(!table(&evaluation).is_empty());
}

#[test]
fn what_fits_fits_and_what_is_left_out_does_not() {
    for query in VARIED {
        let mut asked = scenario(query);
        asked.view.listing.show = Show::Fits;
        let evaluation = Evaluation::of(precomputed(), asked);
        let listed: BTreeSet<usize> = evaluation.table().into_iter().collect();
        for row in all_rows(&evaluation) {
            let fits = row.memory <= row.budget
                && row.model.reaches(evaluation.scenario().workload.context);
            assert_eq!(
                listed.contains(&row.position),
                fits,
                "{query} {}",
                row.pick()
            );
        }
    }
}

#[test]
fn all_lists_every_candidate_once() {
    let evaluation = evaluate("show=all");
    let picks: BTreeSet<String> = table(&evaluation).iter().map(Row::pick).collect();
    assert_eq!(picks.len(), evaluation.pool().candidates().len());
    assert!(picks.len() > 10_000);
    // Every model is there, rated or not.
    let models: BTreeSet<&str> = table(&evaluation)
        .iter()
        .map(|row| row.model.id.as_str())
        .collect();
    assert_eq!(models.len(), 543);
}

#[test]
fn one_per_model_lists_each_model_once_at_its_best_that_fits() {
    for query in VARIED {
        let mut asked = scenario(query);
        asked.view.listing.show = Show::Models;
        let evaluation = Evaluation::of(precomputed(), asked);
        let mut best: BTreeMap<&str, (Option<IndexPoints>, Bytes)> = BTreeMap::new();
        let rows = all_rows(&evaluation);
        for row in rows
            .iter()
            .filter(|row| row.fits() && row.status != Status::Broken)
        {
            let found = (value(row), row.memory);
            let entry = best.entry(&row.model.id).or_insert(found);
            let better = found.0 > entry.0 || (found.0 == entry.0 && found.1 < entry.1);
            if better && found.0.is_some() {
                *entry = found;
            }
        }
        let listed = table(&evaluation);
        let ids: BTreeSet<&str> = listed.iter().map(|row| row.model.id.as_str()).collect();
        assert_eq!(ids.len(), listed.len(), "{query}: a model twice");
        assert_eq!(ids, best.keys().copied().collect(), "{query}");
        for row in &listed {
            let (quality, memory) = best[row.model.id.as_str()];
            assert_eq!(value(row), quality, "{query} {}", row.pick());
            if quality.is_some() {
                assert_eq!(row.memory, memory, "{query} {}", row.pick());
            }
        }
        // Best first, unrated last.
        assert!(listed.iter().rev().map(value).is_sorted(), "{query}");
    }
}

#[test]
fn an_unrated_model_stands_at_the_type_that_loses_least() {
    let evaluation = evaluate("show=models&q=codellama-7b&vram=1500");
    let rows = table(&evaluation);
    assert_eq!((rows.len(), rows[0].quantization.id.as_str()), (1, "F16"));
    assert_eq!(rows[0].status, Status::Unrated);
}

#[test]
fn every_column_sorts_both_ways_with_what_is_missing_last() {
    let number = |row: &Row<'_>, column: ColumnId| -> Option<f64> {
        match column {
            ColumnId::Quantization => Some(f64::from(row.candidate.bits)),
            ColumnId::Size => Some(row.model.parameters.total as f64),
            ColumnId::Memory => Some(row.memory.as_f64()),
            ColumnId::Headroom => Some(row.headroom() as f64),
            ColumnId::Quality => value(row).map(IndexPoints::as_f64),
            ColumnId::Context => match row.max_context() {
                MaxContext::DoesNotFit => None,
                MaxContext::Tokens(tokens) => Some(tokens.get() as f64),
                MaxContext::Unlimited => Some(f64::INFINITY),
            },
            ColumnId::Speed
            | ColumnId::Model
            | ColumnId::License
            | ColumnId::Cache
            | ColumnId::Bar => None,
        }
    };
    for column in ColumnId::sortable() {
        for falling in [false, true] {
            let mut asked = scenario("show=all&ctx=64k&size=-9");
            asked.view.listing.sort = Some(Sort { column, falling });
            let evaluation = Evaluation::of(precomputed(), asked);
            let rows = table(&evaluation);
            let text = |row: &Row<'_>| match column {
                ColumnId::Model => Some(row.model.name.to_lowercase()),
                ColumnId::License => row.model.license.as_ref().map(|name| name.to_lowercase()),
                _ => None,
            };
            let keys: Vec<_> = rows
                .iter()
                .map(|row| (text(row), number(row, column)))
                .collect();
            let is_missing =
                |(text, number): &(Option<String>, Option<f64>)| text.is_none() && number.is_none();
            let missing = keys.iter().position(is_missing).unwrap_or(keys.len());
            assert!(
                keys[missing..].iter().all(is_missing),
                "{column:?} {falling}"
            );
            let ordered = |pair: &[(Option<String>, Option<f64>)]| {
                if falling {
                    pair[0] >= pair[1]
                } else {
                    pair[0] <= pair[1]
                }
            };
            assert!(
                keys[..missing].windows(2).all(ordered),
                "{column:?} {falling}"
            );
            // The same rows, whatever their order.
            let listed: BTreeSet<usize> = rows.iter().map(|row| row.position).collect();
            assert_eq!(listed.len(), evaluation.count(Show::All));
        }
    }
}

#[test]
fn equals_keep_the_order_of_quality() {
    let evaluation = evaluate("show=fits&sort=quantization&method=formula");
    for pair in table(&evaluation).windows(2) {
        if pair[0].quantization.bits == pair[1].quantization.bits {
            assert!(pair[0].position < pair[1].position);
        }
    }
}

#[test]
fn a_pick_selects_its_candidate_and_the_best_that_fits_stands_in() {
    let selected = |query: &str| {
        let evaluation = evaluate(query);
        let pick = evaluation
            .row(evaluation.selected().unwrap())
            .unwrap()
            .pick();
        (pick, evaluation.pick_filtered_out())
    };
    let best = {
        let evaluation = evaluate("");
        evaluation.row(evaluation.best().unwrap()).unwrap().pick()
    };
    assert_eq!(selected(""), (best.clone(), false));
    // Of the modes that are not named the one of higher quality: thinking.
    let thinking = ("qwen3-32b@thinking:Q4_K_M:f16".to_owned(), false);
    assert_eq!(selected("pick=qwen3-32b:Q4_K_M"), thinking);
    let instruct = ("qwen3-32b@instruct:Q4_K_M:f16".to_owned(), false);
    assert_eq!(selected("pick=qwen3-32b@instruct:Q4_K_M"), instruct);
    // Of the cache types the one of higher quality: f16.
    assert_eq!(selected("kv=any&pick=qwen3-32b:Q4_K_M"), thinking);
    let quantized = ("qwen3-32b@thinking:Q4_K_M:q4_0".to_owned(), false);
    assert_eq!(selected("kv=any&pick=qwen3-32b:Q4_K_M:q4_0"), quantized);
    // What does not fit can still be looked at,
    let large = ("llama-3.1-405b@instruct:F16:f16".to_owned(), false);
    assert_eq!(selected("pick=llama-3.1-405b:F16"), large);
    // but what the filters leave out is no candidate.
    assert!(selected("family=Llama+3.1&pick=qwen3-32b:Q4_K_M").1);
    assert_eq!(selected("pick=qwen3-32b:Q4_K_M:q4_0"), (best, true));
}

#[test]
fn the_text_of_a_pick_leads_back_to_its_candidate() {
    let evaluation = evaluate("kv=any&family=Qwen3,gpt-oss");
    for (position, candidate) in evaluation.pool().candidates().iter().enumerate().step_by(7) {
        for pick in [
            evaluation.pick_of(candidate),
            evaluation.short_pick_of(candidate),
        ] {
            let mut asked = evaluation.scenario().clone();
            asked.view.pick = Some(pick);
            let again = Evaluation::new(evaluation.pool().clone(), asked);
            assert_eq!(
                again.selected(),
                Some(position),
                "{}",
                pick.write(catalog())
            );
        }
    }
}

#[test]
fn the_longest_context_fits_and_one_token_more_does_not() {
    for query in [
        "vram=24",
        "vram=10&kv=q8_0",
        "vram=16&kv=any&q=qwen3",
        "vram=80&overhead=2%25&method=formula",
        "vram=16&kv=any&q=llama&method=formula",
        "vram=24&gpus=2&seqs=3&q=gemma",
        "vram=64&q=mamba",
    ] {
        let evaluation = evaluate(query);
        for row in all_rows(&evaluation).into_iter().step_by(11) {
            let needs = |context: Tokens| {
                let method = evaluation
                    .memory_method(row.candidate.cache)
                    .unwrap()
                    .at(context);
                let precomputed = evaluation.pool().precomputed();
                row.candidate.fixed + precomputed.context(row.candidate.model, &method).total()
            };
            let limit = row.model.context;
            match row.max_context() {
                MaxContext::Tokens(tokens) => {
                    assert!(needs(tokens) <= row.budget, "{}", row.pick());
                    let more = Tokens::new(tokens.get() + 1);
                    assert!(
                        limit == Some(tokens) || needs(more) > row.budget,
                        "{}",
                        row.pick()
                    );
                }
                MaxContext::DoesNotFit => assert!(needs(Tokens::new(1)) > row.budget),
                MaxContext::Unlimited => {
                    assert!(limit.is_none() && needs(Tokens::new(u64::MAX)) <= row.budget);
                }
            }
        }
    }
}

#[test]
fn the_longest_context_by_hand() {
    // Llama 3.1 8B at Q8_0 in 12 GB: 12,000,000,000 − 8,532,152,576 − 500,000,000
    // = 2,967,847,424 bytes, 131,072 for each token: 22,642.9.
    let evaluation = evaluate("vram=12&pick=llama-3.1-8b:Q8_0&method=formula");
    let row = evaluation.row(evaluation.selected().unwrap()).unwrap();
    assert_eq!(row.max_context(), MaxContext::Tokens(Tokens::new(22_642)));
    // In 48 GB the model's own limit comes first.
    let evaluation = evaluate("vram=48&pick=llama-3.1-8b:Q8_0&method=formula");
    let row = evaluation.row(evaluation.selected().unwrap()).unwrap();
    assert_eq!(row.max_context(), MaxContext::Tokens(Tokens::new(131_072)));
}

#[test]
fn the_answer_is_the_best_that_fits_with_the_cheapest_that_is_nearly_as_good() {
    for query in VARIED {
        let evaluation = evaluate(query);
        let Some(answer) = evaluation.answer() else {
            assert!(evaluation.frontier().is_empty());
            continue;
        };
        let best = evaluation.row(answer.best).unwrap();
        let ranked = all_rows(&evaluation);
        let top = ranked
            .iter()
            .filter(|row| row.fits() && row.status != Status::Broken)
            .filter_map(value)
            .max();
        assert_eq!(value(&best), top);
        if let Some(cheaper) = answer.cheaper {
            let row = evaluation.row(cheaper.position).unwrap();
            assert!(row.on_frontier && row.memory < best.memory);
            assert_eq!(cheaper.saves, best.memory.saturating_sub(row.memory));
            assert!(cheaper.costs <= IndexPoints::from_hundredths(100));
        }
    }
    assert_eq!(evaluate("vram=1&size=100-").answer(), None);
}

#[test]
fn filters_leave_out_all_else() {
    let rows_of = |query: &str, check: fn(&Row<'_>) -> bool| {
        let evaluation = evaluate(query);
        let rows = all_rows(&evaluation);
        assert!(!rows.is_empty() && rows.iter().all(check), "{query}");
    };
    rows_of("family=Qwen3", |row| row.model.family == "Qwen3");
    rows_of("license=MIT,Apache-2.0", |row| {
        matches!(row.model.license.as_deref(), Some("MIT" | "Apache-2.0"))
    });
    rows_of("size=7-14", |row| {
        (7.0..=14.0).contains(&(row.model.parameters.total as f64 / 1e9))
    });
    rows_of("reasoning=yes", |row| row.candidate.mode.thinks());
    rows_of("reasoning=no", |row| !row.candidate.mode.thinks());
    rows_of("quants=Q4_K_M,TQ1_0", |row| {
        ["Q4_K_M", "TQ1_0"].contains(&row.quantization.id.as_str())
    });
    rows_of("", |row| row.quantization.offered);
    rows_of("use=vision", |row| row.model.vision);
    rows_of("q=CODER+qwen", |row| {
        let name = row.model.name.to_lowercase();
        name.contains("coder") && name.contains("qwen")
    });
    rows_of("quants=MXFP4_MOE", |row| {
        row.model.architecture.experts.is_some()
    });
    let nothing = evaluate("q=no+such+model+anywhere");
    assert!(nothing.pool().candidates().is_empty() && nothing.answer().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn more_memory_never_lowers_the_best_quality(
        less in 1_u64..200_000, more in 0_u64..200_000, context in 9_u32..18,
    ) {
        let at = |megabytes: u64| {
            let mut asked = scenario("");
asked.hardware.vram = Bytes::new(megabytes * 1_000_000);
asked.workload.context = Tokens::new(1 << context);
            let evaluation = Evaluation::of(precomputed(), asked);
            (best_quality(&evaluation), evaluation.counts())
        };
        let ((worse, few), (better, many)) = (at(less), at(less + more));
        prop_assert!(better >= worse);
        prop_assert!(many.fit >= few.fit && many.candidates == few.candidates);
    }

    #[test]
    fn a_longer_context_never_raises_the_best_quality(
        short in 512_u64..100_000, more in 0_u64..2_000_000, vram in 1_u64..100,
    ) {
        let at = |context: u64| {
            let mut asked = scenario("");
asked.hardware.vram = Bytes::new(vram * 1_000_000_000);
asked.workload.context = Tokens::new(context);
            let evaluation = Evaluation::of(precomputed(), asked);
            (best_quality(&evaluation), evaluation.counts().fit)
        };
        let ((better, many), (worse, few)) = (at(short), at(short + more));
        prop_assert!(worse <= better && few <= many);
    }
}

fn best_quality(evaluation: &Evaluation) -> Option<IndexPoints> {
    value(&evaluation.row(evaluation.best()?)?)
}
