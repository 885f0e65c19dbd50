//! Use cases with weights: their text, their score, and what was inferred.

use crate::helpers::{catalog, precomputed};
use headroom_core::catalog::{DomainScores, Mode, ModeRating, Score, ScoreStatus};
use headroom_core::evaluate::Evaluation;
use headroom_core::quality::{UseCase, UseCases, UseCasesError};
use headroom_core::scenario::Scenario;
use headroom_core::units::IndexPoints;
use proptest::prelude::*;

fn good(text: &str) -> UseCases {
    let (uses, wrong) = UseCases::read(text);
    assert_eq!(wrong, None, "{text}");
    uses.unwrap()
}

#[test]
fn the_canonical_text_has_a_fixed_order_and_no_weight_of_one() {
    for (text, canonical) in [
        ("general", "general"),
        ("code", "code"),
        ("math,code", "code,math"),
        ("code:2,math", "code:2,math"),
        ("math:1,code:2.0", "code:2,math"),
        // Ratios stay as they are written.
        ("code:4,math:2", "code:4,math:2"),
        ("code:2", "code:2"),
        ("tools:0.5,code:0.25", "code:0.25,tools:0.5"),
        ("instruct:100,reasoning:0.01", "reasoning:0.01,instruct:100"),
        ("vision", "vision"),
        ("vision,code", "code,vision"),
        ("general,code", "general,code"),
        ("vision,general:2,code", "general:2,code,vision"),
        // General use weighs against nothing.
        ("general:7", "general"),
        ("vision,general:7", "vision"),
        (" Code : 2 ,, MATH ", "code:2,math"),
        ("code:.5", "code:0.5"),
        ("code:1.50", "code:1.5"),
    ] {
        assert_eq!(good(text).to_string(), canonical, "{text}");
        assert_eq!(good(canonical), good(text), "{text}");
    }
    let query = |query: &str| Scenario::parse(query, catalog()).0.query(catalog());
    assert_eq!(query("use=general:3"), "");
    assert_eq!(query("use=math,code:2.00"), "use=code:2,math");
}

#[test]
fn a_part_that_is_wrong_is_said_and_the_rest_is_taken() {
    for (text, part, error, used) in [
        ("code,poetry", "poetry", UseCasesError::Name, "code"),
        ("code:0,math", "code:0", UseCasesError::Weight, "math"),
        ("code:-1,math", "code:-1", UseCasesError::Weight, "math"),
        (
            "code:100.01,math",
            "code:100.01",
            UseCasesError::Weight,
            "math",
        ),
        (
            "code:0.001,math",
            "code:0.001",
            UseCasesError::Weight,
            "math",
        ),
        (
            "code:1.255,math",
            "code:1.255",
            UseCasesError::Weight,
            "math",
        ),
        ("code:,math", "code:", UseCasesError::Weight, "math"),
        ("code:1:2,math", "code:1:2", UseCasesError::Weight, "math"),
        ("code:nan,math", "code:nan", UseCasesError::Weight, "math"),
        ("code:1e1,math", "code:1e1", UseCasesError::Weight, "math"),
        ("math,vision:2", "vision:2", UseCasesError::Vision, "math"),
        ("code:2,code:3", "code:3", UseCasesError::Twice, "code:2"),
        ("vision,vision", "vision", UseCasesError::Twice, "vision"),
        // Of several the first.
        ("x,code,y", "x", UseCasesError::Name, "code"),
    ] {
        let (uses, wrong) = UseCases::read(text);
        assert_eq!(wrong, Some((part, error)), "{text}");
        assert_eq!(uses.unwrap().to_string(), used, "{text}");
    }
    let huge = format!("code:{},math", "9".repeat(400));
    assert_eq!(UseCases::read(&huge).0, Some(good("math")));
}

#[test]
fn a_text_of_which_nothing_is_good_leaves_the_default() {
    for text in ["poetry", "code:0", "vision:1", "code:x,math:y", ""] {
        assert_eq!(UseCases::read(text).0, None, "{text}");
        assert!(UseCases::read(text).1.is_some(), "{text}");
    }
    assert_eq!(UseCases::read(","), (None, None));
    let message = |query: &str| {
        let (scenario, ignored) = Scenario::parse(query, catalog());
        assert_eq!(ignored.len(), 1, "{query}");
        (scenario.goal.use_cases.to_string(), ignored[0].to_string())
    };
    let said = |uses: &str, message: &str| (uses.to_owned(), message.to_owned());
    assert_eq!(
        message("use=code:2,math:0"),
        said(
            "code:2",
            "use=code:2,math:0: “math:0”: a weight is 0.01 to 100, with two decimals at most; \
             code:2 is used instead"
        )
    );
    assert_eq!(
        message("use=vision:3"),
        said(
            "general",
            "use=vision:3: vision is a requirement and takes no weight; general is used instead"
        )
    );
    assert_eq!(
        message("use=,"),
        said("general", "use=,: names no use; general is used instead")
    );
}

#[test]
fn a_simple_case_is_known_as_one() {
    assert_eq!(UseCases::default(), UseCase::General.into());
    for &case in UseCase::ALL {
        assert_eq!(UseCases::from(case), good(case.name()));
        assert_eq!(UseCases::from(case).only(), Some(case));
        assert_eq!(UseCases::from(case).vision(), case == UseCase::Vision);
    }
    assert_eq!(good("code:3").only(), Some(UseCase::Code));
    for several in ["code,math", "general,code", "code,vision"] {
        assert_eq!(good(several).only(), None, "{several}");
    }
    let weighted: Vec<_> = good("math:0.5,code:2,vision").weighted().collect();
    assert_eq!(weighted, [(UseCase::Code, 2.0), (UseCase::Math, 0.5)]);
}

