//! The options that lie over the frontier's points.

use headroom_core::chart::{Geometry, frontier_option_id, frontier_options};
use headroom_core::evaluate::Evaluation;
use headroom_core::scenario::Scenario;

use crate::helpers::{catalog, precomputed};

/// The values of an attribute, option by option.
fn values<'a>(options: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    let circles = options.split("<circle").skip(1);
    circles
        .map(|circle| {
            let (_, rest) = circle.split_once(&begin).unwrap();
            rest.split_once('"').unwrap().0
        })
        .collect()
}

#[test]
fn each_point_of_the_frontier_is_an_option_in_order_of_memory() {
    for query in ["", "vram=8&ctx=4k", "vram=24&pick=llama-3.1-8b:Q4_K_M"] {
        let (scenario, _) = Scenario::parse(query, catalog());
        let evaluation = Evaluation::of(precomputed(), scenario);
        let geometry = Geometry::new(&evaluation, 800.0, None);
        let options = frontier_options(&evaluation, &geometry);
        let rising: Vec<usize> = evaluation.frontier().iter().rev().copied().collect();
        let ids: Vec<String> = rising.iter().map(|&at| frontier_option_id(at)).collect();
        assert_eq!(values(&options, "id"), ids, "{query}");
        let picks: Vec<String> = rising
            .iter()
            .map(|&at| evaluation.row(at).unwrap().pick())
            .collect();
        assert_eq!(values(&options, "data-pick"), picks, "{query}");
        let selected: Vec<usize> = values(&options, "aria-selected")
            .into_iter()
            .zip(&rising)
            .filter_map(|(is_selected, &at)| (is_selected == "true").then_some(at))
            .collect();
        let expected = evaluation.selected().unwrap();
        let expected = evaluation.is_on_frontier(expected).then_some(expected);
        assert_eq!(selected, Vec::from_iter(expected), "{query}");
        let along = values(&options, "cx");
        let along: Vec<f64> = along.iter().map(|x| x.parse().unwrap()).collect();
        assert!(along.is_sorted(), "{query}: {along:?}");
    }
}
