//! The keys of memory: sizes, platforms, shares, reserves, numbers of cards.

use headroom_core::scenario::Scenario;
use headroom_core::units::Bytes;

use super::helpers::{GB, GIB, canonical, message, parse, read};
use crate::helpers::catalog;

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
            read(&format!("vram={text}")).hardware.vram,
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
        "vram=0.5: outside the range from 1 GB to 1,500 GB; 1 is used instead"
    );
    assert_eq!(parse("vram=9999").0.hardware.vram, Scenario::MOST_VRAM);
    assert_eq!(
        parse("reserve=9999").0.hardware.reserve,
        Scenario::MOST_VRAM
    );
    assert_eq!(message("vram="), "vram=: not a number; 24 is used instead");
    assert_eq!(
        message("vram=a+lot"),
        "vram=a lot: not a number; 24 is used instead"
    );
    // A comma before a decimal is ambiguous.
    assert_eq!(
        message("vram=1,5"),
        "vram=1,5: not a number; 24 is used instead"
    );
    assert_eq!(
        message("vram=24PB"),
        "vram=24PB: “PB” is not a unit of memory (use GB, GiB, MB or MiB); 24 is used instead"
    );
}

#[test]
fn a_card_sets_the_capacity() {
    let scenario = read("gpu=geforce-rtx-4090");
    // A card of "24 GB" has 24 GiB.
    assert_eq!(
        scenario.hardware.memory_budget(catalog()).budget,
        Bytes::new(24 * GIB)
    );
    assert_eq!(scenario.query(catalog()), "gpu=geforce-rtx-4090");
    let scenario = read("gpu=GeForce-RTX-4090&gpus=2&reserve=1GiB");
    assert_eq!(
        scenario.hardware.memory_budget(catalog()).budget,
        Bytes::new(47 * GIB)
    );
    assert_eq!(
        scenario.query(catalog()),
        "gpu=geforce-rtx-4090&gpus=2&reserve=1GiB"
    );
    assert_eq!(
        message("gpu=voodoo-2"),
        "gpu=voodoo-2: there is no such GPU; it is left out"
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
    assert_eq!(
        scenario.hardware.memory_budget(catalog()).budget,
        Bytes::new(24 * GIB)
    );
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
        assert_eq!(scenario.hardware.vram, Bytes::new(gib * GIB), "{query}");
        assert_eq!(scenario.query(catalog()), canonical_text);
    }
    assert_eq!(
        message("gpu=apple-m3-max-40c&vram=96"),
        "vram=96: the chosen platform is not sold with this much memory; 64GiB is used instead"
    );
    // A broken value leaves the size that comes without one, and the link says so.
    let (scenario, ignored) = parse("gpu=apple-m3-max-40c&vram=lots");
    assert_eq!(scenario.hardware.vram, Bytes::new(48 * GIB));
    assert_eq!(ignored[0].used, "48GiB");
    assert_eq!(scenario.query(catalog()), "gpu=apple-m3-max-40c");
}

#[test]
fn shared_memory_is_used_up_to_its_share() {
    let budget = |query: &str| read(query).hardware.memory_budget(catalog()).budget.get();
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
        "share=5: outside the range from 10% to 100%; 10 is used instead"
    );
    assert_eq!(
        message("share=nan"),
        "share=nan: not a percentage; it is left out"
    );
}

#[test]
fn a_reserve_larger_than_the_memory_leaves_nothing() {
    let hardware = read("vram=8&reserve=12").hardware.memory_budget(catalog());
    assert_eq!(hardware.budget, Bytes::ZERO);
}

#[test]
fn cards_and_sequences_are_whole_numbers_within_bounds() {
    assert_eq!(read("gpus=8").hardware.gpus, 8);
    assert_eq!(
        read("vram=80&gpus=8")
            .hardware
            .memory_budget(catalog())
            .budget,
        Bytes::new(640 * GB)
    );
    assert_eq!(read("seqs=4").workload.sequences, 4);
    assert_eq!(canonical("gpus=1&seqs=1"), "");
    assert_eq!(
        message("gpus=65"),
        "gpus=65: outside the range from 1 to 64; 64 is used instead"
    );
    assert_eq!(parse("gpus=0").0.hardware.gpus, 1);
    assert_eq!(parse("gpus=99999999999999999999999").0.hardware.gpus, 64);
    assert_eq!(parse("seqs=1000").0.workload.sequences, 256);
    for text in ["2.5", "-2", "two", "0x2", "", "٣"] {
        assert_eq!(
            message(&format!("gpus={text}")),
            format!("gpus={text}: not a whole number; 1 is used instead")
        );
    }
}
