//! How likely the frontier is: against a simulation of its own, and on the catalog.

use crate::helpers::{catalog, precomputed};
use headroom_core::evaluate::Evaluation;
use headroom_core::frontier::{
    DRAWS, Uncertain, frontier_probabilities, pareto_frontier, plausible,
};
use headroom_core::quality;
use headroom_core::scenario::Scenario;
use headroom_core::units::IndexPoints;
use proptest::prelude::*;

/// The relative standard deviation of a loss, as in data/quantizations.json.
const RELATIVE: f64 = 0.45;

/// One candidate; its kind is half its source, so that sources 0 and 1 are two modes of a model.
fn one(cost: u32, objective: f64, deviation: f64, loss: f64, source: u32) -> Uncertain<u32> {
    Uncertain {
        cost,
        objective,
        deviation,
        loss,
        rating_id: source,
        model_id: source / 2,
    }
}

/// A generator of its own: Marsaglia's xorshift and the polar method.
struct Generator(u64);

impl Generator {
    fn uniform(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        loop {
            let (x, y) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                return x * (-2.0 * square.ln() / square).sqrt();
            }
        }
    }

    fn below(&mut self, end: u32) -> u32 {
        self.uniform();
        u32::try_from((self.0 >> 33) % u64::from(end)).unwrap()
    }

    /// Up to 12 candidates of up to 6 sources, in order of rising cost.
    fn candidates(&mut self) -> Vec<Uncertain<u32>> {
        let sources: Vec<(f64, f64)> = (0..6)
            .map(|_| (100.0 + 10.0 * self.normal(), 8.0 * self.uniform()))
            .collect();
        let mut candidates: Vec<_> = (0..1 + self.below(12))
            .map(|_| {
                let source = self.below(6);
                let (objective, deviation) = sources[source as usize];
                let loss = 12.0 * self.uniform() * self.uniform();
                one(self.below(20), objective, deviation, loss, source)
            })
            .collect();
        candidates.sort_by_key(|one| one.cost);
        candidates
    }
}

/// The shares by simulation, the frontier pair by pair.
fn simulated(candidates: &[Uncertain<u32>], draws: u32, random: &mut Generator) -> Vec<f64> {
    let mut counts = vec![0_u32; candidates.len()];
    for _ in 0..draws {
        let scores: Vec<f64> = (0..6).map(|_| random.normal()).collect();
        let factors: Vec<f64> = (0..3)
            .map(|_| (1.0 + RELATIVE * random.normal()).max(0.0))
            .collect();
        let gains: Vec<f64> = candidates
            .iter()
            .map(|one| {
                let score = one.objective + one.deviation * scores[one.rating_id as usize];
                // To hundredths, as the index has them.
                ((score - one.loss * factors[one.model_id as usize]) * 100.0).round()
            })
            .collect();
        for (at, one) in candidates.iter().enumerate() {
            let beaten = candidates.iter().enumerate().any(|(other, rival)| {
                (gains[other] > gains[at] && rival.cost <= one.cost)
                    || (rival.cost < one.cost && gains[other] >= gains[at])
            });
            counts[at] += u32::from(!beaten);
        }
    }
    let share = |count| f64::from(count) / f64::from(draws);
    counts.into_iter().map(share).collect()
}

#[test]
fn two_hundred_draws_are_enough_for_four_percentage_points() {
    assert!((0.25 / f64::from(DRAWS)).sqrt() < 0.04);
}

#[test]
fn it_is_what_a_simulation_of_its_own_says() {
    let mut random = Generator(0x5eed);
    for set in 0..150 {
        let candidates = random.candidates();
        let found = frontier_probabilities(&candidates, RELATIVE);
        let expected = simulated(&candidates, 10_000, &mut random);
        for (share, p) in found.into_iter().zip(expected) {
            // Five standard errors of both, and a hundredth for the deviates' own shape.
            let error = (p * (1.0 - p) * (1.0 / f64::from(DRAWS) + 1e-4)).sqrt();
            let off = (f64::from(share) - p).abs();
            assert!(off <= 5.0 * error + 0.01, "{set}: {share} {p}");
        }
    }
}

