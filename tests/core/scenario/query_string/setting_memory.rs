//! Memory that is set by slider, by budget line and by link is the same memory.

use headroom_core::scenario::Scenario;
use headroom_core::scenario::memory_stops;
use headroom_core::units::Bytes;
use proptest::prelude::*;
use proptest::sample::select;

use super::helpers::{GIB, parse, read};
use super::properties::any_scenario;
use crate::helpers::catalog;

/// The scenario after its memory was set.
fn set(scenario: &Scenario, bytes: Bytes) -> Scenario {
    let mut set = scenario.clone();
    set.hardware.set_memory(bytes, catalog());
    set
}

fn budget(scenario: &Scenario) -> Bytes {
    scenario.hardware.memory_budget(catalog()).budget
}

/// How many sizes of memory the chosen platform is sold with.
fn sizes(scenario: &Scenario) -> Option<usize> {
    let gpu = catalog().gpu(scenario.hardware.gpu?)?;
    Some(gpu.memory.len())
}

#[test]
fn a_platform_of_several_sizes_stays_with_the_nearest_of_them() {
    let chip = read("gpu=apple-m3-max-40c&share=80");
    for (asked, size) in [
        (1, 48),
        (55, 48),
        (60, 64),
        (90, 64),
        (100, 128),
        (900, 128),
    ] {
        let set = set(&chip, Bytes::new(asked * GIB));
        assert_eq!(
            set.hardware.memory_budget(catalog()).capacity,
            Bytes::new(size * GIB),
            "{asked}"
        );
        assert_eq!(
            (set.hardware.gpu, set.hardware.share),
            (chip.hardware.gpu, Some(80.0)),
            "{asked}"
        );
    }
}

#[test]
fn a_card_of_one_size_is_let_go() {
    let set = set(&read("gpu=geforce-rtx-4090&ctx=32k"), Bytes::new(12 * GIB));
    assert_eq!(set.query(catalog()), "vram=12GiB&ctx=32k");
}

#[test]
fn a_gpu_without_memory_of_its_own_stays_with_the_computers() {
    let query = "gpu=radeon-780m-igpu-ddr5-5600-dual&share=60";
    let set = set(&read(query), Bytes::new(96 * GIB));
    assert_eq!(set.query(catalog()), format!("vram=96GiB&{query}"));
}

#[test]
fn memory_is_kept_within_what_can_be_asked_for() {
    let scenario = read("");
    assert_eq!(
        set(&scenario, Bytes::ZERO).hardware.vram,
        Scenario::LEAST_VRAM
    );
    assert_eq!(
        set(&scenario, Bytes::MAX).hardware.vram,
        Scenario::MOST_VRAM
    );
}

#[test]
fn a_platform_that_is_let_go_leaves_its_memory() {
    let mut scenario = read("gpu=apple-m3-max-40c&vram=64GiB&share=80&ctx=32k");
    scenario.hardware.clear_gpu(catalog());
    assert_eq!(scenario.query(catalog()), "vram=64GiB&ctx=32k");
}

proptest! {
    #[test]
    fn only_a_card_of_one_size_is_let_go(
        scenario in any_scenario(), bytes in (0..=u64::MAX).prop_map(Bytes::new)
    ) {
        let set = set(&scenario, bytes);
        let kept = sizes(&scenario).filter(|&sizes| sizes != 1).and(scenario.hardware.gpu);
        prop_assert_eq!(set.hardware.gpu, kept);
        prop_assert_eq!(set.hardware.share, scenario.hardware.share.filter(|_| kept.is_some() || scenario.hardware.gpu.is_none()));
        // Nothing else is touched.
        let mut rest = set;
        rest.hardware.vram = scenario.hardware.vram;
        rest.hardware.gpu = scenario.hardware.gpu;
        rest.hardware.share = scenario.hardware.share;
        prop_assert_eq!(rest, scenario);
    }

    #[test]
    fn memory_that_is_set_is_that_of_its_link(
        scenario in any_scenario(), bytes in (0..=u64::MAX).prop_map(Bytes::new)
    ) {
        let set = set(&scenario, bytes);
        prop_assert_eq!(parse(&set.query(catalog())), (set, vec![]));
    }

    #[test]
    fn a_link_gives_a_platform_the_memory_that_the_slider_gives_it(
        scenario in any_scenario(), stop in select(memory_stops())
    ) {
        let id = scenario.hardware.gpu.and_then(|gpu| catalog().gpu(gpu)).map(|gpu| gpu.id.clone());
        let chosen = read(&id.map_or_else(String::new, |id| format!("gpu={id}")));
        let slid = set(&chosen, stop);
        if slid.hardware.gpu == chosen.hardware.gpu {
            let id = chosen.hardware.gpu.and_then(|gpu| catalog().gpu(gpu)).map_or("", |gpu| &gpu.id);
            let (linked, _) = parse(&format!("vram={stop}&gpu={id}"));
            prop_assert_eq!(linked.hardware.vram, slid.hardware.vram);
        }
    }

    #[test]
    fn the_line_finds_the_budget_that_the_slider_gives(
        scenario in any_scenario(), stop in select(memory_stops())
    ) {
        let slid = set(&scenario, stop);
        let mut dragged = scenario.clone();
        dragged.hardware.set_budget(budget(&slid), &memory_stops(), catalog());
        prop_assert_eq!(budget(&dragged), budget(&slid));
        prop_assert_eq!(dragged.hardware.gpu, slid.hardware.gpu);
    }

    #[test]
    fn no_stop_is_nearer_to_the_budget_than_the_one_of_the_line(
        scenario in any_scenario(), asked in (0..2_000_000_000_000_u64).prop_map(Bytes::new)
    ) {
        let mut dragged = scenario.clone();
        dragged.hardware.set_budget(asked, &memory_stops(), catalog());
        let distance = |scenario: &Scenario| budget(scenario).get().abs_diff(asked.get());
        for stop in memory_stops() {
            prop_assert!(distance(&dragged) <= distance(&set(&scenario, stop)), "{}", stop);
        }
    }
}
