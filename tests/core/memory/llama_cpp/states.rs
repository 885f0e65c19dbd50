//! Caches and states of families that were not measured, by the rules of llama.cpp's sources.

use headroom_core::memory::llama_cpp::{Cache, ModelLayout, Settings};
use headroom_core::units::Tokens;

/// The memory of a context of `model` in the catalog.
fn cache(model: &str, settings: Settings) -> Cache {
    let catalog = headroom_data::catalog().unwrap();
    let (_, model) = catalog.find_model(model).unwrap();
    ModelLayout::new(&model.architecture).cache(&settings)
}

fn tokens(context: u64) -> Settings {
    Settings::new(Tokens::new(context))
}

/// `llama-kv-cache-dsv4`: every layer has a window of 128 tokens and a batch; layers of ratio 4
/// have an entry and an indexer's key for every 4 tokens, those of 128 for every 128, each in steps
/// of 256. Entries are of 512 values, an indexer's of 128; there are no values beside them.
#[test]
fn deepseek_v4_keeps_a_window_and_compressed_entries() {
    let (long, short, value) = (20, 21, 2);
    let window = |cells: u64| 43 * cells * 512 * value;
    let compressed =
        |of_4: u64, of_128: u64| (short * of_4 * (512 + 128) + long * of_128 * 512) * value;
    let found = cache("deepseek-v4-flash", tokens(65_536));
    assert_eq!(found.kv.get(), window(768) + compressed(16_384, 512));
    // 8192 / 128 are 64 entries, of which 256 are kept.
    let found = cache("deepseek-v4-flash", tokens(8_192));
    assert_eq!(found.kv.get(), window(768) + compressed(2_048, 256));
    // What is not complete yet, in 32-bit floats, for entries and their scores: two overlapping
    // stretches of 4 in twice the width, or one of 128.
    let states = 2 * 4 * (short * 8 * 2 * (512 + 128) + long * 128 * 512);
    assert_eq!(found.recurrent.get(), states);
}

/// Each sequence has streams of its own, even where the sequences share one context.
#[test]
fn deepseek_v4_keeps_its_sequences_apart() {
    let one = cache("deepseek-v4-flash", tokens(8_192));
    let shared = Settings {
        sequences: 4,
        ..tokens(8_192)
    };
    assert_eq!(
        cache("deepseek-v4-flash", shared).kv.get(),
        4 * one.kv.get()
    );
    let divided = Settings {
        sequences: 4,
        unified: false,
        ..tokens(4 * 8_192)
    };
    assert_eq!(
        cache("deepseek-v4-flash", divided).kv.get(),
        4 * one.kv.get()
    );
}

/// `llama-kv-cache-dsa`: beside the latent vector of 512 + 64 values an indexer's key of 128.
#[test]
fn deepseek_v3_2_keeps_the_keys_of_its_indexer() {
    let found = cache("deepseek-v3.2", tokens(4_096));
    assert_eq!(found.kv.get(), 61 * 4_096 * (576 + 128) * 2);
    let without = cache("deepseek-v3", tokens(4_096));
    assert_eq!(without.kv.get(), 61 * 4_096 * 576 * 2);
}

/// `gemma3n`: the first 20 layers have a cache, every fifth of them of the whole context, the
/// others of a window of 512 tokens and a batch.
#[test]
fn gemma_3n_shares_the_cache_of_its_first_twenty_layers() {
    for model in ["gemma-3n-e2b", "gemma-3n-e4b"] {
        let found = cache(model, tokens(16_384));
        let cells = 4 * 16_384 + 16 * (512 + 512);
        assert_eq!(found.kv.get(), cells * 2 * (2 * 256) * 2, "{model}");
    }
}

/// `falcon-h1`: attention and a state space in every layer. Keys and values are kept of all 44
/// layers, and of each `3 × (inner + 2 × groups × state)` inputs and `state × inner` values.
#[test]
fn falcon_h1_has_cache_and_state_in_every_layer() {
    let catalog = headroom_data::catalog().unwrap();
    let (_, model) = catalog.find_model("falcon-h1-7b").unwrap();
    let state = model.architecture.recurrent.as_ref().unwrap();
    // Its published shape: 24 heads of 128, state 256, one group, two key heads of 128.
    assert_eq!(
        (state.inner, state.state, state.groups),
        (Some(3_072), Some(256), Some(1))
    );
    let found = cache("falcon-h1-7b", tokens(4_096));
    assert_eq!(found.kv.get(), 44 * 4_096 * 2 * (2 * 128) * 2);
    let each = 3 * (3_072 + 2 * 256) + 256 * 3_072;
    assert_eq!(found.recurrent.get(), 44 * each * 4);
}

/// `nemotron-h`: each layer is one thing. Of 52 layers of the 8B 24 are recurrent, with 128 heads
/// of 64, state 128 and 8 groups, and 4 attend, with 8 key heads of 128.
#[test]
fn nemotron_h_counts_each_kind_of_layer() {
    let found = cache("nemotron-h-8b", tokens(4_096));
    assert_eq!(found.kv.get(), 4 * 4_096 * 2 * (8 * 128) * 2);
    let each = 3 * (8_192 + 2 * 8 * 128) + 128 * 8_192;
    assert_eq!(found.recurrent.get(), 24 * each * 4);
}

/// `kimi-linear`: 7 of 27 layers keep a latent vector of 576 values, the other 20 three
/// convolutions over 32 heads of 128 and a matrix of 128 × 128 for each head.
#[test]
fn kimi_linear_keeps_latent_vectors_and_matrices() {
    let found = cache("kimi-linear-48b-a3b", tokens(4_096));
    assert_eq!(found.kv.get(), 7 * 4_096 * 576 * 2);
    let each = 3 * 3 * 4_096 + 32 * 128 * 128;
    assert_eq!(found.recurrent.get(), 20 * each * 4);
}

/// `mamba`: a first-generation state space convolves its inner width alone.
#[test]
fn mamba_has_no_groups() {
    // 64 layers, inner width 5120, state 16.
    let found = cache("mamba-2.8b", tokens(4_096));
    assert_eq!(found.kv.get(), 0);
    assert_eq!(found.recurrent.get(), 64 * 4 * (3 * 5_120 + 16 * 5_120));
}

/// `mimo2`: keys of 192 values and values of 128; 4 heads in the 9 full layers, 8 in the 39 with
/// a window of 128.
#[test]
fn mimo_v2_has_more_heads_in_its_windows() {
    let found = cache("mimo-v2-flash", tokens(32_768));
    let full = 9 * 32_768 * 4 * (192 + 128);
    let windowed = 39 * 768 * 8 * (192 + 128);
    assert_eq!(found.kv.get(), 2 * (full + windowed));
}

/// `deci`: blocks without attention keep nothing. 49 of 80 layers have it, with 8 heads of 128.
#[test]
fn nemotron_nas_keeps_nothing_of_blocks_without_attention() {
    let found = cache("llama-3.3-nemotron-super-49b-v1", tokens(4_096));
    assert_eq!(found.kv.get(), 49 * 4_096 * 2 * (8 * 128) * 2);
}