#[test]
fn who_is_better_and_cheaper_beyond_doubt_is_alone_on_it() {
    let candidates = [
        one(1, 150.0, 3.0, 1.0, 0),
        one(2, 100.0, 3.0, 0.0, 2),
        one(3, 90.0, 5.0, 0.0, 4),
    ];
    assert_eq!(
        frontier_probabilities(&candidates, RELATIVE),
        [1.0, 0.0, 0.0]
    );
    assert_eq!(plausible(&candidates, RELATIVE), [0]);
}

#[test]
fn two_equal_models_share_it_evenly() {
    // Five standard errors of a half.
    let is_half = |share: f32| (share - 0.5).abs() < 5.0 * 0.036;
    let equals = [one(1, 100.0, 6.0, 1.0, 0), one(1, 100.0, 6.0, 1.0, 2)];
    let shares = frontier_probabilities(&equals, RELATIVE);
    assert!(shares.iter().copied().all(is_half), "{shares:?}");
    // The cheaper one is always on it, the other one when it is better.
    let dearer = [one(1, 100.0, 6.0, 1.0, 0), one(2, 100.0, 6.0, 1.0, 2)];
    let shares = frontier_probabilities(&dearer, RELATIVE);
    assert!(shares[0] == 1.0 && is_half(shares[1]), "{shares:?}");
}

#[test]
fn a_models_own_quantizations_do_not_compete_by_its_scores_error() {
    // However uncertain the score, fewer points lost for more memory is a trade. Only where the
    // factor of the loss is 0 (1 − 2.2 standard deviations: 1.3 % of draws) are all equal.
    let ladder: Vec<_> = [8.0, 4.0, 2.0, 1.0]
        .into_iter()
        .zip(1..)
        .map(|(loss, cost)| one(cost, 100.0, 40.0, loss, 0))
        .collect();
    let shares = frontier_probabilities(&ladder, RELATIVE);
    assert_eq!(shares[0], 1.0);
    assert!(shares[1..].iter().all(|&share| share > 0.95), "{shares:?}");
    assert!(shares[1..].iter().all(|&share| share == shares[1]));
}

#[test]
fn who_cannot_matter_changes_nothing() {
    let mut random = Generator(0xfeed);
    for _ in 0..50 {
        let mut candidates = random.candidates();
        let before = frontier_probabilities(&candidates, RELATIVE);
        candidates.push(one(99, -500.0, 9.0, 3.0, 8));
        let after = frontier_probabilities(&candidates, RELATIVE);
        assert_eq!(after[..before.len()], before);
        assert_eq!(after[before.len()..], [0.0]);
    }
}

#[test]
fn what_is_left_out_beforehand_hardly_ever_counts() {
    let mut random = Generator(0xcafe);
    let mut left_out = 0;
    for _ in 0..300 {
        let all = random.candidates();
        let shares = frontier_probabilities(&all, RELATIVE);
        let mut by_gain: Vec<usize> = (0..all.len()).collect();
        by_gain.sort_by(|&a, &b| {
            (all[b].objective - all[b].loss).total_cmp(&(all[a].objective - all[a].loss))
        });
        let falling: Vec<_> = by_gain.iter().map(|&at| all[at]).collect();
        let mut kept: Vec<usize> = plausible(&falling, RELATIVE)
            .into_iter()
            .map(|place| by_gain[place])
            .collect();
        kept.sort_unstable();
        let among: Vec<_> = kept.iter().map(|&at| all[at]).collect();
        let pruned = frontier_probabilities(&among, RELATIVE);
        for (&at, share) in kept.iter().zip(pruned) {
            assert!(
                (share - shares[at]).abs() <= 0.035,
                "{share} {}",
                shares[at]
            );
        }
        for at in (0..all.len()).filter(|at| !kept.contains(at)) {
            left_out += 1;
            // 0.0062 expected at most: seven of 200 draws are more than five standard errors off.
            assert!(shares[at] <= 0.035, "{}", shares[at]);
        }
    }
    assert!(left_out > 300, "{left_out}");
}

