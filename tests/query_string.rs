//! The query string: every key, every form, and what happens to the rest.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::catalog;
use headroom::catalog::{Backend, GpuKind, Mode};
use headroom::memory::formula::Activation;
use headroom::scenario::{
    Axis, CacheChoice, Column, Filters, Ignored, KEYS, Method, Pick, Scenario, Show, SizeRange,
    Sort, UseCase, Uses, View,
};
use headroom::units::{ByteUnit, Bytes, Tokens};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const GIB: u64 = 1 << 30;
const GB: u64 = 1_000_000_000;

fn parse(query: &str) -> (Scenario, Vec<Ignored>) {
    Scenario::parse(query, catalog())
}

/// The scenario of a query string in which nothing is ignored.
fn read(query: &str) -> Scenario {
    let (scenario, ignored) = parse(query);
    assert_eq!(ignored, [], "{query}");
    scenario
}

/// The only message about a query string.
fn message(query: &str) -> String {
    let (_, ignored) = parse(query);
    assert_eq!(ignored.len(), 1, "{query}: {ignored:?}");
    ignored[0].to_string()
}

/// The canonical form of a query string.
fn canonical(query: &str) -> String {
    parse(query).0.query(catalog())
}

fn cache_type(id: &str) -> CacheChoice {
    CacheChoice::Only(catalog().find_cache_type(id).unwrap().0)
}

fn pick(text: &str) -> Option<Pick> {
    Some(Pick::parse(text, catalog()).unwrap())
}

#[test]
fn an_empty_query_gives_the_defaults_of_the_contract() {
    let scenario = read("");
    assert_eq!(scenario, Scenario::new(catalog()));
    assert_eq!(scenario.vram, Bytes::new(24 * GB));
    assert_eq!((scenario.gpu, scenario.gpus), (None, 1));
    assert_eq!(scenario.reserve, Bytes::ZERO);
    assert_eq!(scenario.context, Tokens::new(8_192));
    assert_eq!(scenario.cache, cache_type("f16"));
    assert_eq!(scenario.sequences, 1);
    assert_eq!(scenario.uses, Uses::from(UseCase::General));
    assert_eq!(scenario.axis, Axis::Quality);
    assert_eq!(scenario.method, Method::Exact);
    assert_eq!(
        scenario.overhead,
        Activation::Fixed(Bytes::new(500_000_000))
    );
    assert_eq!(scenario.unit, ByteUnit::Gb);
    assert_eq!(scenario.filters, Filters::default());
    assert_eq!(scenario.show, Show::Frontier);
    assert_eq!((scenario.sort, scenario.pick), (None, None));
    assert_eq!(scenario.view, View::Explorer);
    assert_eq!(scenario.query(catalog()), "");
}

#[test]
fn vram_takes_a_number_with_or_without_a_unit() {
    for (text, bytes) in [
        ("24", 24 * GB),
        ("24GB", 24 * GB),
        ("24gb", 24 * GB),
        ("24+GB", 24 * GB),
        ("24%20GB", 24 * GB),
        ("24GiB", 24 * GIB),
        // 24,564 × 1,048,576: what a driver reports for a 24 GiB card.
        ("24564MiB", 25_757_220_864),
        ("24,564MiB", 25_757_220_864),
        ("11.5", 11_500_000_000),
        ("0.5TB", 500 * GB),
        ("100.0", 100 * GB),
    ] {
        assert_eq!(
            read(&format!("vram={text}")).vram,
            Bytes::new(bytes),
            "{text}"
        );
    }
    assert_eq!(canonical("vram=24GB"), "");
    assert_eq!(canonical("vram=24576MiB"), "vram=24GiB");
    assert_eq!(canonical("vram=24564MiB"), "vram=24564MiB");
    assert_eq!(canonical("vram=12000MB"), "vram=12");
}

