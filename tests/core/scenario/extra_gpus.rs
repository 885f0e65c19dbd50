//! Cards of several kinds: their text, their memory, their speed.

use crate::helpers::{catalog, precomputed};
use headroom_core::catalog::GpuKind;
use headroom_core::evaluate::{Evaluation, decode_rate};
use headroom_core::scenario::{ExtraGpus, ExtraGpusError, Scenario};
use headroom_core::speed::DecodeCost;
use headroom_core::units::Bytes;
use proptest::prelude::*;

fn of(query: &str) -> Scenario {
    let (scenario, ignored) = Scenario::parse(query, catalog());
    assert_eq!(ignored, [], "{query}");
    scenario
}

#[test]
fn cards_are_read_as_people_write_them() {
    for (typed, ids) in [
        ("", ""),
        ("4090", "geforce-rtx-4090"),
        ("2x p40", "tesla-p40:2"),
        ("3060 12gb, 2 × P40", "geforce-rtx-3060-12gb,tesla-p40:2"),
        ("rtx 4090 d + 1*tesla p40", "geforce-rtx-4090-d,tesla-p40"),
        ("p40, p40; p40", "tesla-p40:3"),
        ("geforce-rtx-3060-8gb", "geforce-rtx-3060-8gb"),
    ] {
        let cards = ExtraGpus::from_words(typed, catalog());
        assert_eq!(cards.unwrap().ids(catalog()), ids, "{typed}");
    }
}

#[test]
fn what_names_no_card_or_several_is_said() {
    let wrong = |typed: &str| ExtraGpus::from_words(typed, catalog()).unwrap_err();
    assert_eq!(
        wrong("voodoo 2"),
        ExtraGpusError::Unknown("voodoo 2".to_owned())
    );
    assert_eq!(wrong("0x p40"), ExtraGpusError::Count);
    assert_eq!(wrong("40x p40, 25x 4090"), ExtraGpusError::Count);
    let ExtraGpusError::Several(typed, names) = wrong("3060") else {
        panic!("3060 is one card");
    };
    assert_eq!(typed, "3060");
    assert!(
        names.len() > 1 && names.iter().all(|name| name.contains("3060")),
        "{names:?}"
    );
    // A Mac has no card to add.
    assert!(matches!(wrong("m3 ultra"), ExtraGpusError::Unknown(_)));
    assert!(matches!(
        wrong("apple-m3-max-40c"),
        ExtraGpusError::Shared(_)
    ));
}

#[test]
fn a_name_as_it_is_shown_is_understood() {
    for (index, gpu) in catalog().indexed_gpus() {
        if gpu.kind != GpuKind::Discrete {
            continue;
        }
        for text in [gpu.name.clone(), format!("3 × {}", gpu.name)] {
            let cards = ExtraGpus::from_words(&text, catalog()).unwrap();
            assert_eq!(cards.kinds()[0].gpu, index, "{text}");
            assert_eq!(cards.names(catalog()), text);
        }
    }
}

#[test]
fn a_link_carries_the_cards_and_says_what_it_could_not_use() {
    let query = "gpu=geforce-rtx-4090&also=geforce-rtx-3060-12gb:2,tesla-p40";
    assert_eq!(of(query).query(catalog()), query);
    for (text, kept, said) in [
        ("tesla-p40,voodoo", "tesla-p40", "there is no card “voodoo”"),
        ("voodoo", "", "there is no card “voodoo”"),
        ("tesla-p40:0", "", "1 to 64 cards in all"),
        ("tesla-p40:65", "", "1 to 64 cards in all"),
        ("apple-m3-max-40c", "", "shares the computer's memory"),
    ] {
        let (scenario, ignored) = Scenario::parse(&format!("also={text}"), catalog());
        assert_eq!(scenario.hardware.extra_gpus.ids(catalog()), kept, "{text}");
        assert_eq!(ignored.len(), 1, "{text}");
        assert!(ignored[0].reason.contains(said), "{:?}", ignored[0]);
    }
}

#[test]
fn memory_is_the_sum_and_what_is_kept_free_is_taken_once() {
    // By hand: 24 GiB + 2 × 12 GiB = 51,539,607,552 bytes, less 2 GB.
    let mixed = of("gpu=geforce-rtx-4090&also=geforce-rtx-3060-12gb:2&reserve=2");
    let hardware = mixed.hardware.memory_budget(catalog());
    assert_eq!(hardware.budget, Bytes::new(49_539_607_552));
    assert_eq!((hardware.cards, hardware.capacity.get()), (3, 24 << 30));
    let budgets = mixed.hardware.card_budgets(catalog());
    assert_eq!(budgets.len(), 3);
    let all: Bytes = budgets.iter().copied().sum();
    assert!(all.get().abs_diff(hardware.budget.get()) < 3);
}

#[test]
fn each_layer_takes_its_own_cards_time() {
    let rate = |query: &str| decode_rate(&of(query).hardware, catalog()).unwrap();
    let work = DecodeCost {
        weights: Bytes::new(20_000_000_000),
        cache: Bytes::new(1_000_000_000),
        layers: 60,
        experts: false,
    };
    let seconds = |query: &str| rate(query).time_per_token(work).unwrap().get();
    let (large, small) = (
        seconds("gpu=geforce-rtx-4090&gpus=2"),
        seconds("gpu=geforce-rtx-3060-12gb&gpus=2"),
    );
    let memory = |id: &str| {
        of(&format!("gpu={id}"))
            .hardware
            .memory_budget(catalog())
            .capacity
            .as_f64()
    };
    let (first, second) = (
        memory("geforce-rtx-4090"),
        2.0 * memory("geforce-rtx-3060-12gb"),
    );
    let by_hand = (large * first + small * second) / (first + second);
    let ours = seconds("gpu=geforce-rtx-4090&also=geforce-rtx-3060-12gb:2");
    assert!((ours / by_hand - 1.0).abs() < 1e-9, "{ours} {by_hand}");
}

#[test]
fn equal_cards_are_the_same_however_they_are_named() {
    let both = |query: &str| {
        let evaluation = Evaluation::of(precomputed(), of(query));
        let best = evaluation.row(evaluation.best().unwrap()).unwrap();
        (best.pick(), best.memory, evaluation.counts())
    };
    assert_eq!(
        both("gpu=tesla-p40&gpus=3&ctx=64k"),
        both("gpu=tesla-p40&also=tesla-p40:2&ctx=64k")
    );
}

proptest! {
    #[test]
    fn no_text_panics_and_what_is_kept_is_read_again(text in "[a-z0-9:,x -]{0,40}|(tesla-p40|geforce-rtx-4090)(:[0-9]{1,3})?(,tesla-p4)?") {
        let (cards, _) = ExtraGpus::from_ids(&text, catalog());
        let again = ExtraGpus::from_ids(&cards.ids(catalog()), catalog());
        prop_assert!(cards.count() <= ExtraGpus::MOST);
        prop_assert_eq!(again, (cards, None));
        let _ = ExtraGpus::from_words(&text, catalog());
    }
}