proptest! {
    #[test]
    fn without_doubt_it_is_the_frontier(
        points in proptest::collection::vec((0_u32..8, 0_i32..300, 0_u32..9), 1..30)
    ) {
        let mut candidates: Vec<_> = points
            .into_iter()
            .map(|(cost, tenths, source)| one(cost, f64::from(tenths) / 10.0, 0.0, 0.7, source))
            .collect();
        candidates.sort_by_key(|one| one.cost);
        let shares = frontier_probabilities(&candidates, 0.0);
        let mut by_gain: Vec<usize> = (0..candidates.len()).collect();
        by_gain.sort_by(|&a, &b| candidates[b].objective.total_cmp(&candidates[a].objective));
        let frontier = pareto_frontier(
            by_gain.iter().map(|&at| (IndexPoints::from_f64(candidates[at].objective), candidates[at].cost)),
        );
        let frontier: Vec<usize> = frontier.into_iter().map(|place| by_gain[place]).collect();
        for (at, share) in shares.into_iter().enumerate() {
            prop_assert_eq!(share, if frontier.contains(&at) { 1.0 } else { 0.0 });
        }
    }

    #[test]
    fn shares_are_shares_and_every_draw_has_a_frontier(seed in 1_u64..) {
        let candidates = Generator(seed).candidates();
        let shares = frontier_probabilities(&candidates, RELATIVE);
        prop_assert_eq!(&shares, &frontier_probabilities(&candidates, RELATIVE));
        prop_assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
        // One of the cheapest is on it in every draw.
        let cheapest = candidates.iter().filter(|one| one.cost == candidates[0].cost).count();
        prop_assert!(shares[..cheapest].iter().sum::<f32>() >= 0.999);
    }
}

#[test]
fn two_are_tied_when_their_order_is_right_in_fewer_than_three_of_four_draws() {
    let tied = |a: &Uncertain<u32>, b: &Uncertain<u32>| {
        assert_eq!(a.is_tied_with(b, RELATIVE), b.is_tied_with(a, RELATIVE));
        a.is_tied_with(b, RELATIVE)
    };
    let first = one(1, 100.0, 5.0, 0.0, 0);
    // √(5² + 5²) = 7.07; 4 / 7.07 = 0.57 and 5 / 7.07 = 0.71 on both sides of 0.674.
    assert!(tied(&first, &one(2, 96.0, 5.0, 0.0, 2)));
    assert!(!tied(&first, &one(2, 95.0, 5.0, 0.0, 2)));
    // Of one source the score cancels: 1 / (0.45 × 1) = 2.2, whatever the score's deviation.
    let (more, less) = (one(2, 100.0, 50.0, 1.0, 0), one(1, 100.0, 50.0, 2.0, 0));
    assert!(!tied(&more, &less));
    assert!(tied(&more, &one(3, 100.0, 50.0, 1.0, 0)));
    // Two modes of a model have the losses in common: 6 / 7.07 = 0.85. Of two models
    // √(50 + 0.45² × (10² + 10²)) = 9.51, 6 / 9.51 = 0.63.
    let lossy = one(1, 100.0, 5.0, 10.0, 0);
    assert!(!tied(&lossy, &one(1, 94.0, 5.0, 10.0, 1)));
    assert!(tied(&lossy, &one(1, 94.0, 5.0, 10.0, 2)));
}

const QUERIES: &[&str] = &[
    "",
    "vram=8&ctx=32k&use=code:2,math",
    "vram=16&kv=any&family=Qwen3,Gemma+3,Llama+3.1",
    "vram=1500&method=formula",
    "vram=48&reasoning=no&use=vision",
];

fn evaluate(query: &str) -> Evaluation {
    let (scenario, ignored) = Scenario::parse(query, catalog());
    assert_eq!(ignored, [], "{query}");
    Evaluation::of(precomputed(), scenario)
}

/// All candidates that fit and can be on the frontier, by rising memory, with their positions.
fn all_that_fit(evaluation: &Evaluation) -> Vec<(usize, Uncertain<u64>)> {
    let mut fitting: Vec<_> = evaluation
        .pool()
        .ranked()
        .filter(|&(position, _)| evaluation.fits(position))
        .map(|(position, candidate)| {
            let model = catalog().model(candidate.model).unwrap();
            let mut scores = model.scores.iter();
            let score = scores.find(|score| score.mode == candidate.mode).unwrap();
            let scores = evaluation.scenario().goal.use_cases.score(score);
            let model = u32::try_from(candidate.model.position()).unwrap();
            let uncertain = Uncertain {
                cost: evaluation.memory_of(position).get(),
                objective: scores.value.as_f64(),
                deviation: (scores.high - scores.low).as_f64() / 3.29,
                loss: f64::from(candidate.loss),
                rating_id: model * 5 + candidate.mode as u32,
                model_id: model,
            };
            (position, uncertain)
        })
        .collect();
    fitting.sort_by_key(|(_, one)| one.cost);
    fitting
}

