//! The fit of the scores in `data/benchmarks/`: against an independent implementation, scores that
//! it has not seen, people's opinion, and the file that the page is built from.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use headroom_fit::benchmarks::{self, Benchmarks};
use headroom_fit::rating::{Fit, Rating, Status};
use headroom_fit::{json_rows, quality, statistics, validation};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data")
}

/// The fit, which takes seconds, made once.
fn fitted() -> &'static (Benchmarks, Fit) {
    static FITTED: OnceLock<(Benchmarks, Fit)> = OnceLock::new();
    FITTED.get_or_init(|| {
        let benchmarks = benchmarks::read(&data().join("benchmarks")).unwrap();
        let fit = Fit::of(&benchmarks).unwrap();
        (benchmarks, fit)
    })
}

/// Entity, mode, index, standard deviation, status.
type Reference = (String, String, f64, f64, Status);

fn with_reference() -> Vec<(&'static Rating, Reference)> {
    let rows: Vec<Reference> = serde_json::from_str(include_str!("data/quality.json")).unwrap();
    let ratings: BTreeMap<_, _> = fitted()
        .1
        .ratings
        .iter()
        .map(|rating| {
            (
                (rating.entry.entity.as_str(), rating.entry.mode.as_str()),
                rating,
            )
        })
        .collect();
    assert_eq!(ratings.len(), rows.len());
    rows.into_iter()
        .map(|row| (ratings[&(row.0.as_str(), row.1.as_str())], row))
        .collect()
}

#[test]
fn the_index_is_that_of_an_independent_implementation() {
    let pairs: Vec<(f64, f64)> = with_reference()
        .iter()
        .map(|(rating, row)| (rating.overall.value, row.2))
        .collect();
    assert!(statistics::spearman(&pairs).unwrap() >= 0.995);
    let distance = statistics::mean(pairs.iter().map(|(here, there)| (here - there).abs()));
    assert!(distance <= 2.0, "{distance}");
}

#[test]
fn the_uncertainty_is_that_of_an_independent_implementation() {
    let deviation = |rating: &Rating| (rating.overall.high - rating.overall.low) / 2.0 / 1.645;
    let rows = with_reference();
    let distances = rows
        .iter()
        .map(|(rating, row)| (deviation(rating) / row.3).ln());
    let distances: Vec<f64> = distances.collect();
    // Either side's width is a random figure: the reference's 60 draws leave it uncertain by 13 %.
    let bias = statistics::mean(distances.iter().copied());
    assert!(bias.abs() < 0.03, "{bias}");
    let spread = statistics::mean(distances.iter().map(|distance| distance.abs()));
    assert!(spread < 0.13, "{spread}");
}

#[test]
fn only_a_disputed_entry_has_another_status() {
    let (benchmarks, _) = fitted();
    for (rating, row) in with_reference() {
        let disputed = benchmarks.entities[&rating.entry.entity].disputed.is_some();
        if disputed {
            assert_eq!(rating.status, Status::Provisional, "{}", row.0);
        } else {
            assert_eq!(rating.status, row.4, "{} {}", row.0, row.1);
        }
    }
}

#[test]
fn the_anchors_stand_where_they_are_fixed() {
    let (_, fit) = fitted();
    let overall = |entity: &str, mode: &str| {
        let mut ratings = fit.ratings.iter();
        let found = ratings.find(|r| r.entry.entity == entity && r.entry.mode == mode);
        found.unwrap().overall.value
    };
    assert!((overall("llama-3.1-8b-instruct", "instruct") - 100.0).abs() < 1e-9);
    assert!((overall("qwen3-32b", "thinking") - 150.0).abs() < 1e-9);
}

#[test]
fn the_overall_value_is_the_mean_of_the_domains() {
    for rating in &fitted().1.ratings {
        let domains = statistics::mean(rating.domains.iter().map(|(_, rated)| rated.value));
        assert!((rating.overall.value - domains).abs() < 1e-9);
        let scores: usize = rating.domains.iter().map(|(_, rated)| rated.scores).sum();
        assert_eq!(rating.overall.scores, scores);
    }
}

#[test]
fn hidden_scores_are_foretold() {
    let held_out = validation::hold_out(&fitted().1.observations).unwrap();
    assert!(held_out.scores > 6_000);
    assert!(held_out.mean <= 6.3, "{}", held_out.mean);
    // Half the error of knowing nothing but the table, and better than one ability for everything.
    assert!(held_out.mean < held_out.baseline / 2.0);
    assert!(held_out.mean < held_out.single);
    // Intervals may be wider than they say, but hold what they promise at the wide end.
    for ((_, nominal), share) in validation::INTERVALS.iter().zip(&held_out.coverage) {
        assert!(
            (nominal - 0.01..nominal + 0.12).contains(share),
            "{nominal}: {share}"
        );
    }
}

#[test]
fn people_put_models_in_much_the_same_order() {
    let (benchmarks, fit) = fitted();
    let agreement = validation::arena(benchmarks, &fit.ratings).unwrap();
    assert!(agreement.entries > 100);
    assert!(agreement.spearman >= 0.92, "{}", agreement.spearman);
    assert!(agreement.kendall >= 0.75, "{}", agreement.kendall);
}

#[test]
fn the_file_of_the_page_is_what_the_fit_gives() {
    let (benchmarks, fit) = fitted();
    let text = quality::write(benchmarks, &fit.ratings).unwrap();
    let there = std::fs::read_to_string(data().join("quality.json")).unwrap();
    let parse = |text: &str| serde_json::from_str(text).unwrap();
    let differences = json_rows::differences(&parse(&text), &parse(&there), quality::TOLERANCE);
    let first = differences.iter().take(5).collect::<Vec<_>>();
    assert!(
        first.is_empty(),
        "{first:#?}\ncargo xtask fit-quality writes it"
    );
}
