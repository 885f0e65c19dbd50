//! The loss of quality by quantization, against the printed table of the fit.

use crate::helpers::catalog;
use headroom_core::catalog::{Model, Parameters, Quantization, Score};
use headroom_core::quality;
use headroom_core::units::IndexPoints;

/// Index points lost with an importance matrix, as printed with the fit: the type, its constant
/// to three decimals, the loss at 1, 3, 8, 14, 32 and 70 billion parameters.
const LOSSES: &[(&str, &str, [&str; 6])] = &[
    ("Q8_0", "0.001", ["0.0", "0.0", "0.0", "0.0", "0.0", "0.0"]),
    ("Q6_K", "0.004", ["0.2", "0.2", "0.1", "0.1", "0.1", "0.1"]),
    ("Q5_1", "0.019", ["1.0", "0.7", "0.5", "0.4", "0.3", "0.3"]),
    (
        "Q5_K_M",
        "0.010",
        ["0.6", "0.4", "0.3", "0.2", "0.2", "0.1"],
    ),
    (
        "Q5_K_S",
        "0.015",
        ["0.9", "0.6", "0.4", "0.4", "0.3", "0.2"],
    ),
    ("Q5_0", "0.029", ["1.6", "1.1", "0.8", "0.7", "0.5", "0.4"]),
    ("Q4_1", "0.061", ["3.4", "2.4", "1.7", "1.4", "1.1", "0.9"]),
    (
        "Q4_K_M",
        "0.031",
        ["1.7", "1.2", "0.9", "0.7", "0.6", "0.4"],
    ),
    (
        "IQ4_NL",
        "0.044",
        ["2.4", "1.7", "1.3", "1.0", "0.8", "0.6"],
    ),
    (
        "Q4_K_S",
        "0.042",
        ["2.3", "1.6", "1.2", "1.0", "0.8", "0.6"],
    ),
    ("Q4_0", "0.072", ["4.0", "2.8", "2.1", "1.7", "1.3", "1.0"]),
    (
        "IQ4_XS",
        "0.046",
        ["2.6", "1.8", "1.3", "1.1", "0.8", "0.7"],
    ),
    (
        "Q3_K_L",
        "0.088",
        ["4.9", "3.5", "2.5", "2.1", "1.6", "1.3"],
    ),
    (
        "Q3_K_M",
        "0.106",
        ["5.9", "4.1", "3.0", "2.5", "1.9", "1.5"],
    ),
    ("IQ3_M", "0.137", ["7.6", "5.3", "3.9", "3.3", "2.5", "1.9"]),
    ("IQ3_S", "0.138", ["7.7", "5.4", "3.9", "3.3", "2.5", "2.0"]),
    (
        "Q3_K_S",
        "0.221",
        ["12.3", "8.6", "6.3", "5.3", "4.1", "3.2"],
    ),
    (
        "IQ3_XS",
        "0.173",
        ["9.6", "6.8", "5.0", "4.1", "3.2", "2.5"],
    ),
    (
        "IQ3_XXS",
        "0.234",
        ["13.0", "9.2", "6.7", "5.6", "4.3", "3.3"],
    ),
    (
        "Q2_K",
        "0.398",
        ["22.1", "15.6", "11.4", "9.5", "7.3", "5.7"],
    ),
    (
        "Q2_K_S",
        "0.513",
        ["28.5", "20.1", "14.7", "12.3", "9.4", "7.3"],
    ),
    (
        "IQ2_M",
        "0.441",
        ["24.5", "17.2", "12.6", "10.5", "8.1", "6.3"],
    ),
    (
        "IQ2_S",
        "0.600",
        ["33.3", "23.5", "17.1", "14.3", "11.0", "8.6"],
    ),
    (
        "IQ2_XS",
        "0.691",
        ["38.4", "27.0", "19.7", "16.5", "12.7", "9.9"],
    ),
    (
        "IQ2_XXS",
        "1.112",
        ["61.8", "43.5", "31.8", "26.6", "20.4", "15.9"],
    ),
    (
        "IQ1_M",
        "1.827",
        ["101.5", "71.4", "52.2", "43.6", "33.5", "26.1"],
    ),
    (
        "IQ1_S",
        "2.832",
        ["157.3", "110.7", "80.9", "67.7", "51.9", "40.4"],
    ),
];

