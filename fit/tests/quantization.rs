//! The loss from quantization: against an independent implementation, the measured test scores, and
//! the constants that the page uses.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use headroom_fit::json_rows;
use headroom_fit::quantization::accuracy::{self, Accuracy};
use headroom_fit::quantization::constants::{self, Constants};
use headroom_fit::quantization::effects::{self, Effects};
use headroom_fit::quantization::perplexity::{self, Perplexity};
use serde::Deserialize;

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../data")
        .join(name);
    std::fs::read_to_string(path).unwrap()
}

fn read() -> Effects {
    effects::read(
        &text("quantization_effects.json"),
        &text("quantizations.json"),
    )
    .unwrap()
}

fn fitted() -> &'static (Perplexity, Accuracy) {
    static FITTED: OnceLock<(Perplexity, Accuracy)> = OnceLock::new();
    FITTED.get_or_init(|| {
        let effects = read();
        let perplexity = perplexity::fit(&effects).unwrap();
        let accuracy = accuracy::fit(&effects, &perplexity).unwrap();
        (perplexity, accuracy)
    })
}

#[derive(Deserialize)]
struct Reference {
    #[serde(rename = "K")]
    types: BTreeMap<String, f64>,
    exponent: f64,
    without_imatrix: (f64, f64),
    fallback: (f64, f64),
}

#[test]
fn the_constants_are_those_of_an_independent_implementation() {
    let (perplexity, accuracy) = fitted();
    let found = Constants::of(perplexity, accuracy);
    let reference: Reference =
        serde_json::from_str(include_str!("data/quantization.json")).unwrap();
    assert!(found.types.keys().eq(reference.types.keys()));
    // Two searches stop a little apart: a unit of the last place, or a thousandth.
    let close = |a: f64, b: f64| (a - b).abs() <= 1.1e-4 + 1e-3 * b.abs();
    for (id, constant) in &reference.types {
        assert!(
            close(found.types[id], *constant),
            "{id}: {} {constant}",
            found.types[id]
        );
    }
    assert!(close(found.exponent, reference.exponent));
    let (below, above) = perplexity.without_imatrix;
    assert!(close(below.exp(), reference.without_imatrix.0));
    assert!(close(above.exp(), reference.without_imatrix.1));
    assert!(close(found.fallback.0, reference.fallback.0));
    assert!(close(found.fallback.1, reference.fallback.1));
}

#[test]
fn the_constants_in_use_are_those_of_the_fit_to_within_a_part_of_their_uncertainty() {
    let (perplexity, accuracy) = fitted();
    let there = text("quantizations.json");
    let here = Constants::of(perplexity, accuracy)
        .put_into(&there)
        .unwrap();
    let parse = |text: &str| serde_json::from_str(text).unwrap();
    let differences = json_rows::differences(&parse(&here), &parse(&there), constants::TOLERANCE);
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn the_fit_rests_on_what_can_be_compared() {
    let effects = read();
    assert_eq!(effects.rows.len(), 527);
    let (perplexity, accuracy) = fitted();
    assert_eq!(perplexity.counts, (250, 20));
    assert_eq!(accuracy.scores, 36);
    assert_eq!(
        accuracy.bands.iter().map(|band| band.scores).sum::<usize>(),
        81
    );
}

#[test]
fn measured_scores_are_met_as_closely_as_is_claimed() {
    let (_, accuracy) = fitted();
    // data/README.md, "Loss from quantization": points of accuracy, from many bits to few.
    let claimed = [0.1, 0.4, 1.2, 2.5, 5.0];
    for (band, claimed) in accuracy.bands.iter().zip(claimed) {
        assert!(band.error <= claimed, "{band:?}");
    }
    assert!(accuracy.left_out < 2.0, "{}", accuracy.left_out);
}

#[test]
fn the_loss_falls_with_bits_within_a_family_of_types() {
    let (perplexity, _) = fitted();
    let families: [&[&str]; 2] = [
        &["Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q3_K_M", "Q2_K"],
        &[
            "IQ4_XS", "IQ3_M", "IQ3_XXS", "IQ2_M", "IQ2_XS", "IQ2_XXS", "IQ1_M", "IQ1_S",
        ],
    ];
    for family in families {
        for pair in family.windows(2) {
            assert!(
                perplexity.types[pair[0]] < perplexity.types[pair[1]],
                "{pair:?}"
            );
        }
    }
}

#[test]
fn a_mixture_of_experts_counts_as_the_geometric_mean_of_its_sizes() {
    let effects = read();
    let size = |id: &str| effects.models[id].effective_billions();
    assert!((size("qwen3-30b-a3b-instruct-2507") - 10.03).abs() < 0.01);
    assert!((size("llama-3-8b") - 8.03).abs() < 1e-9);
}

#[test]
fn the_logarithmic_loss_is_that_of_either_pair_of_figures() {
    let effects = read();
    let row = effects.rows.iter().find(|row| {
        row.model == "llama-1-7b" && row.quantization == "Q2_K" && row.source == "pr-1684"
    });
    // 6.7764 over 5.9066, stated with the difference of the two, 0.8698.
    let mut row = row.unwrap().clone();
    assert!((row.log_loss().unwrap() - 0.137_37).abs() < 1e-5);
    row.perplexity_increase = None;
    assert!((row.log_loss().unwrap() - 0.137_37).abs() < 1e-5);
    row.perplexity_at_16_bits = None;
    assert_eq!(row.log_loss(), None);
}

#[test]
fn a_broken_row_is_refused() {
    let refusal = |change: fn(&mut effects::Effect)| {
        let mut effects = read();
        change(&mut effects.rows[0]);
        effects.check().unwrap_err().to_string()
    };
    assert!(refusal(|row| row.source.clear()).ends_with("the source is unknown."));
    assert!(refusal(|row| row.model.clear()).ends_with("the model is unknown."));
    assert!(refusal(|row| row.perplexity = Some(-1.0)).ends_with("a figure is not positive."));
    assert!(refusal(|row| row.score = Some(101.0)).ends_with("a percentage is out of range."));
    let empty = refusal(|row| {
        row.bits = None;
        row.perplexity = None;
        row.perplexity_increase = None;
        row.divergence = None;
    });
    assert!(empty.ends_with("it holds no figure."), "{empty}");
}