#[test]
fn memory_beyond_the_slider_is_set_to_its_end_and_said() {
    assert_eq!(
        message("vram=0.5"),
        "vram=0.5: outside the range from 1 to 1500 GB; 1 used instead"
    );
    assert_eq!(parse("vram=9999").0.vram, Scenario::MOST_VRAM);
    assert_eq!(parse("reserve=9999").0.reserve, Scenario::MOST_VRAM);
    assert_eq!(message("vram="), "vram=: not a number; 24 used instead");
    assert_eq!(
        message("vram=a+lot"),
        "vram=a lot: not a number; 24 used instead"
    );
    // A comma before a decimal is ambiguous.
    assert_eq!(
        message("vram=1,5"),
        "vram=1,5: not a number; 24 used instead"
    );
    assert_eq!(
        message("vram=24PB"),
        "vram=24PB: “PB” is not a unit of memory (use GB, GiB, MB or MiB); 24 used instead"
    );
}

#[test]
fn a_card_sets_the_capacity() {
    let scenario = read("gpu=geforce-rtx-4090");
    // A card of "24 GB" has 24 GiB.
    assert_eq!(scenario.hardware(catalog()).budget, Bytes::new(24 * GIB));
    assert_eq!(scenario.query(catalog()), "gpu=geforce-rtx-4090");
    let scenario = read("gpu=GeForce-RTX-4090&gpus=2&reserve=1GiB");
    assert_eq!(scenario.hardware(catalog()).budget, Bytes::new(47 * GIB));
    assert_eq!(
        scenario.query(catalog()),
        "gpu=geforce-rtx-4090&gpus=2&reserve=1GiB"
    );
    assert_eq!(
        message("gpu=voodoo-2"),
        "gpu=voodoo-2: there is no such GPU; left out"
    );
}

#[test]
fn vram_beside_a_card_gives_way_to_the_cards_own() {
    // Makers say GB and mean GiB.
    assert_eq!(
        canonical("vram=24&gpu=geforce-rtx-4090"),
        "gpu=geforce-rtx-4090"
    );
    read("vram=24&gpu=geforce-rtx-4090");
    let (scenario, ignored) = parse("vram=48&gpu=geforce-rtx-4090");
    assert_eq!(scenario.hardware(catalog()).budget, Bytes::new(24 * GIB));
    assert_eq!(ignored[0].used, "24GiB");
    assert_eq!(parse("vram=lots&gpu=geforce-rtx-4090").1[0].used, "24GiB");
}

#[test]
fn a_platform_of_several_sizes_takes_the_one_nearest_to_vram() {
    // The M3 Max of 40 cores is sold with 48, 64 and 128 GiB.
    for (query, gib, canonical_text) in [
        ("gpu=apple-m3-max-40c", 48, "gpu=apple-m3-max-40c"),
        ("gpu=apple-m3-max-40c&vram=48", 48, "gpu=apple-m3-max-40c"),
        (
            "gpu=apple-m3-max-40c&vram=64",
            64,
            "vram=64GiB&gpu=apple-m3-max-40c",
        ),
        (
            "vram=128GB&gpu=apple-m3-max-40c",
            128,
            "vram=128GiB&gpu=apple-m3-max-40c",
        ),
    ] {
        let scenario = read(query);
        assert_eq!(scenario.vram, Bytes::new(gib * GIB), "{query}");
        assert_eq!(scenario.query(catalog()), canonical_text);
    }
    assert_eq!(
        message("gpu=apple-m3-max-40c&vram=96"),
        "vram=96: the chosen platform is not sold with this much memory; 64GiB used instead"
    );
    // A broken value leaves the size that comes without one, and the link says so.
    let (scenario, ignored) = parse("gpu=apple-m3-max-40c&vram=lots");
    assert_eq!(scenario.vram, Bytes::new(48 * GIB));
    assert_eq!(ignored[0].used, "48GiB");
    assert_eq!(scenario.query(catalog()), "gpu=apple-m3-max-40c");
}

