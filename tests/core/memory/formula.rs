//! The formula method against values worked out by hand from published dimensions.

use crate::helpers::catalog;
use headroom_core::catalog::Model;
use headroom_core::memory::formula::{self, Activation, CachedValues, CellSize};
use headroom_core::units::{Bytes, Tokens};

fn model(id: &str) -> &'static Model {
    catalog().find_model(id).unwrap().1
}

fn cell(id: &str) -> CellSize {
    catalog().find_cache_type(id).unwrap().1.into()
}

fn weights(id: &str, quantization: &str) -> u64 {
    let bits = catalog().find_quantization(quantization).unwrap().1.bits;
    formula::weights(model(id).parameters.total, bits).get()
}

fn kv_cache(id: &str, context: u64, cache_type: &str) -> u64 {
    let cached = CachedValues::of(&model(id).architecture);
    formula::kv_cache(
        cached,
        Tokens::new(context),
        cell(cache_type),
        cell(cache_type),
    )
    .get()
}

/// Checks f16, q8_0 and q4_0 at three contexts.
fn check_kv_cache(id: &str, rows: [(u64, [u64; 3]); 3]) {
    for (context, bytes) in rows {
        for (cache_type, bytes) in ["f16", "q8_0", "q4_0"].into_iter().zip(bytes) {
            assert_eq!(
                kv_cache(id, context, cache_type),
                bytes,
                "{id} {context} {cache_type}"
            );
        }
    }
}

#[test]
fn weights_are_parameters_times_bits_by_eight() {
    for (id, quantization, bytes) in [
        // 8,030,261,248 × 4.83 / 8 = 4,848,270,228.48
        ("llama-3.1-8b", "Q4_K_M", 4_848_270_228),
        // 8,030,261,248 × 8.50 / 8 = 8,532,152,576
        ("llama-3.1-8b", "Q8_0", 8_532_152_576),
        // 70,553,706,496 × 4.83 / 8 = 42,596,800,296.96
        ("llama-3.1-70b", "Q4_K_M", 42_596_800_297),
        // 70,553,706,496 × 2.10 / 8 = 18,520,347,955.2
        ("llama-3.1-70b", "IQ2_XXS", 18_520_347_955),
        // 32,762,123,264 × 4.83 / 8 = 19,780,131,920.64
        ("qwen3-32b", "Q4_K_M", 19_780_131_921),
        // 32,762,123,264 × 6.57 / 8 = 26,905,893,730.56
        ("qwen3-32b", "Q6_K", 26_905_893_731),
        // 20,914,757,184 × 4.25 / 8 = 11,110,964,754
        ("gpt-oss-20b", "MXFP4_MOE", 11_110_964_754),
        // 20,914,757,184 × 16 / 8
        ("gpt-oss-20b", "F16", 41_829_514_368),
    ] {
        assert_eq!(weights(id, quantization), bytes, "{id} {quantization}");
    }
}

#[test]
fn kv_cache_of_llama_3_1_8b() {
    // 32 layers, 8 key heads of 128: 2 × 32 × 8 × 128 = 65,536 values a token;
    // × 2 = 131,072 bytes (f16), × 34 / 32 = 69,632 (q8_0), × 18 / 32 = 36,864 (q4_0).
    check_kv_cache(
        "llama-3.1-8b",
        [
            (8_192, [1_073_741_824, 570_425_344, 301_989_888]),
            (32_768, [4_294_967_296, 2_281_701_376, 1_207_959_552]),
            (131_072, [17_179_869_184, 9_126_805_504, 4_831_838_208]),
        ],
    );
}

#[test]
fn kv_cache_of_llama_3_1_70b() {
    // 80 layers, 8 key heads of 128: 2 × 80 × 8 × 128 = 163,840 values a token;
    // 327,680 bytes (f16), 174,080 (q8_0), 92,160 (q4_0).
    check_kv_cache(
        "llama-3.1-70b",
        [
            (8_192, [2_684_354_560, 1_426_063_360, 754_974_720]),
            (32_768, [10_737_418_240, 5_704_253_440, 3_019_898_880]),
            (131_072, [42_949_672_960, 22_817_013_760, 12_079_595_520]),
        ],
    );
}

#[test]
fn kv_cache_of_qwen3_32b() {
    // 64 layers, 8 key heads of 128 (not 5,120 / 64 = 80): 2 × 64 × 8 × 128 = 131,072 values;
    // 262,144 bytes (f16), 139,264 (q8_0), 73,728 (q4_0).
    check_kv_cache(
        "qwen3-32b",
        [
            (8_192, [2_147_483_648, 1_140_850_688, 603_979_776]),
            (32_768, [8_589_934_592, 4_563_402_752, 2_415_919_104]),
            (40_960, [10_737_418_240, 5_704_253_440, 3_019_898_880]),
        ],
    );
}

#[test]
fn kv_cache_of_gpt_oss_20b() {
    // 24 layers, 8 key heads of 64, every second with a window that the formula does not know:
    // 2 × 24 × 8 × 64 = 24,576 values; 49,152 bytes (f16), 26,112 (q8_0), 13,824 (q4_0).
    check_kv_cache(
        "gpt-oss-20b",
        [
            (8_192, [402_653_184, 213_909_504, 113_246_208]),
            (32_768, [1_610_612_736, 855_638_016, 452_984_832]),
            (131_072, [6_442_450_944, 3_422_552_064, 1_811_939_328]),
        ],
    );
}

