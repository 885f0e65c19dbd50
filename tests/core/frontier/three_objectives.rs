//! The frontier over three criteria against its definition, on random sets and on the catalog.

use std::cmp::Reverse;

use crate::helpers::{catalog, precomputed};
use headroom_core::evaluate::Evaluation;
use headroom_core::frontier::{pareto_frontier, pareto_frontier_of_three};
use headroom_core::scenario::Scenario;
use proptest::prelude::*;

/// The definition, pair by pair: dominated is who has a rival at least as good in all three and
/// better in one.
fn by_definition<G: PartialOrd, H: PartialOrd, C: PartialOrd>(
    candidates: &[(G, H, C)],
) -> Vec<usize> {
    let comparable = |(first, second, cost): &(G, H, C)| {
        first.partial_cmp(first).is_some()
            && second.partial_cmp(second).is_some()
            && cost.partial_cmp(cost).is_some()
    };
    let dominates = |rival: &(G, H, C), one: &(G, H, C)| {
        let no_worse = rival.0 >= one.0 && rival.1 >= one.1 && rival.2 <= one.2;
        let better = rival.0 > one.0 || rival.1 > one.1 || rival.2 < one.2;
        comparable(rival) && no_worse && better
    };
    let dominated = |one| candidates.iter().any(|rival| dominates(rival, one));
    (0..candidates.len())
        .filter(|&at| comparable(&candidates[at]) && !dominated(&candidates[at]))
        .collect()
}

fn by_first_gain<G: Ord + Copy, H, C>(candidates: &mut [(G, H, C)]) {
    candidates.sort_by_key(|&(first, _, _)| Reverse(first));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn it_is_what_its_definition_says_with_many_ties(
        mut candidates in proptest::collection::vec((0_i32..5, 0_i32..5, 0_u64..5), 0..60)
    ) {
        by_first_gain(&mut candidates);
        let found = pareto_frontier_of_three(candidates.iter().copied());
        prop_assert_eq!(found, by_definition(&candidates));
    }

    #[test]
    fn it_is_what_its_definition_says_with_few_ties(
        mut candidates in proptest::collection::vec((any::<i32>(), any::<i16>(), any::<u64>()), 0..80)
    ) {
        by_first_gain(&mut candidates);
        let found = pareto_frontier_of_three(candidates.iter().copied());
        prop_assert_eq!(found, by_definition(&candidates));
    }

    #[test]
    fn it_is_what_its_definition_says_where_what_is_better_costs_more(
        // A plane on which few dominate: most candidates stay.
        points in proptest::collection::vec((0_i32..40, 0_i32..40, 0_i32..3), 0..80)
    ) {
        let mut candidates: Vec<_> =
            points.into_iter().map(|(a, b, more)| (a, b, a + b + more)).collect();
        by_first_gain(&mut candidates);
        let found = pareto_frontier_of_three(candidates.iter().copied());
        prop_assert_eq!(found, by_definition(&candidates));
    }

    #[test]
    fn what_compares_with_nothing_is_left_out_wherever_it_stands(
        mut candidates in proptest::collection::vec((0_i8..4, 0_i8..4, 0_i8..4), 0..30),
        holes in proptest::collection::vec((0_usize..40, 0_usize..3), 0..6),
    ) {
        by_first_gain(&mut candidates);
        let mut floats: Vec<(f64, f64, f64)> = candidates
            .into_iter()
            .map(|(first, second, cost)| (first.into(), second.into(), cost.into()))
            .collect();
        for (at, criterion) in holes {
            let mut hole = [1.0; 3];
            hole[criterion] = f64::NAN;
            floats.insert(at.min(floats.len()), hole.into());
        }
        let found = pareto_frontier_of_three(floats.iter().copied());
        prop_assert_eq!(found, by_definition(&floats));
    }

    #[test]
    fn with_a_constant_criterion_it_is_the_frontier_of_the_other_two(
        mut candidates in proptest::collection::vec((0_i32..9, 0_u64..9), 0..40)
    ) {
        candidates.sort_by_key(|&(objective, _)| Reverse(objective));
        let expected = pareto_frontier(candidates.iter().copied());
        let second = candidates.iter().map(|&(objective, cost)| (objective, 0, cost));
        prop_assert_eq!(pareto_frontier_of_three(second), expected.clone());
        let first = candidates.iter().map(|&(objective, cost)| (0, objective, cost));
        prop_assert_eq!(pareto_frontier_of_three(first), expected);
    }
}

#[test]
fn equals_in_all_three_stay_together() {
    assert_eq!(pareto_frontier_of_three([(5, 5, 3); 4]), [0, 1, 2, 3]);
    // Worse in one alone: dominated.
    for worse in [(4, 5, 3), (5, 4, 3), (5, 5, 4)] {
        assert_eq!(pareto_frontier_of_three([(5, 5, 3), worse]), [0]);
    }
    // Better in one alone, and worse in another: both.
    assert_eq!(pareto_frontier_of_three([(5, 4, 3), (4, 5, 3)]), [0, 1]);
    assert_eq!(pareto_frontier_of_three([(5, 4, 3), (5, 5, 4)]), [0, 1]);
    // The later one of the same first objective is better.
    assert_eq!(
        pareto_frontier_of_three([(5, 4, 3), (5, 4, 3), (5, 4, 2)]),
        [2]
    );
    assert_eq!(pareto_frontier_of_three::<i8, i8, i8>([]), [] as [usize; 0]);
}

#[test]
fn the_catalogs_frontier_of_three_is_what_the_definition_says() {
    for query in ["vram=1500&size=-9", "use=code:2,math&family=Qwen3,Gemma+3"] {
        let scenario = Scenario::parse(query, catalog()).0;
        let evaluation = Evaluation::of(precomputed(), scenario);
        // The smaller the active weights the faster.
        let criteria: Vec<_> = evaluation
            .pool()
            .ranked()
            .map(|(position, candidate)| {
                let parameters = catalog().model(candidate.model).unwrap().parameters;
                let active = parameters.active.unwrap_or(parameters.total);
                let speed = -(active as f64) * f64::from(candidate.bits);
                let quality = candidate.quality.unwrap().value;
                (quality, speed, evaluation.memory_of(position))
            })
            .collect();
        let found = pareto_frontier_of_three(criteria.iter().copied());
        assert_eq!(found, by_definition(&criteria), "{query}");
        let of_two = pareto_frontier(
            criteria
                .iter()
                .map(|&(objective, _, cost)| (objective, cost)),
        );
        assert!(found.len() > of_two.len(), "{query}");
    }
}