#[test]
fn shared_memory_is_used_up_to_its_share() {
    let budget = |query: &str| read(query).hardware(catalog()).budget.get();
    // 48 GiB, of which macOS gives the GPU 78 %: 51,539,607,552 × 0.78
    assert_eq!(budget("gpu=apple-m3-max-40c"), 40_200_893_891);
    // 128 GiB, 84 %: 137,438,953,472 × 0.84
    assert_eq!(budget("gpu=apple-m3-max-40c&vram=128GiB"), 115_448_720_916);
    assert_eq!(budget("gpu=apple-m3-max-40c&share=90"), 46_385_646_797);
    assert_eq!(budget("gpu=apple-m3-max-40c&share=90%25"), 46_385_646_797);
    // An integrated GPU of the computer's own memory: half of it.
    assert_eq!(
        budget("gpu=radeon-780m-igpu-ddr5-5600-dual&vram=32GiB"),
        16 * GIB
    );
    // The reserve goes off what is usable.
    assert_eq!(
        budget("gpu=radeon-780m-igpu-ddr5-5600-dual&vram=32GiB&reserve=6GiB"),
        10 * GIB
    );
    // A card of its own memory has no share.
    assert_eq!(budget("gpu=geforce-rtx-4090&share=50"), 24 * GIB);
    assert_eq!(
        message("share=5"),
        "share=5: outside the range from 10 to 100 %; 10 used instead"
    );
    assert_eq!(
        message("share=nan"),
        "share=nan: not a percentage; left out"
    );
}

#[test]
fn a_reserve_larger_than_the_memory_leaves_nothing() {
    let hardware = read("vram=8&reserve=12").hardware(catalog());
    assert_eq!(hardware.budget, Bytes::ZERO);
}

#[test]
fn cards_and_sequences_are_whole_numbers_within_bounds() {
    assert_eq!(read("gpus=8").gpus, 8);
    assert_eq!(
        read("vram=80&gpus=8").hardware(catalog()).budget,
        Bytes::new(640 * GB)
    );
    assert_eq!(read("seqs=4").sequences, 4);
    assert_eq!(canonical("gpus=1&seqs=1"), "");
    assert_eq!(
        message("gpus=65"),
        "gpus=65: outside the range from 1 to 64; 64 used instead"
    );
    assert_eq!(parse("gpus=0").0.gpus, 1);
    assert_eq!(parse("gpus=99999999999999999999999").0.gpus, 64);
    assert_eq!(parse("seqs=1000").0.sequences, 256);
    for text in ["2.5", "-2", "two", "0x2", "", "٣"] {
        assert_eq!(
            message(&format!("gpus={text}")),
            format!("gpus={text}: not a whole number; 1 used instead")
        );
    }
}

#[test]
fn the_context_takes_k_of_1024_and_m_of_1048576() {
    for (text, tokens) in [
        ("32768", 32_768),
        ("32k", 32_768),
        ("32K", 32_768),
        ("1m", 1_048_576),
        ("1.5k", 1_536),
        ("40000", 40_000),
        ("40,000", 40_000),
        ("512", 512),
        ("2m", 2_097_152),
    ] {
        assert_eq!(
            read(&format!("ctx={text}")).context,
            Tokens::new(tokens),
            "{text}"
        );
    }
    assert_eq!(canonical("ctx=32768"), "ctx=32k");
    assert_eq!(canonical("ctx=1048576"), "ctx=1m");
    assert_eq!(canonical("ctx=40000"), "ctx=40000");
    assert_eq!(canonical("ctx=8192"), "");
    assert_eq!(
        message("ctx=100"),
        "ctx=100: outside the range from 512 to 2m tokens; 512 used instead"
    );
    assert_eq!(parse("ctx=10m").0.context, Scenario::MOST_CONTEXT);
    assert_eq!(
        message("ctx=long"),
        "ctx=long: not a number of tokens (write 32768 or 32k); 8k used instead"
    );
    assert_eq!(message("ctx=-1"), "ctx=-1: out of range; 8k used instead");
}

#[test]
fn the_cache_type_is_one_or_any() {
    for id in [
        "f32", "f16", "bf16", "q8_0", "q5_1", "q5_0", "q4_1", "q4_0", "iq4_nl",
    ] {
        assert_eq!(read(&format!("kv={id}")).cache, cache_type(id));
    }
    assert_eq!(read("kv=Q8_0").cache, cache_type("q8_0"));
    assert_eq!(read("kv=any").cache, CacheChoice::Any);
    assert_eq!(canonical("kv=ANY"), "kv=any");
    assert_eq!(canonical("kv=f16"), "");
    assert_eq!(
        message("kv=q3_k"),
        "kv=q3_k: there is no such KV cache type; f16 used instead"
    );
    // Types that equal f16 in all that is compared are no candidates of their own.
    let types = CacheChoice::Any.types(catalog());
    assert_eq!(types.len(), catalog().cache_types.len() - 2);
}

