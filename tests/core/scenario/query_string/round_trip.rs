//! The query string as a whole: defaults, order, what is unknown, empty, long or broken.

use headroom_core::catalog::GpuKind;
use headroom_core::memory::Method;
use headroom_core::memory::formula::Activation;
use headroom_core::quality::{UseCase, UseCases};
use headroom_core::scenario::{Axis, Filters, KEYS, Page, Scenario, Show};
use headroom_core::units::{ByteUnit, Bytes, Tokens};

use super::helpers::{GB, GIB, cache_type, canonical, parse, read};
use crate::helpers::catalog;

#[test]
fn an_empty_query_gives_the_defaults_of_the_contract() {
    let scenario = read("");
    assert_eq!(scenario, Scenario::new(catalog()));
    assert_eq!(scenario.hardware.vram, Bytes::new(24 * GB));
    assert_eq!((scenario.hardware.gpu, scenario.hardware.gpus), (None, 1));
    assert_eq!(scenario.hardware.reserve, Bytes::ZERO);
    assert_eq!(scenario.workload.context, Tokens::new(8_192));
    assert_eq!(scenario.workload.cache, cache_type("f16"));
    assert_eq!(scenario.workload.sequences, 1);
    assert_eq!(scenario.goal.use_cases, UseCases::from(UseCase::General));
    assert_eq!(scenario.goal.axis, Axis::Quality);
    assert_eq!(scenario.goal.method, Method::Exact);
    assert_eq!(
        scenario.goal.overhead,
        Activation::Fixed(Bytes::new(500_000_000))
    );
    assert_eq!(scenario.view.listing.unit, ByteUnit::Gb);
    assert_eq!(scenario.filters, Filters::default());
    assert_eq!(scenario.view.listing.show, Show::Frontier);
    assert_eq!(
        (scenario.view.listing.sort, scenario.view.pick),
        (None, None)
    );
    assert_eq!(scenario.view.page, Page::Explorer);
    assert_eq!(scenario.query(catalog()), "");
}

#[test]
fn the_canonical_text_leaves_defaults_out_and_keeps_one_order() {
    let query = "view=how&unit=gib&pick=qwen3-32b:Q4_K_M&sort=-memory&show=fits&quants=Q4_K_M\
        &reasoning=yes&size=3-70&license=Apache-2.0&family=Qwen3&q=qwen&overhead=2%25&axis=quality\
        &use=code&seqs=2&kv=q8_0&ctx=64k&reserve=1&gpus=2&vram=16";
    let ordered = "vram=16&gpus=2&reserve=1&ctx=64k&kv=q8_0&seqs=2&use=code&overhead=2%25&unit=gib\
        &q=qwen&family=Qwen3&license=Apache-2.0&size=3-70&reasoning=yes&quants=Q4_K_M&show=fits\
        &sort=-memory&pick=qwen3-32b:Q4_K_M&view=how";
    assert_eq!(canonical(query), ordered);
    assert_eq!(canonical(ordered), ordered);
    let names: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
    let contract = [
        "vram",
        "gpu",
        "gpus",
        "reserve",
        "ctx",
        "kv",
        "seqs",
        "use",
        "axis",
        "method",
        "overhead",
        "unit",
        "q",
        "family",
        "license",
        "size",
        "reasoning",
        "quants",
        "show",
        "sort",
        "pick",
        "view",
    ];
    assert!(contract.iter().all(|key| names.contains(key)));
}

#[test]
fn unknown_keys_are_left_alone_and_the_first_of_two_counts() {
    let scenario = read("utm_source=x&vram=16&fbclid&=&=5&&&vram=lots&ctx=16k");
    assert_eq!(scenario.query(catalog()), "vram=16&ctx=16k");
    assert_eq!(canonical("VRAM=16"), "");
    assert_eq!(canonical("???vram=16"), "vram=16");
    assert_eq!(canonical("?&?vram=16"), "");
}

#[test]
fn an_empty_value_of_what_is_empty_by_default_is_no_fault() {
    let scenario = read("gpu=&share=&q=&family=&license=&size=&reasoning=&quants=&sort=&pick=");
    assert_eq!(scenario, Scenario::new(catalog()));
    read("family=,,");
    for key in [
        "vram", "gpus", "reserve", "ctx", "kv", "seqs", "use", "overhead", "unit", "show",
    ] {
        assert_eq!(parse(&format!("{key}=")).1.len(), 1, "{key}");
    }
}

#[test]
fn a_message_does_not_repeat_a_very_long_value() {
    let long = "x".repeat(1_000_000);
    for key in KEYS {
        let (_, ignored) = parse(&format!("{}={long}", key.name));
        for item in &ignored {
            assert!(item.to_string().len() < 500, "{}", key.name);
        }
        let (_, ignored) = parse(&format!("{}=5{long}:{long}:{long}", key.name));
        assert!(
            ignored.iter().all(|item| item.to_string().len() < 500),
            "{}",
            key.name
        );
    }
}

#[test]
fn broken_escapes_and_control_characters_do_no_harm() {
    for query in [
        "q=%",
        "q=%zz",
        "q=%ff%fe",
        "q=%00",
        "vram=%32%34",
        "ctx=8%6B",
        "q=\u{202e}",
    ] {
        let (scenario, _) = parse(query);
        let canonical = scenario.query(catalog());
        assert_eq!(parse(&canonical).0, scenario, "{query}");
        assert!(
            canonical.bytes().all(|byte| byte.is_ascii_graphic()),
            "{query}"
        );
    }
    assert_eq!(read("v%72am=%32%34GiB").hardware.vram, Bytes::new(24 * GIB));
}

#[test]
fn every_name_of_the_catalog_survives_the_link() {
    let check = |query: String| {
        let scenario = read(&query);
        assert_eq!(read(&scenario.query(catalog())), scenario, "{query}");
    };
    for gpu in &catalog().gpus {
        check(format!("gpu={}", gpu.id));
        for memory in &gpu.memory {
            check(format!("gpu={}&vram={}", gpu.id, memory.bytes));
            let scenario = read(&format!("gpu={}&vram={}", gpu.id, memory.bytes));
            assert_eq!(
                scenario.hardware.memory_budget(catalog()).capacity,
                memory.bytes
            );
        }
        if gpu.kind == GpuKind::Discrete {
            assert_eq!(gpu.memory.len(), 1);
        }
    }
    let mut names = std::collections::BTreeSet::new();
    for model in &catalog().models {
        check(format!("pick={}:Q8_0", model.id));
        names.insert(format!("family={}", model.family.replace('+', "%2B")));
        if let Some(license) = &model.license {
            names.insert(format!("license={}", license.replace('+', "%2B")));
        }
    }
    names.into_iter().for_each(check);
}

#[test]
fn numbers_are_kept_as_their_link_writes_them() {
    for (query, written) in [
        ("bandwidth=20.9999999999222", "bandwidth=21"),
        ("share=41.70661357069245", "share=41.706613571"),
        ("overhead=30.9999999999%25", "overhead=31%25"),
        ("size=-510.00000000000017", "size=-510"),
        ("size=-0.0000000000001", "size=-0"),
    ] {
        let scenario = read(query);
        assert_eq!(scenario.query(catalog()), written);
        assert_eq!(read(written), scenario, "{query}");
    }
}
