//! The speed of candidates on the hardware of a scenario, and what they are worth for their size.

use crate::helpers::{catalog, precomputed};
use headroom_core::evaluate::{Evaluation, Row};
use headroom_core::quality::Trend;
use headroom_core::scenario::Scenario;
use headroom_core::units::{Bytes, IndexPoints};

fn evaluate(query: &str) -> Evaluation {
    let (scenario, ignored) = Scenario::parse(query, catalog());
    assert_eq!(ignored, [], "{query}");
    Evaluation::of(precomputed(), scenario)
}

fn selected(evaluation: &Evaluation) -> Row<'_> {
    evaluation.row(evaluation.selected().unwrap()).unwrap()
}

fn tokens_per_second(query: &str) -> Option<f64> {
    selected(&evaluate(query))
        .speed()
        .map(|speed| speed.value.get())
}

const LLAMA: &str = "pick=llama-3.1-8b:Q4_K_M&ctx=8k";

#[test]
fn without_a_bandwidth_there_is_no_speed() {
    assert_eq!(tokens_per_second(LLAMA), None);
    assert!(tokens_per_second(&format!("{LLAMA}&bandwidth=1008")).is_some());
    assert!(tokens_per_second(&format!("{LLAMA}&gpu=geforce-rtx-4090")).is_some());
    // The card has no such backend.
    assert_eq!(
        tokens_per_second(&format!("{LLAMA}&gpu=geforce-rtx-4090&backend=metal")),
        None
    );
}

#[test]
fn the_speed_is_that_of_the_depth_and_never_beyond_the_context() {
    // 4.617 GB / (1,008 GB/s × 0.843) + 0.537 GB / (1,008 GB/s × 0.698) + 32 × 43.1 µs = 7.58 ms
    let speed = tokens_per_second(&format!("{LLAMA}&gpu=geforce-rtx-4090&depth=4096")).unwrap();
    assert_eq!(speed.round(), 132.0);
    let at =
        |depth: &str| tokens_per_second(&format!("{LLAMA}&gpu=geforce-rtx-4090&depth={depth}"));
    assert!(at("0") > at("4096"));
    assert_eq!(at("8192"), at("100000"));
}

#[test]
fn a_second_card_adds_memory_and_no_speed() {
    let one = tokens_per_second(&format!("{LLAMA}&gpu=geforce-rtx-3090")).unwrap();
    let two = tokens_per_second(&format!("{LLAMA}&gpu=geforce-rtx-3090&gpus=2")).unwrap();
    assert!((one / two - 1.0).abs() < 1e-9, "{one} {two}");
}

#[test]
fn system_memory_holds_what_the_card_cannot_and_is_slow() {
    let query = "gpu=geforce-rtx-4090&ctx=8k&pick=llama-3.3-70b:Q4_K_M";
    let without = evaluate(query);
    assert!(!selected(&without).fits());
    let with = evaluate(&format!("{query}&ram=64"));
    assert!(selected(&with).fits());
    let (alone, shared) = (
        selected(&without).speed().unwrap(),
        selected(&with).speed().unwrap(),
    );
    assert!(shared.value < alone.value);
    // The band of a shared model is wider.
    let width = |speed: headroom_core::speed::Speed| speed.high.get() / speed.value.get();
    assert!(width(shared) > width(alone));
    // What fits the card stays on it.
    let small = |query: &str| tokens_per_second(query).unwrap();
    let llama = format!("{LLAMA}&gpu=geforce-rtx-4090");
    assert_eq!(small(&llama), small(&format!("{llama}&ram=64")));
}

#[test]
fn the_first_token_waits_for_the_whole_prompt() {
    let wait = |prompt: &str| {
        let query = format!("{LLAMA}&gpu=geforce-rtx-4090&prompt={prompt}");
        let evaluation = evaluate(&query);
        let row = selected(&evaluation);
        evaluation
            .time_to_first_token(row.candidate)
            .unwrap()
            .value
            .get()
    };
    let (short, long) = (wait("512"), wait("4096"));
    // Eight times the prompt, and a little more, for its tokens attend to each other.
    assert!(long > 6.0 * short && long < 12.0 * short, "{short} {long}");
    let evaluation = evaluate(&format!("{LLAMA}&bandwidth=1008"));
    assert!(
        evaluation
            .time_to_first_token(selected(&evaluation).candidate)
            .is_none()
    );
}

#[test]
fn the_trend_by_hand() {
    let gb = |count: u64| Bytes::new(count * 1_000_000_000);
    let points = |value: i32| IndexPoints::from_hundredths(value * 100);
    // A line through three points: 50 at one GB, 10 for each doubling.
    let trend = Trend::fit(
        [
            (gb(1), points(50)),
            (gb(4), points(70)),
            (gb(16), points(90)),
        ]
        .into_iter(),
    );
    assert!((trend.at_one - 50.0).abs() < 1e-9 && (trend.per_doubling - 10.0).abs() < 1e-9);
    assert_eq!(trend.efficiency(points(75), gb(4)), points(5));
    assert_eq!(Trend::fit(std::iter::empty()), Trend::default());
    assert_eq!(
        Trend::fit([(gb(2), points(60))].into_iter()).efficiency(points(60), gb(9)),
        points(0)
    );
}

#[test]
fn a_doubling_buys_points_and_tininess_none() {
    let trend = precomputed().trend();
    assert!((5.0..15.0).contains(&trend.per_doubling), "{trend:?}");
    // Of all that was rated, no model below a billion parameters is among the ten that stand out.
    let evaluation = evaluate("vram=1500&show=models");
    let mut rows: Vec<_> = evaluation
        .table()
        .into_iter()
        .filter_map(|position| evaluation.row(position))
        .filter_map(|row| {
            let efficiency = trend.efficiency(row.quality?.value, row.parts().weights);
            Some((efficiency, row.model.parameters.total))
        })
        .collect();
    rows.sort();
    assert!(
        rows.iter()
            .rev()
            .take(10)
            .all(|(_, parameters)| *parameters > 1_000_000_000)
    );
}
