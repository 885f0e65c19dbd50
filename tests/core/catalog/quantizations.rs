//! The table of quantizations and the KV cache types.

use headroom_core::catalog::data;

use crate::catalog::files::QUANTIZATIONS;
use crate::helpers::catalog;

#[test]
fn the_table_of_the_specification_stands_as_it_was_given() {
    let table = data::quantization_table(QUANTIZATIONS).unwrap();
    let specified: Vec<_> = table
        .iter()
        .map(|row| {
            (
                row.id.as_str(),
                row.bits,
                row.specified.perplexity_increase,
                row.specified.tier.as_str(),
                row.specified.efficacy.as_str(),
            )
        })
        .collect();
    assert_eq!(
        specified,
        [
            ("F16", 16.00, 0.0, "Near Lossless", "Baseline"),
            ("Q8_0", 8.50, 0.0026, "Near Lossless", "Perfect Accuracy"),
            ("Q6_K", 6.57, 0.0217, "Very Low Loss", "Excellent"),
            ("Q5_K_M", 5.67, 0.0569, "Recommended", "High Fidelity"),
            (
                "Q4_K_M",
                4.83,
                0.0535,
                "Recommended",
                "Golden Standard (Daily Driver)"
            ),
            ("Q4_0", 4.34, 0.4685, "Noticeable Loss", "Legacy Format"),
            (
                "Q3_K_M",
                3.89,
                0.2437,
                "Noticeable Loss",
                "VRAM constrained"
            ),
            (
                "IQ3_M",
                3.44,
                0.3500,
                "Noticeable Loss",
                "Modern SOTA for 3-bit"
            ),
            (
                "Q2_K",
                2.56,
                0.8698,
                "High Loss",
                "Severe Logic Degradation"
            ),
            (
                "IQ2_XXS",
                2.10,
                3.5200,
                "Extreme Loss",
                "Coherence Breakdown"
            ),
        ]
    );
}

#[test]
fn beside_it_stand_the_audited_figures() {
    let table = data::quantization_table(QUANTIZATIONS).unwrap();
    // Bits of a Llama 3.1 8B file to two decimals; perplexity of Llama 3 8B, without and with an
    // importance matrix.
    for (id, bits, plain, imatrix) in [
        ("F16", 16.00, Some(0.0), None),
        ("Q8_0", 8.50, Some(0.0027), None),
        ("Q6_K", 6.56, Some(0.0217), None),
        ("Q5_K_M", 5.70, Some(0.0570), None),
        ("Q4_K_M", 4.89, Some(0.1755), Some(0.1513)),
        ("Q4_0", 4.64, Some(0.4685), None),
        ("Q3_K_M", 4.00, Some(0.6569), Some(0.5026)),
        ("IQ3_M", 3.76, None, Some(0.6667)),
        ("Q2_K", 3.16, Some(3.5199), Some(2.4162)),
        ("IQ2_XXS", 2.38, None, Some(7.8601)),
    ] {
        let row = table.iter().find(|row| row.id == id).unwrap();
        let audited = row.audited.as_ref().unwrap();
        assert!((audited.bits - bits).abs() < 0.005, "{id}");
        assert_eq!(audited.perplexity_increase, plain, "{id}");
        assert_eq!(audited.perplexity_increase_imatrix, imatrix, "{id}");
        assert!(!audited.verdict.is_empty());
        let from = |place| {
            let mut sources = row.audited_sources.iter();
            sources.any(|source| source.contains(place))
        };
        assert!(from("tools/quantize/README.md"), "{id}");
        // 16 bits are the baseline, by definition.
        assert_eq!(from("tools/perplexity/README.md"), id != "F16", "{id}");
    }
    assert_eq!(table.len(), 10);
}

#[test]
fn cache_types_have_their_block_sizes() {
    for (id, block, bytes) in [
        ("f32", 1, 4),
        ("f16", 1, 2),
        ("bf16", 1, 2),
        ("q8_0", 32, 34),
        ("q5_1", 32, 24),
        ("q5_0", 32, 22),
        ("q4_1", 32, 20),
        ("q4_0", 32, 18),
        ("iq4_nl", 32, 18),
    ] {
        let row = catalog().find_cache_type(id).unwrap().1;
        assert_eq!((row.block, row.bytes), (block, bytes), "{id}");
    }
    assert_eq!(catalog().cache_types.len(), 9);
}
