//! The Pareto frontier against its definition, on random sets and on the catalog.

use crate::helpers::{catalog, precomputed};
use headroom_core::estimate::Status;
use headroom_core::evaluate::Evaluation;
use headroom_core::frontier::pareto_frontier;
use headroom_core::scenario::Scenario;
use proptest::prelude::*;

/// The definition, pair by pair: dominated is who has a rival of higher objective at the same or less
/// cost, or of less cost at the same or higher objective.
fn by_definition<G: PartialOrd, C: PartialOrd>(candidates: &[(G, C)]) -> Vec<usize> {
    let comparable = |(objective, cost): &(G, C)| {
        objective.partial_cmp(objective).is_some() && cost.partial_cmp(cost).is_some()
    };
    let dominates = |rival: &(G, C), one: &(G, C)| {
        comparable(rival)
            && ((rival.0 > one.0 && rival.1 <= one.1) || (rival.1 < one.1 && rival.0 >= one.0))
    };
    (0..candidates.len())
        .filter(|&at| comparable(&candidates[at]))
        .filter(|&at| {
            !candidates
                .iter()
                .any(|rival| dominates(rival, &candidates[at]))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn it_is_what_its_definition_says_with_many_ties(
        mut candidates in proptest::collection::vec((0_i32..6, 0_u64..6), 0..40)
    ) {
        candidates.sort_by_key(|&(objective, _)| std::cmp::Reverse(objective));
        prop_assert_eq!(pareto_frontier(candidates.clone()), by_definition(&candidates));
    }

    #[test]
    fn it_is_what_its_definition_says_with_few_ties(
        mut candidates in proptest::collection::vec((any::<i32>(), any::<u64>()), 0..60)
    ) {
        candidates.sort_by_key(|&(objective, _)| std::cmp::Reverse(objective));
        prop_assert_eq!(pareto_frontier(candidates.clone()), by_definition(&candidates));
    }

    #[test]
    fn what_compares_with_nothing_is_left_out_wherever_it_stands(
        mut candidates in proptest::collection::vec((0_i8..5, 0_i8..5), 0..30),
        holes in proptest::collection::vec((0_usize..40, any::<bool>()), 0..6),
    ) {
        candidates.sort_by_key(|&(objective, _)| std::cmp::Reverse(objective));
        let mut floats: Vec<(f64, f64)> = candidates
            .into_iter()
            .map(|(objective, cost)| (f64::from(objective), f64::from(cost)))
            .collect();
        for (at, in_gain) in holes {
            let hole = if in_gain { (f64::NAN, 1.0) } else { (1.0, f64::NAN) };
            floats.insert(at.min(floats.len()), hole);
        }
        // Holes with a objective stand out of order, where their objective must not matter.
        prop_assert_eq!(pareto_frontier(floats.iter().copied()), by_definition(&floats));
    }
}

#[test]
fn equals_in_both_stay_together() {
    assert_eq!(pareto_frontier([(5, 3), (5, 3), (5, 3)]), [0, 1, 2]);
    assert_eq!(pareto_frontier([(5, 3), (5, 2), (5, 2), (5, 4)]), [1, 2]);
    // As cheap as a better one: dominated.
    assert_eq!(pareto_frontier([(5, 3), (4, 3)]), [0]);
    assert_eq!(pareto_frontier::<i32, i32>([]), [] as [usize; 0]);
}

/// Every candidate of a scenario, with what the frontier is drawn from picked out of the rows that
/// the table shows.
fn check(query: &str) {
    let scenario = Scenario::parse(query, catalog()).0;
    let evaluation = Evaluation::of(precomputed(), scenario);
    let positions = 0..evaluation.pool().candidates().len();
    let eligible: Vec<usize> = positions
        .filter(|&position| {
            let row = evaluation.row(position).unwrap();
            matches!(row.status, Status::Rated | Status::Provisional) && row.memory <= row.budget
        })
        .collect();
    let criteria: Vec<_> = eligible
        .iter()
        .map(|&position| {
            let row = evaluation.row(position).unwrap();
            (row.quality.unwrap().value, row.memory)
        })
        .collect();
    let expected: Vec<usize> = by_definition(&criteria)
        .into_iter()
        .map(|at| eligible[at])
        .collect();
    assert_eq!(evaluation.frontier(), expected, "{query}");
    assert_eq!(evaluation.counts().frontier, expected.len());
    for position in 0..evaluation.pool().candidates().len() {
        assert_eq!(
            evaluation.is_on_frontier(position),
            expected.contains(&position)
        );
    }
}

#[test]
fn the_catalogs_frontier_is_what_the_definition_says() {
    for query in [
        "",
        "vram=1",
        "vram=8&ctx=32k&kv=q8_0",
        "vram=24&ctx=128k&use=code",
        "vram=48&use=math&reasoning=no",
        "vram=80&use=tools&overhead=5%25",
        "vram=16&use=vision",
        "vram=12&kv=any&family=Qwen3,Gemma+3,Llama+3.1",
        "vram=1500&ctx=1m",
        "gpu=apple-m3-max-40c&vram=128&size=7-40&license=Apache-2.0",
        "vram=24&quants=Q4_K_M,Q8_0,IQ2_XXS,IQ1_S",
    ] {
        check(query);
    }
}