#[test]
fn settings_with_names_take_their_names_only() {
    for &use_case in UseCase::ALL {
        let uses = read(&format!("use={}", use_case.name())).uses;
        assert_eq!(uses.only(), Some(use_case));
    }
    for &axis in Axis::ALL {
        assert_eq!(read(&format!("axis={}", axis.name())).axis, axis);
    }
    for &show in Show::ALL {
        assert_eq!(read(&format!("show={}", show.name())).show, show);
    }
    for &method in Method::ALL {
        assert_eq!(read(&format!("method={}", method.name())).method, method);
    }
    assert_eq!(read("view=how").view, View::How);
    assert_eq!(read("unit=gib").unit, ByteUnit::Gib);
    assert_eq!(read("use=CODE").uses, UseCase::Code.into());
    assert_eq!(
        message("use=poetry"),
        "use=poetry: none of general, code, math, tools, reasoning, instruct, vision; \
         general used instead"
    );
    assert_eq!(
        message("unit=gw"),
        "unit=gw: none of gb, gib; gb used instead"
    );
    assert_eq!(parse("show=some").0.show, Show::Frontier);
    assert_eq!(parse("view=").0.view, View::Explorer);
}

#[test]
fn the_overhead_is_an_amount_or_a_percentage_of_the_weights() {
    assert_eq!(
        read("overhead=1GiB").overhead,
        Activation::Fixed(Bytes::new(GIB))
    );
    assert_eq!(read("overhead=5%25").overhead, Activation::Percent(5.0));
    // A lone percent sign is what people type.
    assert_eq!(read("overhead=5%").overhead, Activation::Percent(5.0));
    assert_eq!(read("overhead=0").overhead, Activation::Fixed(Bytes::ZERO));
    assert_eq!(canonical("overhead=5%"), "overhead=5%25");
    assert_eq!(canonical("overhead=1.5"), "overhead=1.5GB");
    assert_eq!(canonical("overhead=500MB"), "");
    assert_eq!(
        message("overhead=120%25"),
        "overhead=120%: not a percentage from 0% to 100%; 0.5GB used instead"
    );
    assert_eq!(
        parse("overhead=1000000000").0.overhead,
        Activation::Fixed(Scenario::MOST_VRAM)
    );
}

#[test]
fn filters_take_lists_and_ranges() {
    let filters =
        read("family=qwen3,Gemma+3&license=mit&size=7-32&reasoning=no&quants=q4_k_m,Q8_0").filters;
    assert_eq!(filters.families, ["Qwen3", "Gemma 3"]);
    assert_eq!(filters.licenses, ["MIT"]);
    assert_eq!(
        filters.size,
        SizeRange {
            least: Some(7.0),
            most: Some(32.0)
        }
    );
    assert_eq!(filters.reasoning, Some(false));
    assert_eq!(filters.quantizations.len(), 2);
    assert_eq!(
        canonical("family=qwen3,Gemma+3&license=mit&size=7b-32B&reasoning=0&quants=q4_k_m,Q8_0"),
        "family=Qwen3,Gemma%203&license=MIT&size=7-32&reasoning=no&quants=Q4_K_M,Q8_0"
    );
    assert_eq!(canonical("size=7-"), "size=7-");
    assert_eq!(canonical("size=-0.5"), "size=-0.5");
    assert_eq!(canonical("size=-"), "");
    assert_eq!(canonical("quants=Q8_0,Q8_0,,q8_0"), "quants=Q8_0");
    assert_eq!(read("reasoning=true").filters.reasoning, Some(true));
    assert_eq!(
        message("reasoning=maybe"),
        "reasoning=maybe: neither yes nor no; left out"
    );
    assert_eq!(
        message("size=9-3"),
        "size=9-3: not a range of billions of parameters (write 7-32, 7- or -32); left out"
    );
    assert_eq!(
        message("quants=Q4_K_M,Q9"),
        "quants=Q4_K_M,Q9: “Q9” is not known; Q4_K_M used instead"
    );
    assert_eq!(
        message("family=Nobody"),
        "family=Nobody: there is no family “Nobody”; left out"
    );
    assert_eq!(
        message("license=None"),
        "license=None: there is no license “None”; left out"
    );
    assert_eq!(
        message("quants=Q9"),
        "quants=Q9: there is no quantization “Q9”; left out"
    );
}