fn scores(value: f64, below: f64, above: f64, measurements: u16) -> Score {
    let points = IndexPoints::from_f64;
    Score {
        value: points(value),
        low: points(value - below),
        high: points(value + above),
        measurements,
    }
}

fn score() -> ModeRating {
    ModeRating {
        mode: Mode::Instruct,
        status: ScoreStatus::Rated,
        overall: scores(100.0, 5.0, 6.0, 20),
        domains: DomainScores {
            general: scores(101.0, 5.0, 5.0, 7),
            reasoning: scores(97.0, 6.0, 6.0, 4),
            math: scores(90.0, 12.0, 15.0, 0),
            code: scores(120.0, 8.0, 9.0, 5),
            tools: scores(80.0, 20.0, 20.0, 0),
            instruct: scores(112.0, 7.0, 7.0, 4),
        },
    }
}

#[test]
fn a_blend_is_the_weighted_mean_of_values_and_of_half_widths() {
    let of = |text: &str| good(text).score(&score());
    for (case, expected) in [
        ("general", score().overall),
        ("vision", score().overall),
        ("code", score().domains.code),
        ("code:0.07", score().domains.code),
        ("math", score().domains.math),
        ("tools", score().domains.tools),
        ("reasoning", score().domains.reasoning),
        ("instruct", score().domains.instruct),
    ] {
        assert_eq!(of(case), expected, "{case}");
    }
    // (2 × 120 + 90) / 3 = 110; below (2 × 8 + 12) / 3 = 9.33, above (2 × 9 + 15) / 3 = 11.
    assert_eq!(of("code:2,math"), scores(110.0, 9.333, 11.0, 0));
    assert_eq!(of("code:20,math:10"), of("code:2,math"));
    // (100 + 3 × 112) / 4 = 109; (5 + 21) / 4 = 6.5 and (6 + 21) / 4 = 6.75.
    assert_eq!(of("general,instruct:3"), scores(109.0, 6.5, 6.75, 4));
    assert_eq!(of("code,instruct,vision"), of("instruct,code"));
}

#[test]
fn a_blend_with_an_inferred_domain_is_inferred() {
    let inferred = |text: &str| good(text).score(&score()).measurements == 0;
    for text in ["math", "tools", "code:99,math:0.01", "general,tools"] {
        assert!(inferred(text), "{text}");
    }
    for text in ["general", "vision", "code", "code,instruct:5,reasoning"] {
        assert!(!inferred(text), "{text}");
    }
    // The packed catalog keeps what data/quality.json says: aceinstruct-1.5b has one score in
    // general, three in reasoning, one in instruct, none elsewhere.
    let quality = |uses: &str| {
        let query = format!("q=aceinstruct-1.5b&use={uses}");
        let evaluation = Evaluation::of(precomputed(), Scenario::parse(&query, catalog()).0);
        let best = evaluation.best().unwrap();
        evaluation.row(best).unwrap().quality.unwrap()
    };
    for uses in ["math", "code", "tools", "instruct,code:0.1"] {
        assert!(quality(uses).inferred, "{uses}");
    }
    for uses in ["general", "reasoning", "instruct:3,reasoning"] {
        assert!(!quality(uses).inferred, "{uses}");
    }
}

#[test]
fn vision_beside_other_uses_is_still_a_requirement() {
    let evaluation =
        |query: &str| Evaluation::of(precomputed(), Scenario::parse(query, catalog()).0);
    let (seeing, all) = (evaluation("use=vision,code"), evaluation("use=code"));
    let count = seeing.pool().candidates().len();
    assert!(0 < count && count < all.pool().candidates().len());
    for candidate in seeing.pool().candidates() {
        assert!(catalog().model(candidate.model).unwrap().vision);
        let mut same = all.pool().of_model(candidate.model);
        let same = same.find(|(_, other)| {
            (other.mode, other.quantization) == (candidate.mode, candidate.quantization)
        });
        assert_eq!(same.unwrap().1.quality, candidate.quality);
    }
}

proptest! {
    #[test]
    fn a_blend_lies_between_its_parts(weights in proptest::collection::vec(1_u16..=10_000, 6)) {
        let cases: Vec<UseCase> =
            UseCase::ALL.iter().copied().filter(|&case| case != UseCase::Vision).collect();
        let parts: Vec<String> = cases
            .iter()
            .zip(&weights)
            .map(|(case, &weight)| format!("{}:{}", case.name(), f64::from(weight) / 100.0))
            .collect();
        let blend = good(&parts.join(",")).score(&score());
        let total: f64 = weights.iter().copied().map(f64::from).sum();
        let mean: f64 = cases
            .iter()
            .zip(&weights)
            .map(|(case, &weight)| case.score(&score()).value.as_f64() * f64::from(weight) / total)
            .sum();
        prop_assert!((blend.value.as_f64() - mean).abs() < 0.0051);
        prop_assert!(blend.low <= blend.value && blend.value <= blend.high);
    }

    #[test]
    fn no_text_panics(text in prop_oneof![".*", "[a-z:,.0-9 -]{0,30}"]) {
        if let (Some(uses), _) = UseCases::read(&text) {
            prop_assert_eq!(good(&uses.to_string()), uses);
        }
    }
}
