//! The defaults of a model type for fields that its configuration leaves out, as the configuration
//! classes of `transformers` state them.

/// Fields of a model type and the numbers that they take.
pub(super) type Row = (&'static [&'static str], &'static [(&'static str, u32)]);

/// Numbers that hold in every configuration of the type.
pub(super) const EVERYWHERE: &[Row] = &[
    (
        &[
            "gemma",
            "gemma2",
            "gemma3",
            "gemma3_text",
            "gemma3n",
            "gemma3n_text",
            "gemma4_text",
            "qwen3_next",
            "qwen3_5_text",
            "qwen3_5_moe_text",
        ],
        &[("head_dim", 256)],
    ),
    (
        &[
            "qwen3",
            "qwen3_vl_text",
            "glm",
            "glm4",
            "glm4_moe",
            "ministral3",
            "llama4_text",
            "ernie4_5",
            "seed_oss",
            "afmoe",
            "hy_v3",
            "nemotron_h",
        ],
        &[("head_dim", 128)],
    ),
    (
        &["gemma3", "gemma3_text"],
        &[
            ("num_attention_heads", 8),
            ("num_key_value_heads", 4),
            ("vocab_size", 262_208),
        ],
    ),
    (&["gpt_oss"], &[("head_dim", 64)]),
    (&["bamba"], &[("num_key_value_heads", 8)]),
    (&["falcon_mamba", "mamba"], &[("state_size", 16)]),
    (
        &["jamba"],
        &[
            ("vocab_size", 65_536),
            ("num_experts", 16),
            ("num_experts_per_tok", 2),
        ],
    ),
    (&["deepseek_v3"], &[("first_k_dense_replace", 3)]),
    (&["exaone_moe", "glm4_moe"], &[("first_k_dense_replace", 1)]),
];

/// Numbers that hold where the type is a part of a whole: such a part is saved without the fields
/// that equal its type's, a configuration on its own with all of them.
pub(super) const IN_PARTS: &[Row] = &[
    (
        &["llama"],
        &[
            ("hidden_size", 4_096),
            ("intermediate_size", 11_008),
            ("num_hidden_layers", 32),
            ("num_attention_heads", 32),
            ("vocab_size", 32_000),
        ],
    ),
    (
        &["mistral"],
        &[
            ("hidden_size", 4_096),
            ("intermediate_size", 14_336),
            ("num_hidden_layers", 32),
            ("num_attention_heads", 32),
            ("num_key_value_heads", 8),
            ("vocab_size", 32_000),
        ],
    ),
    (
        &["qwen2", "qwen3"],
        &[
            ("hidden_size", 4_096),
            ("intermediate_size", 22_016),
            ("num_hidden_layers", 32),
            ("num_attention_heads", 32),
            ("num_key_value_heads", 32),
            ("vocab_size", 151_936),
        ],
    ),
    (
        &["phi3"],
        &[
            ("hidden_size", 3_072),
            ("intermediate_size", 8_192),
            ("num_hidden_layers", 32),
            ("num_attention_heads", 32),
            ("vocab_size", 32_064),
        ],
    ),
    (
        &["gemma"],
        &[
            ("hidden_size", 3_072),
            ("intermediate_size", 24_576),
            ("num_hidden_layers", 28),
            ("num_attention_heads", 16),
            ("num_key_value_heads", 16),
            ("vocab_size", 256_000),
        ],
    ),
    (
        &["gemma2"],
        &[
            ("hidden_size", 2_304),
            ("intermediate_size", 9_216),
            ("num_hidden_layers", 26),
            ("num_attention_heads", 8),
            ("num_key_value_heads", 4),
            ("vocab_size", 256_000),
            ("sliding_window", 4_096),
        ],
    ),
    (
        &["gemma3", "gemma3_text"],
        &[
            ("hidden_size", 2_304),
            ("intermediate_size", 9_216),
            ("num_hidden_layers", 26),
            ("sliding_window", 4_096),
        ],
    ),
    (
        &["gemma3n", "gemma3n_text"],
        &[
            ("hidden_size", 2_048),
            ("intermediate_size", 16_384),
            ("num_hidden_layers", 35),
            ("num_attention_heads", 8),
            ("num_key_value_heads", 2),
            ("vocab_size", 262_400),
            ("sliding_window", 512),
        ],
    ),
];