const BILLIONS: [f64; 6] = [1.0, 3.0, 8.0, 14.0, 32.0, 70.0];

fn quantization(id: &str) -> &'static Quantization {
    catalog().find_quantization(id).unwrap().1
}

fn model(id: &str) -> &'static Model {
    catalog().find_model(id).unwrap().1
}

fn constant(model_id: &str, id: &str, imatrix: bool) -> f64 {
    quality::weights_constant(&catalog().loss, model(model_id), quantization(id), imatrix)
}

/// True if a value is what was printed, give or take the last digit's own rounding.
fn prints(value: f64, printed: &str) -> bool {
    let decimals = printed
        .split_once('.')
        .map_or(0, |(_, digits)| digits.len());
    let half = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap());
    // The constants are kept to four digits, a further part in a thousand.
    (value - printed.parse::<f64>().unwrap()).abs() <= half + 0.001 * value
}

#[test]
fn the_constants_are_those_of_the_fit() {
    for (id, printed, _) in LOSSES {
        let constant = quantization(id).loss.unwrap();
        assert!(prints(constant, printed), "{id}: {constant} {printed}");
    }
    let fit = &catalog().loss;
    assert!(prints(fit.exponent, "0.320"));
    assert_eq!(fit.logit_per_point, 0.035);
    assert_eq!(
        (fit.without_imatrix, fit.without_imatrix_below_bits),
        (1.21, 5.2)
    );
    assert_eq!((fit.relative_deviation, fit.broken_above), (0.45, 30.0));
    assert_eq!(fit.fallback, (2.863, 1.229));
}

#[test]
fn the_table_of_losses_is_reproduced_from_1_to_70_billion() {
    for (id, _, row) in LOSSES {
        let constant = constant("llama-3.1-8b", id, true);
        for (billions, printed) in BILLIONS.into_iter().zip(row) {
            let loss = quality::loss(&catalog().loss, billions, constant);
            assert!(
                prints(loss, printed),
                "{id} at {billions}: {loss} {printed}"
            );
        }
    }
}

#[test]
fn sixteen_bits_lose_nothing() {
    for id in ["F32", "F16", "BF16"] {
        assert_eq!(constant("llama-3.1-8b", id, false), 0.0);
    }
}

#[test]
fn without_an_importance_matrix_types_below_5_2_bits_lose_more() {
    // 0.0311 × 1.21 = 0.037631
    assert!((constant("llama-3.1-8b", "Q4_K_M", false) - 0.037_631).abs() < 1e-9);
    for id in ["Q4_1", "Q4_0", "Q3_K_M", "IQ3_XXS"] {
        let ratio = constant("llama-3.1-8b", id, false) / constant("llama-3.1-8b", id, true);
        assert!((ratio - 1.21).abs() < 1e-9, "{id}");
    }
    // From 5.2 bits on it makes no difference,
    for id in ["Q5_0", "Q5_K_M", "Q6_K", "Q8_0"] {
        assert_eq!(
            constant("llama-3.1-8b", id, false),
            constant("llama-3.1-8b", id, true)
        );
    }
    // and a type that cannot be made without one was made with one.
    for id in ["IQ2_XXS", "IQ1_S", "IQ2_M"] {
        assert_eq!(
            constant("llama-3.1-8b", id, false),
            constant("llama-3.1-8b", id, true)
        );
    }
}

#[test]
fn a_type_that_was_not_measured_is_placed_by_its_bits() {
    // TQ2_0: exp(2.863 − 1.229 × 2.0625) = exp(0.3281875) = 1.38845
    assert!((constant("llama-3.1-8b", "TQ2_0", true) - 1.388_45).abs() < 1e-4);
}

#[test]
fn a_mixture_of_experts_counts_as_the_geometric_mean() {
    let parameters = |total, active| Parameters {
        total,
        active,
        text: total,
        vision: None,
        prediction: None,
    };
    let billions = |total, active| quality::effective_billions(&parameters(total, active));
    // √(32 × 2) = 8
    assert!((billions(32_000_000_000, Some(2_000_000_000)) - 8.0).abs() < 1e-12);
    assert_eq!(billions(8_000_000_000, None), 8.0);
    // gpt-oss 20b: √(20.914757 × 3.608307) = √75.46687 = 8.68717
    let gpt = quality::effective_billions(&model("gpt-oss-20b").parameters);
    assert!((gpt - 8.687_17).abs() < 1e-4);
}

