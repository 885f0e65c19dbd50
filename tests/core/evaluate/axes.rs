//! Every axis has the frontier that its definition says.

use crate::helpers::{catalog, precomputed};
use headroom_core::estimate::Status;
use headroom_core::evaluate::{Evaluation, Row};
use headroom_core::scenario::{Axis, Scenario};

fn evaluate(query: &str) -> Evaluation {
    let (scenario, ignored) = Scenario::parse(query, catalog());
    assert_eq!(ignored, [], "{query}");
    Evaluation::of(precomputed(), scenario)
}

fn rows(evaluation: &Evaluation) -> Vec<Row<'_>> {
    let positions = 0..evaluation.pool().candidates().len();
    positions.filter_map(|at| evaluation.row(at)).collect()
}

/// What a row has to objective by an axis, in hundredths.
fn gains(axis: Axis, row: &Row<'_>) -> Vec<i64> {
    let hundredths = |value: f64| (value * 100.0).round() as i64;
    let quality = || hundredths(row.quality.unwrap().value.as_f64());
    let speed = || hundredths(row.speed().unwrap().value.get());
    match axis {
        Axis::Quality => vec![quality()],
        Axis::Speed => vec![speed()],
        Axis::Efficiency => {
            let size = (row.candidate.weights.as_f64() / 1e9).log2();
            let trend = precomputed().trend();
            let usual = trend.at_one + trend.per_doubling * size;
            vec![hundredths(row.quality.unwrap().value.as_f64() - usual)]
        }
        Axis::QualityAndSpeed => vec![quality(), speed()],
    }
}

/// The definition, pair by pair.
fn by_definition(candidates: &[(Vec<i64>, u64)]) -> Vec<bool> {
    let dominates = |rival: &(Vec<i64>, u64), one: &(Vec<i64>, u64)| {
        let as_good = rival.0.iter().zip(&one.0).all(|(a, b)| a >= b) && rival.1 <= one.1;
        as_good && rival != one
    };
    candidates
        .iter()
        .map(|one| !candidates.iter().any(|rival| dominates(rival, one)))
        .collect()
}

#[test]
fn the_frontier_of_every_axis_is_what_its_definition_says() {
    for (axis, query) in [
        (Axis::Quality, "vram=24&ctx=16k&q=qwen"),
        (
            Axis::Speed,
            "gpu=geforce-rtx-4090&axis=speed&q=qwen&depth=4k&ctx=16k",
        ),
        (
            Axis::Speed,
            "vram=48&bandwidth=800&axis=speed&family=Llama+3.1,gpt-oss,Qwen3",
        ),
        (Axis::Efficiency, "vram=24&axis=efficiency&q=gemma"),
        (
            Axis::Efficiency,
            "vram=80&axis=efficiency&kv=any&q=llama&method=formula",
        ),
        (
            Axis::QualityAndSpeed,
            "gpu=geforce-rtx-4090&axis=three&q=qwen",
        ),
        (
            Axis::QualityAndSpeed,
            "gpu=apple-m3-max-40c&vram=64&axis=three&size=20-",
        ),
    ] {
        let evaluation = evaluate(query);
        assert_eq!(evaluation.axis(), axis, "{query}");
        let rows = rows(&evaluation);
        let eligible: Vec<&Row<'_>> = rows
            .iter()
            .filter(|row| matches!(row.status, Status::Rated | Status::Provisional) && row.fits())
            .collect();
        let candidates: Vec<_> = eligible
            .iter()
            .map(|row| (gains(axis, row), row.memory.get()))
            .collect();
        let expected = by_definition(&candidates);
        assert!(expected.iter().any(|on| *on), "{query}");
        for ((row, on), criteria) in eligible.iter().zip(expected).zip(&candidates) {
            assert_eq!(row.on_frontier, on, "{query} {} {criteria:?}", row.pick());
        }
        assert!(
            rows.iter()
                .filter(|row| row.on_frontier)
                .all(|row| row.fits())
        );
        // The table's own order is that of the axis, best first.
        let table = evaluation.table();
        let order: Vec<_> = table
            .iter()
            .map(|&at| gains(axis, &evaluation.row(at).unwrap())[0])
            .collect();
        assert!(order.iter().rev().is_sorted(), "{query}");
    }
}

#[test]
fn without_a_speed_candidates_are_ranked_by_quality() {
    for axis in ["speed", "three"] {
        let evaluation = evaluate(&format!("vram=24&axis={axis}"));
        assert_eq!(evaluation.axis(), Axis::Quality);
        assert_eq!(evaluation.frontier(), evaluate("vram=24").frontier());
    }
}

#[test]
fn likelihoods_are_those_of_quality() {
    assert!(!evaluate("vram=24&q=qwen").likelihoods().is_empty());
    assert!(
        evaluate("vram=24&q=qwen&axis=efficiency")
            .likelihoods()
            .is_empty()
    );
}