#[test]
fn a_recurrent_layer_has_no_cache() {
    // Qwen3.5 27B: 64 layers, every fourth attends: 2 × 16 × 4 × 256 × 8,192 × 2 = 512 MiB,
    // which is also what a running server reports.
    assert_eq!(kv_cache("qwen3.5-27b", 8_192, "f16"), 512 << 20);
    // Qwen3.5 9B: 32 layers, 8 attend: 2 × 8 × 4 × 256 × 32,768 × 2 = 1,024 MiB, reported too.
    assert_eq!(kv_cache("qwen3.5-9b", 32_768, "f16"), 1_024 << 20);
    // Jamba Mini: 32 layers, one of eight attends: 2 × 4 × 8 × 128 × 262,144 × 2 = 4 GiB, the
    // figure of its developers for 256K.
    assert_eq!(kv_cache("jamba-mini-1.5", 262_144, "f16"), 4 << 30);
}

#[test]
fn a_purely_recurrent_model_has_no_cache_at_all() {
    assert_eq!(kv_cache("mamba-130m", 1_000_000, "f16"), 0);
    assert_eq!(kv_cache("falcon-mamba-7b", 1_000_000, "f16"), 0);
}

#[test]
fn a_layer_that_reuses_an_earlier_cache_counts_none() {
    // Gemma 3n E4B: 35 layers, the last 15 share: 2 × 20 × 2 × 256 × 32,768 × 2
    assert_eq!(kv_cache("gemma-3n-e4b", 32_768, "f16"), 1_342_177_280);
    // E2B: 30 layers, the last 10 share: again 20.
    assert_eq!(kv_cache("gemma-3n-e2b", 32_768, "f16"), 1_342_177_280);
}

#[test]
fn a_layer_that_attends_to_the_picture_counts_none() {
    // Llama 3.2 11B Vision: 40 layers, 8 of them cross: as Llama 3.1 8B.
    assert_eq!(
        kv_cache("llama-3.2-11b-vision", 8_192, "f16"),
        1_073_741_824
    );
}

#[test]
fn latent_attention_counts_in_full_heads() {
    // DeepSeek Coder V2 Lite: 27 layers × 16 heads × (128 + 64 keys + 128 values) × 8,192 × 2
    // = 2,160 MiB, which llama.cpp allocates when the file has no compressed form.
    assert_eq!(
        kv_cache("deepseek-coder-v2-lite", 8_192, "f16"),
        2_160 << 20
    );
    // DeepSeek V3: 61 × 128 × (192 + 128) × 2 = 4,997,120 bytes a token.
    assert_eq!(kv_cache("deepseek-v3", 1_024, "f16"), 4_997_120 * 1_024);
    // Keys are longer than values: 61 × 128 × 192 and 61 × 128 × 128 values.
    let cached = CachedValues::of(&model("deepseek-v3").architecture);
    assert_eq!((cached.keys, cached.values), (1_499_136, 999_424));
}

#[test]
fn a_sliding_window_is_beyond_the_formula() {
    // Gemma 3 27B: 2 × 62 × 16 × 128 × 8,192 × 2, all layers as if they held the whole context.
    assert_eq!(kv_cache("gemma-3-27b", 8_192, "f16"), 4_160_749_568);
}

#[test]
fn heads_that_differ_from_layer_to_layer_are_summed() {
    for model in &catalog().models {
        let Some(attention) = &model.architecture.attention else {
            continue;
        };
        let Some(keys) = &attention.key_length else {
            continue;
        };
        let layers = (0..model.architecture.layers).filter(|&layer| attention.has_cache(layer));
        let sum: u64 = layers
            .map(|layer| {
                let heads = attention.kv_heads.at(layer).unwrap();
                u64::from(heads) * u64::from(keys.at(layer).unwrap())
            })
            .sum();
        if attention.latent.is_none() {
            assert_eq!(
                CachedValues::of(&model.architecture).keys,
                sum,
                "{}",
                model.id
            );
        }
    }
}

#[test]
fn the_cache_is_linear_in_the_context() {
    for model in &catalog().models {
        let cached = CachedValues::of(&model.architecture);
        let size =
            |tokens| formula::kv_cache(cached, Tokens::new(tokens), cell("f16"), cell("f16"));
        assert_eq!(size(65_536), size(8_192).saturating_mul(8), "{}", model.id);
        assert_eq!(size(0), Bytes::ZERO);
    }
}

#[test]
fn a_quantized_cache_of_any_length_is_in_proportion() {
    let cached = CachedValues {
        keys: 33,
        values: 1,
    };
    // 33 × 34 / 32 = 35.06 and 34 / 32 = 1.06 bytes, each rounded up.
    let size = formula::kv_cache(cached, Tokens::new(1), cell("q8_0"), cell("q8_0"));
    assert_eq!(size, Bytes::new(36 + 2));
    // What is too large to be held stays at the largest amount.
    let huge = CachedValues {
        keys: u64::MAX,
        values: u64::MAX,
    };
    let size = formula::kv_cache(huge, Tokens::new(u64::MAX), cell("q8_0"), cell("f16"));
    assert_eq!(size, Bytes::MAX);
}

#[test]
fn the_activation_is_an_amount_or_a_part_of_the_weights() {
    let weights = Bytes::new(4_848_270_228);
    assert_eq!(
        Activation::default().beside(weights),
        Bytes::new(500_000_000)
    );
    // 2.5 % of 4,848,270,228 = 121,206,755.7
    assert_eq!(
        Activation::Percent(2.5).beside(weights),
        Bytes::new(121_206_756)
    );
    assert_eq!(Activation::Percent(0.0).beside(weights), Bytes::ZERO);
}