#[test]
fn the_search_text_is_kept_as_typed() {
    assert_eq!(read("q=qwen+coder").filters.text, "qwen coder");
    assert_eq!(read("q=%20gr%C3%B6%C3%9Fe%20").filters.text, "größe");
    assert_eq!(read("q=größe").filters.text, "größe");
    assert_eq!(canonical("q=größe"), "q=gr%C3%B6%C3%9Fe");
    assert_eq!(
        canonical("q=a%26b%3Dc%2Bd%23e%25f"),
        "q=a%26b=c%2Bd%23e%25f"
    );
    assert_eq!(read("q=a%26b%3Dc%2Bd%23e%25f").filters.text, "a&b=c+d#e%f");
    assert_eq!(canonical("q=%20%20"), "");
    let (scenario, ignored) = parse(&format!("q={}", "ü".repeat(10_000)));
    assert_eq!(scenario.filters.text, "ü".repeat(Filters::MOST_TEXT));
    assert_eq!(ignored.len(), 1);
}

#[test]
fn the_order_of_the_table_is_a_column_with_an_optional_minus() {
    for column in Column::ALL {
        let name = column.name();
        assert_eq!(
            read(&format!("sort={name}")).sort,
            Some(Sort {
                column,
                falling: false
            })
        );
        assert_eq!(
            read(&format!("sort=-{name}")).sort,
            Some(Sort {
                column,
                falling: true
            })
        );
        assert_eq!(canonical(&format!("sort=-{name}")), format!("sort=-{name}"));
    }
    assert!(message("sort=colour").starts_with("sort=colour: not a column (model, "));
    assert!(parse("sort=--memory").0.sort.is_none());
}

