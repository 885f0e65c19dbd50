//! Texts that are typed into the fields of the page, read by the keys of the query string.

use headroom_core::scenario::{KEYS, Key, Scenario, keys};
use headroom_core::units::{Bytes, Tokens};

use crate::helpers::catalog;

/// The scenario after a text was typed, and what was said.
fn type_into(key: &Key, text: &str, query: &str) -> (Scenario, Option<String>) {
    let mut scenario = Scenario::parse(query, catalog()).0;
    let warning = key.set_typed(text, &mut scenario, catalog());
    (scenario, warning.map(|warning| warning.outcome()))
}

#[test]
fn a_bare_amount_of_memory_is_meant_in_the_unit_that_is_shown() {
    for (query, bytes) in [("", 16_000_000_000), ("unit=gib", 16 << 30)] {
        for (key, get) in [
            (
                &keys::VRAM,
                (|scenario| scenario.hardware.vram) as fn(&Scenario) -> Bytes,
            ),
            (&keys::RAM, |scenario| scenario.hardware.ram),
            (&keys::RESERVE, |scenario| scenario.hardware.reserve),
        ] {
            let (scenario, said) = type_into(key, "16", query);
            assert_eq!(
                (get(&scenario), said),
                (Bytes::new(bytes), None),
                "{}",
                key.name
            );
            let (scenario, _) = type_into(key, "16GB", query);
            assert_eq!(get(&scenario), Bytes::new(16_000_000_000));
        }
    }
}

#[test]
fn a_field_says_the_same_as_a_link() {
    for (key, text) in [
        (&keys::VRAM, "0.5"),
        (&keys::VRAM, "lots"),
        (&keys::RESERVE, "9999"),
        (&keys::CTX, "100"),
        (&keys::CTX, "long"),
        (&keys::DEPTH, "9m"),
        (&keys::GPUS, "65"),
        (&keys::SEQS, "two"),
        (&keys::LEAST, "301"),
        (&keys::BANDWIDTH, "0"),
        (&keys::SHARE, "5"),
        (&keys::OVERHEAD, "120%"),
        (&keys::OVERHEAD, "1501GB"),
    ] {
        let (typed, said) = type_into(key, text, "");
        let text = text.replace('%', "%25");
        let (read, warnings) = Scenario::parse(&format!("{}={text}", key.name), catalog());
        assert_eq!(typed, read, "{}={text}", key.name);
        let reason = &warnings[0].reason;
        assert!(
            said.is_some_and(|said| said.starts_with(reason)),
            "{}={text}",
            key.name
        );
    }
}

#[test]
fn a_number_beyond_its_range_becomes_its_end_and_the_range_is_said() {
    let (scenario, said) = type_into(&keys::CTX, "10m", "");
    assert_eq!(scenario.workload.context, Tokens::new(2 << 20));
    let said = said.unwrap();
    assert_eq!(
        said,
        "outside the range from 512 to 2M tokens; 2M is used instead"
    );
    let (scenario, said) = type_into(&keys::BANDWIDTH, "0.5", "");
    assert_eq!(scenario.hardware.bandwidth, Some(1.0));
    let said = said.unwrap();
    assert_eq!(
        said,
        "outside the range from 1 GB/s to 100,000 GB/s; 1 is used instead"
    );
}

#[test]
fn typed_memory_lets_a_card_with_one_size_go() {
    let (scenario, said) = type_into(&keys::VRAM, "48", "gpu=geforce-rtx-4090");
    assert_eq!(
        (scenario.query(catalog()).as_str(), said),
        ("vram=48", None)
    );
    let (scenario, said) = type_into(&keys::VRAM, "62", "gpu=apple-m3-max-40c");
    let query = scenario.query(catalog());
    assert_eq!(
        (query.as_str(), said),
        ("vram=64GiB&gpu=apple-m3-max-40c", None)
    );
}

#[test]
fn cards_are_typed_by_name_and_linked_by_id() {
    let (scenario, said) = type_into(&keys::ALSO, "2x p40", "");
    assert_eq!(said, None);
    assert_eq!(keys::ALSO.text(&scenario, catalog()), "tesla-p40:2");
    assert_eq!(
        keys::ALSO.field_text(&scenario, catalog()),
        "2 × NVIDIA Tesla P40"
    );
    let (scenario, said) = type_into(&keys::ALSO, "2x p40, 3060", "");
    assert_eq!(scenario, Scenario::new(catalog()));
    assert!(said.is_some_and(|said| said.contains("may be")));
}

#[test]
fn every_option_that_a_control_offers_is_a_value_of_its_key() {
    for key in KEYS {
        for option in key.options(catalog()) {
            if option.value.is_empty() {
                continue;
            }
            let (scenario, said) = type_into(key, &option.value, "");
            assert_eq!(said, None, "{}={}", key.name, option.value);
            assert_eq!(key.text(&scenario, catalog()), option.value);
        }
    }
}