#[test]
fn a_model_published_in_a_type_loses_nothing_in_it() {
    assert_eq!(constant("gpt-oss-20b", "MXFP4_MOE", true), 0.0);
    assert_eq!(constant("gpt-oss-120b", "MXFP4_MOE", false), 0.0);
    // Another model loses as its bits say: exp(2.863 − 1.229 × 4.25) = exp(−2.36025) = 0.09440,
    assert!((constant("mixtral-8x7b", "MXFP4_MOE", true) - 0.0944).abs() < 1e-4);
    // and so does one published in another format.
    assert!(constant("kimi-k2-thinking", "MXFP4_MOE", true) > 0.0);
    assert!(constant("gpt-oss-20b", "Q4_K_M", true) > 0.0);
}

#[test]
fn a_cache_type_that_was_not_measured_loses_as_much_as_the_worst_that_was() {
    let of =
        |id: &str| quality::cache_constant(catalog(), catalog().find_cache_type(id).unwrap().1);
    for id in ["f32", "f16", "bf16"] {
        assert_eq!(of(id), 0.0);
    }
    // Llama 3 8B with q8_0 keys and values: less than a Q8_0 type for weights loses.
    assert!(of("q8_0") > 0.0 && of("q8_0") < quantization("Q8_0").loss.unwrap());
    // Gemma 3 4B, MMLU 39.99 % → 39.65 %. Chance is 25 %: p = 14.99/75 = 0.19987 → 14.65/75 =
    // 0.19533; logit −1.38712 → −1.41555: 0.0284 for four choices; taken without chance:
    // ln(39.99/60.01) − ln(39.65/60.35) = −0.40586 + 0.42007 = 0.01421 logit, 0.41 points at
    // 3.9 billion: K = 0.01421 × (3.9 / 8)^0.3197 = 0.0113.
    assert!((of("q4_0") - 0.0113).abs() < 2e-4);
    for id in ["q5_1", "q5_0", "q4_1", "iq4_nl"] {
        assert_eq!(of(id), of("q4_0"), "{id}");
    }
}

#[test]
fn the_loss_widens_the_interval_in_quadrature() {
    let points = IndexPoints::from_f64;
    let score = Score {
        value: points(100.0),
        low: points(95.0),
        high: points(108.0),
        measurements: 9,
    };
    let quality = quality::after_loss(&catalog().loss, score, 10.0);
    assert_eq!(quality.value, points(90.0));
    // 1.645 × 0.45 × 10 = 7.4025; √(5² + 7.4025²) = 8.933, √(8² + 7.4025²) = 10.900
    assert_eq!(quality.low, points(90.0 - 8.93));
    assert_eq!(quality.high, points(90.0 + 10.90));
    let same = quality::after_loss(&catalog().loss, score, 0.0);
    assert_eq!(
        (same.value, same.low, same.high),
        (score.value, score.low, score.high)
    );
}

#[test]
fn more_than_thirty_points_lost_is_a_broken_model() {
    let broken = |id: &str, billions: f64| {
        let loss = quality::loss(
            &catalog().loss,
            billions,
            constant("llama-3.1-8b", id, true),
        );
        quality::is_broken(&catalog().loss, loss)
    };
    // The table above: 31.8 points at 8 billion, 26.6 at 14; 40.4 at 70 billion.
    assert!(broken("IQ2_XXS", 8.0) && !broken("IQ2_XXS", 14.0));
    assert!(broken("IQ1_S", 70.0) && !broken("Q2_K", 1.0));
    assert!(!quality::is_broken(&catalog().loss, 30.0));
}

#[test]
fn a_larger_model_loses_less_and_fewer_bits_of_one_kind_lose_more() {
    for (id, _, _) in LOSSES {
        let constant = constant("llama-3.1-8b", id, true);
        let losses = BILLIONS.map(|billions| quality::loss(&catalog().loss, billions, constant));
        assert!(losses.iter().rev().is_sorted(), "{id}");
    }
    let kinds = ["Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q3_K_M", "Q2_K"];
    assert!(
        kinds
            .map(|id| constant("llama-3.1-8b", id, true))
            .is_sorted()
    );
}