#[test]
fn the_catalogs_likelihoods_are_those_of_all_candidates_without_leaving_any_out() {
    for query in QUERIES {
        let evaluation = evaluate(query);
        let fitting = all_that_fit(&evaluation);
        let all: Vec<_> = fitting.iter().map(|&(_, one)| one).collect();
        let mut expected = vec![0.0; evaluation.pool().candidates().len()];
        for ((position, _), share) in fitting.iter().zip(frontier_probabilities(&all, RELATIVE)) {
            expected[*position] = share;
        }
        let found = evaluation.likelihoods();
        assert_eq!(found, evaluation.likelihoods());
        for (position, share) in &found {
            let off = (share - expected[*position]).abs();
            assert!(off <= 0.035, "{query}: {share} {}", expected[*position]);
        }
        for (position, share) in expected.into_iter().enumerate() {
            let listed = found.iter().any(|&(at, _)| at == position);
            assert!(listed || share < 0.05 + 0.035, "{query}: {share}");
        }
    }
}

#[test]
fn likelihoods_name_the_whole_frontier_and_the_near_misses() {
    for query in QUERIES {
        let evaluation = evaluate(query);
        let found = evaluation.likelihoods();
        assert!(found.is_sorted_by(|(a, _), (b, _)| a < b), "{query}");
        for &position in evaluation.frontier() {
            assert!(found.iter().any(|&(at, _)| at == position), "{query}");
        }
        let misses = found
            .iter()
            .filter(|&&(at, _)| !evaluation.is_on_frontier(at));
        assert!(misses.clone().count() > 0, "{query}");
        for &(at, share) in misses {
            assert!(share >= 0.05 && evaluation.fits(at), "{query}");
        }
        assert!(found.iter().all(|(_, share)| (0.0..=1.0).contains(share)));
        // What costs least is on it beyond doubt.
        let last = *evaluation.frontier().last().unwrap();
        let cheapest = evaluation
            .pool()
            .ranked()
            .map(|(at, _)| evaluation.memory_of(at));
        if cheapest.min() == Some(evaluation.memory_of(last)) {
            assert!(found.contains(&(last, 1.0)), "{query}");
        }
    }
    assert_eq!(evaluate("vram=1&ctx=2m&q=llama-3.1-405b").likelihoods(), []);
}

#[test]
fn ties_go_both_ways_and_are_never_of_one_models_quantizations() {
    for query in QUERIES {
        let evaluation = evaluate(query);
        let candidate = |at: usize| evaluation.pool().candidate(at).unwrap();
        let mut pairs = 0;
        for &position in evaluation.frontier() {
            let ties = evaluation.ties(position);
            pairs += ties.len();
            assert!(ties.is_sorted());
            for other in ties {
                assert!(other != position && evaluation.is_on_frontier(other));
                assert!(evaluation.ties(other).contains(&position), "{query}");
                let (one, other) = (candidate(position), candidate(other));
                if (one.model, one.mode) == (other.model, other.mode) {
                    assert_eq!(one.loss, other.loss, "{query}");
                }
            }
        }
        assert!(pairs > 0, "{query}");
    }
    let unrated = evaluate("q=codellama-7b&show=all");
    assert_eq!(unrated.ties(0), [] as [usize; 0]);
    assert_eq!(unrated.ties(usize::MAX), [] as [usize; 0]);
}

#[test]
fn the_deviation_of_a_score_is_its_half_width_over_1_645() {
    let score = headroom_core::catalog::Score {
        value: IndexPoints::from_f64(100.0),
        low: IndexPoints::from_f64(96.0),
        high: IndexPoints::from_f64(107.29),
        measurements: 5,
    };
    // 11.29 / 3.29
    assert!((quality::deviation(score) - 3.4316).abs() < 1e-4);
}
