//! Families of which the catalog has no model, by hand.

use headroom_core::catalog::huggingface::architecture;
use headroom_core::ggml::FileType;
use headroom_core::memory::llama_cpp::{Imatrix, ModelLayout, Settings};
use headroom_core::units::Tokens;
use serde_json::{Value, json};

fn layout(config: &Value) -> ModelLayout {
    ModelLayout::new(&architecture(config).unwrap())
}

/// Twelve layers of `12 × 768² + 13 × 768`, 50,257 tokens and 1,024 positions of 768, a norm.
#[test]
fn gpt2_has_positions_and_biases() {
    let config = json!({"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "n_embd": 768,
        "n_head": 12, "n_layer": 12, "n_positions": 1024, "n_ctx": 1024, "vocab_size": 50257});
    let layer = 12 * 768 * 768 + 13 * 768;
    let count = 12 * layer + (50_257 + 1_024) * 768 + 2 * 768;
    assert_eq!(count, 124_439_808, "the published count");
    assert_eq!(layout(&config).parameters(), count);
}

/// StarCoderBase 1B: one key and one value head of 128 for all sixteen.
#[test]
fn starcoder_shares_one_key_head() {
    let config = json!({"model_type": "gpt_bigcode", "n_embd": 2048, "n_head": 16, "n_inner": 8192,
        "n_layer": 24, "n_positions": 8192, "multi_query": true, "vocab_size": 49152});
    let (h, fused) = (2_048, 2_048 + 2 * 128);
    let layer = 4 * h + (h + 1) * fused + (h + 1) * h + (h + 1) * 4 * h + (4 * h + 1) * h;
    let count = 24 * layer + (49_152 + 8_192) * h + 2 * h;
    assert_eq!(count, 1_137_207_296, "the published count");
    let layout = layout(&config);
    assert_eq!(layout.parameters(), count);
    // 24 layers × 4,096 tokens × (128 + 128) values × 2 bytes.
    let settings = Settings::new(Tokens::new(4_096));
    assert_eq!(layout.cache(&settings).kv.get(), 24 * 4_096 * 256 * 2);
}

/// Pythia 2.8B. A public log of a V100 states 5,049.71 MiB of weights on the device, 245.62 on the
/// host and 640 of the cache at 2,048 tokens, in F16.
#[test]
fn pythia_is_as_large_as_a_log_says() {
    let config = json!({"model_type": "gpt_neox", "hidden_size": 2560, "intermediate_size": 10240,
        "num_attention_heads": 32, "num_hidden_layers": 32, "vocab_size": 50304,
        "rotary_pct": 0.25, "use_parallel_residual": true, "tie_word_embeddings": false});
    let layout = layout(&config);
    let layer = 12 * 2_560 * 2_560 + 13 * 2_560;
    let count = 32 * layer + 2 * 50_304 * 2_560 + 2 * 2_560;
    assert_eq!(count, 2_775_208_960, "the published count");
    assert_eq!(layout.parameters(), count);
    let weights = layout.weights(FileType::F16, Imatrix::Without);
    let hundredths = |bytes: u64| (bytes * 100 + (1 << 19)) >> 20;
    assert_eq!(hundredths(weights.device.get()), 504_971);
    // 245.625 MiB to the byte.
    assert_eq!(weights.host.get(), 50_304 * 2_560 * 2);
    let settings = Settings::new(Tokens::new(2_048));
    assert_eq!(layout.cache(&settings).kv.get(), 640 << 20);
}

/// BLOOM 560M: the embedding is normalised too.
#[test]
fn bloom_normalises_its_embedding() {
    let config = json!({"model_type": "bloom", "n_embed": 1024, "n_layer": 24,
        "num_attention_heads": 16, "n_inner": null, "vocab_size": 250880});
    let layer = 12 * 1_024 * 1_024 + 13 * 1_024;
    let count = 24 * layer + 250_880 * 1_024 + 2 * 2 * 1_024;
    assert_eq!(count, 559_214_592, "the published count");
    assert_eq!(layout(&config).parameters(), count);
}

/// MPT 7B has no bias anywhere.
#[test]
fn mpt_has_no_biases() {
    let config = json!({"model_type": "mpt", "d_model": 4096, "n_heads": 32, "n_layers": 32,
        "expansion_ratio": 4, "no_bias": true, "vocab_size": 50432,
        "attn_config": {"alibi": true, "clip_qkv": null}});
    let count = 32 * (12 * 4_096 * 4_096 + 2 * 4_096) + 50_432 * 4_096 + 4_096;
    assert_eq!(count, 6_649_286_656, "the published count");
    assert_eq!(layout(&config).parameters(), count);
}

/// Arctic: 128 experts of three 7168 × 4864 matrices, a router, a dense network of 7168 × 7168
/// beside them and three norms in each of 35 layers.
#[test]
fn arctic_has_a_dense_network_beside_its_experts() {
    let config = json!({"model_type": "arctic", "hidden_size": 7168, "intermediate_size": 4864,
        "num_hidden_layers": 35, "num_attention_heads": 56, "num_key_value_heads": 8,
        "num_local_experts": 128, "num_experts_per_tok": 2, "parallel_attn_mlp_res": true,
        "vocab_size": 32000, "tie_word_embeddings": false});
    let h = 7_168;
    let attention = 2 * h * h + 2 * h * 1_024;
    let layer = attention + 3 * h * h + 128 * 3 * h * 4_864 + 128 * h + 3 * h;
    assert_eq!(
        layout(&config).parameters(),
        35 * layer + 2 * 32_000 * h + h
    );
}

/// Bamba: state spaces but for the listed layers, whose length of a head is `2 × 4096 / 128`.
#[test]
fn bamba_attends_in_the_listed_layers() {
    let config = json!({"model_type": "bamba", "hidden_size": 4096, "intermediate_size": 14336,
        "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8,
        "attn_layer_indices": [9, 18, 27], "mamba_n_heads": 128, "mamba_d_head": "auto",
        "mamba_d_state": 128, "mamba_n_groups": 1, "mamba_expand": 2, "vocab_size": 128256});
    let cache = layout(&config).cache(&Settings::new(Tokens::new(1_024)));
    assert_eq!(cache.kv.get(), 3 * 1_024 * (1_024 + 1_024) * 2);
    // 29 layers: 3 × (8192 + 2 × 128) convolved inputs and 128 × 8192 of state in 32-bit floats.
    assert_eq!(cache.recurrent.get(), 29 * 4 * (3 * 8_448 + 128 * 8_192));
}

/// AFMoE: three layers of four see a window, by llama.cpp's pattern and the configuration's.
#[test]
fn afmoe_has_windows_in_three_layers_of_four() {
    let config = json!({"model_type": "afmoe", "hidden_size": 1024, "intermediate_size": 3072,
        "num_hidden_layers": 56, "num_attention_heads": 8, "num_key_value_heads": 2,
        "head_dim": 128, "num_experts": 128, "num_experts_per_tok": 8, "num_shared_experts": 1,
        "moe_intermediate_size": 256, "num_dense_layers": 2, "global_attn_every_n_layers": 4,
        "sliding_window": 2048, "vocab_size": 200192, "tie_word_embeddings": false});
    let layout = layout(&config);
    // The published count of Trinity Nano.
    assert_eq!(layout.parameters(), 6_120_003_328);
    let cache = layout.cache(&Settings::new(Tokens::new(32_768)));
    // Windows hold 2048 tokens and a batch of 512.
    let cells = 14 * 32_768 + 42 * (2_048 + 512);
    assert_eq!(cache.kv.get(), cells * 2 * 256 * 2);
}