#[test]
fn a_pick_names_a_model_and_a_quantization_and_more_where_it_matters() {
    let (qwen, _) = catalog().find_model("qwen3-32b").unwrap();
    let (q4, _) = catalog().find_quantization("Q4_K_M").unwrap();
    let (q8, _) = catalog().find_cache_type("q8_0").unwrap();
    let expected = Pick {
        model: qwen,
        mode: None,
        quantization: q4,
        cache: None,
    };
    assert_eq!(read("pick=qwen3-32b:Q4_K_M").pick, Some(expected));
    assert_eq!(read("pick=QWEN3-32B:q4_k_m").pick, Some(expected));
    let full = Pick {
        mode: Some(Mode::Thinking),
        cache: Some(q8),
        ..expected
    };
    assert_eq!(read("pick=qwen3-32b@thinking:Q4_K_M:q8_0").pick, Some(full));
    assert_eq!(
        read("pick=qwen3-32b%40thinking%3AQ4_K_M%3Aq8_0").pick,
        Some(full)
    );
    for text in [
        "qwen3-32b:Q4_K_M",
        "qwen3-32b@thinking:Q4_K_M",
        "qwen3-32b:Q4_K_M:q8_0",
        "gpt-oss-20b@thinking-low:MXFP4_MOE:q4_0",
    ] {
        // Colons and at signs stay as they are.
        assert_eq!(canonical(&format!("pick={text}")), format!("pick={text}"));
        assert_eq!(read(&format!("pick={text}")).pick, pick(text));
    }
    for (text, reason) in [
        ("qwen3-32b", "not a candidate (write model:QUANTIZATION)"),
        (":", "there is no model “”"),
        ("a:b:c:d", "not a candidate (write model:QUANTIZATION)"),
        ("qwen9:Q8_0", "there is no model “qwen9”"),
        ("qwen3-32b@:Q8_0", "there is no mode “”"),
        ("qwen3-32b@asleep:Q8_0", "there is no mode “asleep”"),
        ("qwen3-32b:Q9", "there is no quantization “Q9”"),
        ("qwen3-32b:Q8_0:q9", "there is no KV cache type “q9”"),
    ] {
        assert_eq!(
            message(&format!("pick={text}")),
            format!("pick={text}: {reason}; left out")
        );
    }
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
    assert_eq!(read("v%72am=%32%34GiB").vram, Bytes::new(24 * GIB));
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
            assert_eq!(scenario.hardware(catalog()).capacity, memory.bytes);
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

/// A scenario with any value in every place.
fn any_scenario() -> impl Strategy<Value = Scenario> {
    let catalog = catalog();
    let indices = |ids: Vec<String>| select(ids);
    let gpus: Vec<_> = catalog.indexed_gpus().map(|(index, _)| index).collect();
    let models: Vec<_> = catalog.indexed_models().map(|(index, _)| index).collect();
    let quantizations: Vec<_> = catalog
        .indexed_quantizations()
        .map(|(index, _)| index)
        .collect();
    let caches: Vec<_> = catalog
        .indexed_cache_types()
        .map(|(index, _)| index)
        .collect();
    let names = |name: fn(&headroom::catalog::Model) -> Option<String>| -> Vec<String> {
        let names: std::collections::BTreeSet<String> =
            catalog.models.iter().filter_map(name).collect();
        names.into_iter().collect()
    };
    let families = names(|model| Some(model.family.clone()));
    let licenses = names(|model| model.license.clone());
    let amount = |least: u64| {
        prop_oneof![
            least..=Scenario::MOST_VRAM.get(),
            (1_u64..1_400).prop_map(|gb| gb * GB),
            (1_u64..1_390).prop_map(|gib| gib * GIB),
        ]
        .prop_map(Bytes::new)
    };
    // As fine as anybody types.
    let thousandths = |least: u32, most: u32| {
        (least * 1_000..=most * 1_000).prop_map(|count| f64::from(count) / 1_000.0)
    };
    let hardware = (
        amount(GB),
        proptest::option::of(select(gpus)),
        1..=Scenario::MOST_GPUS,
        amount(0),
        proptest::option::of(thousandths(10, 100)),
        proptest::option::of(thousandths(1, 100_000)),
        proptest::option::of(select(Backend::ALL.to_vec())),
        amount(0),
    );
    let workload = (
        512_u64..=2 << 20,
        0_u64..=2 << 20,
        1_u64..=2 << 20,
        prop_oneof![
            Just(CacheChoice::Any),
            select(caches.clone()).prop_map(CacheChoice::Only),
        ],
        1..=Scenario::MOST_SEQUENCES,
        prop_oneof![
            amount(0).prop_map(Activation::Fixed),
            thousandths(0, 100).prop_map(Activation::Percent),
        ],
    );
    let choices = (
        any_uses(),
        select(Axis::ALL),
        select(Method::ALL),
        select(Show::ALL),
        select(View::ALL),
        select(vec![ByteUnit::Gb, ByteUnit::Gib]),
        proptest::option::of((select(Column::ALL.to_vec()), any::<bool>())),
    );
    let end = || proptest::option::of(prop_oneof![thousandths(0, 5_000), Just(7.0)]);
    let filters = (
        "\\PC{0,60}",
        subsequence(families, 0..4),
        subsequence(licenses, 0..4),
        (end(), end()),
        proptest::option::of(any::<bool>()),
        proptest::option::of(0..=Filters::MOST_POINTS),
        subsequence(quantizations.clone(), 0..5),
    );
    let pick = proptest::option::of((
        select(models),
        proptest::option::of(indices(
            Mode::ALL.map(|mode| mode.name().to_owned()).to_vec(),
        )),
        select(quantizations),
        proptest::option::of(select(caches)),
    ));
    (hardware, workload, choices, filters, pick).prop_map(
        move |(hardware, workload, choices, filters, pick)| {
            let (vram, gpu, gpus, reserve, share, bandwidth, backend, ram) = hardware;
            let (context, depth, prompt, cache, sequences, overhead) = workload;
            let (uses, axis, method, show, view, unit, sort) = choices;
            let (text, families, licenses, (fewest, most), reasoning, least, quantizations) =
                filters;
            let (fewest, most) = match (fewest, most) {
                (Some(fewest), Some(most)) if fewest > most => (Some(most), Some(fewest)),
                ends => ends,
            };
            let mut scenario = Scenario {
                vram,
                gpu,
                gpus,
                bandwidth,
                backend,
                ram,
                reserve,
                share,
                context: Tokens::new(context),
                depth: Tokens::new(depth),
                prompt: Tokens::new(prompt),
                cache,
                sequences,
                uses,
                axis,
                method,
                overhead,
                unit,
                filters: Filters {
                    text: text.trim().to_owned(),
                    families,
                    licenses,
                    size: SizeRange {
                        least: fewest,
                        most,
                    },
                    reasoning,
                    least,
                    quantizations,
                },
                show,
                sort: sort.map(|(column, falling)| Sort { column, falling }),
                pick: pick.map(|(model, mode, quantization, cache)| Pick {
                    model,
                    mode: mode.and_then(|name| Mode::from_name(&name)),
                    quantization,
                    cache,
                }),
                view,
            };
            // A platform has the sizes that it is sold with.
            scenario.vram = scenario.hardware(catalog).capacity;
            scenario
        },
    )
}

/// Use cases with weights in hundredths.
fn any_uses() -> impl Strategy<Value = Uses> {
    let case = (
        select(UseCase::ALL),
        prop_oneof![Just(100_u16), 1..=10_000_u16],
    );
    proptest::collection::vec(case, 1..5).prop_map(|cases| {
        let parts = cases.into_iter().map(|(case, hundredths)| {
            let weight = f64::from(hundredths) / 100.0;
            if case == UseCase::Vision {
                case.name().to_owned()
            } else {
                format!("{}:{weight}", case.name())
            }
        });
        Uses::read(&parts.collect::<Vec<_>>().join(",")).0.unwrap()
    })
}

/// Text that is close to a query string.
fn nearly_a_query() -> impl Strategy<Value = String> {
    let keys: Vec<String> = KEYS.iter().map(|key| key.name.to_owned()).collect();
    let value = prop_oneof![
        "\\PC{0,12}",
        "[0-9.,eEkKmMgGiIbB%+-]{0,8}",
        "[a-z0-9.:@_-]{0,20}",
        select(vec![
            "apple-m3-max-40c",
            "geforce-rtx-4090",
            "cpu-ddr5-5600-dual",
            "any",
            "q8_0",
            "code",
            "code:2,math:0.5,vision",
            "Qwen3,,Gemma 3",
            "7-32",
            "-",
            "yes",
            "Q4_K_M,Q9",
            "all",
            "-memory",
            "1e400",
            "qwen3-32b@thinking:Q4_K_M:q8_0",
            "how",
            "5%",
            "99999999999999999999",
        ])
        .prop_map(str::to_owned),
    ];
    let pair = (select(keys), value).prop_map(|(key, value)| format!("{key}={value}"));
    proptest::collection::vec(prop_oneof![8 => pair, 1 => "\\PC{0,9}"], 0..8)
        .prop_map(|pairs| pairs.join("&"))
}

proptest! {
    #[test]
    fn a_scenario_survives_its_link(scenario in any_scenario()) {
        let query = scenario.query(catalog());
        let (read, ignored) = parse(&query);
        prop_assert_eq!(&ignored, &[], "{}", query);
        prop_assert_eq!(&read, &scenario, "{}", query);
        prop_assert_eq!(read.query(catalog()), query);
    }

    #[test]
    fn no_text_panics_and_the_canonical_text_is_a_fixed_point(
        query in prop_oneof![nearly_a_query(), ".*"]
    ) {
        let (scenario, _) = parse(&query);
        let canonical = scenario.query(catalog());
        let (again, ignored) = parse(&canonical);
        prop_assert_eq!(&ignored, &[], "{} -> {}", query, canonical);
        prop_assert_eq!(&again, &scenario, "{} -> {}", query, canonical);
        prop_assert_eq!(again.query(catalog()), canonical);
    }
}
