//! The keys of the workload and of how it is estimated.

use headroom_core::memory::Method;
use headroom_core::memory::formula::Activation;
use headroom_core::quality::UseCase;
use headroom_core::scenario::{Axis, CacheChoice, Page, Scenario, Show};
use headroom_core::units::{ByteUnit, Bytes, Tokens};

use super::helpers::{GIB, cache_type, canonical, message, parse, read};
use crate::helpers::catalog;

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
            read(&format!("ctx={text}")).workload.context,
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
        "ctx=100: outside the range from 512 to 2M tokens; 512 is used instead"
    );
    assert_eq!(parse("ctx=10m").0.workload.context, Scenario::MOST_CONTEXT);
    assert_eq!(
        message("ctx=long"),
        "ctx=long: not a number of tokens (write 32768 or 32k); 8k is used instead"
    );
    assert_eq!(
        message("ctx=-1"),
        "ctx=-1: out of range; 8k is used instead"
    );
}

#[test]
fn the_cache_type_is_one_or_any() {
    for id in [
        "f32", "f16", "bf16", "q8_0", "q5_1", "q5_0", "q4_1", "q4_0", "iq4_nl",
    ] {
        assert_eq!(read(&format!("kv={id}")).workload.cache, cache_type(id));
    }
    assert_eq!(read("kv=Q8_0").workload.cache, cache_type("q8_0"));
    assert_eq!(read("kv=any").workload.cache, CacheChoice::Any);
    assert_eq!(canonical("kv=ANY"), "kv=any");
    assert_eq!(canonical("kv=f16"), "");
    assert_eq!(
        message("kv=q3_k"),
        "kv=q3_k: there is no such KV cache type; f16 is used instead"
    );
    // Types that equal f16 in all that is compared are no candidates of their own.
    let types = CacheChoice::Any.types(catalog());
    assert_eq!(types.len(), catalog().cache_types.len() - 2);
}

#[test]
fn settings_with_names_take_their_names_only() {
    for &use_case in UseCase::ALL {
        let uses = read(&format!("use={}", use_case.name())).goal.use_cases;
        assert_eq!(uses.only(), Some(use_case));
    }
    for &axis in Axis::ALL {
        assert_eq!(read(&format!("axis={}", axis.name())).goal.axis, axis);
    }
    for &show in Show::ALL {
        assert_eq!(
            read(&format!("show={}", show.name())).view.listing.show,
            show
        );
    }
    for &method in Method::ALL {
        assert_eq!(
            read(&format!("method={}", method.name())).goal.method,
            method
        );
    }
    assert_eq!(read("view=how").view.page, Page::How);
    assert_eq!(read("unit=gib").view.listing.unit, ByteUnit::Gib);
    assert_eq!(read("use=CODE").goal.use_cases, UseCase::Code.into());
    assert_eq!(
        message("use=poetry"),
        "use=poetry: none of general, code, math, tools, reasoning, instruct, vision; \
         general is used instead"
    );
    assert_eq!(
        message("unit=gw"),
        "unit=gw: none of gb, gib; gb is used instead"
    );
    assert_eq!(parse("show=some").0.view.listing.show, Show::Frontier);
    assert_eq!(parse("view=").0.view.page, Page::Explorer);
}

#[test]
fn the_overhead_is_an_amount_or_a_percentage_of_the_weights() {
    assert_eq!(
        read("overhead=1GiB").goal.overhead,
        Activation::Fixed(Bytes::new(GIB))
    );
    assert_eq!(
        read("overhead=5%25").goal.overhead,
        Activation::Percent(5.0)
    );
    // A lone percent sign is what people type.
    assert_eq!(read("overhead=5%").goal.overhead, Activation::Percent(5.0));
    assert_eq!(
        read("overhead=0").goal.overhead,
        Activation::Fixed(Bytes::ZERO)
    );
    assert_eq!(canonical("overhead=5%"), "overhead=5%25");
    assert_eq!(canonical("overhead=1.5"), "overhead=1.5GB");
    assert_eq!(canonical("overhead=500MB"), "");
    assert_eq!(
        message("overhead=120%25"),
        "overhead=120%: not a percentage from 0% to 100%; 0.5GB is used instead"
    );
    assert_eq!(
        parse("overhead=1000000000").0.goal.overhead,
        Activation::Fixed(Scenario::MOST_VRAM)
    );
}
