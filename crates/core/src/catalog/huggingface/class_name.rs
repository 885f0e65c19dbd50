//! Names of model classes, which tell the model type where a configuration does not.

/// The endings of class names, the longest first.
const ENDINGS: &[&str] = &[
    "ForConditionalGeneration",
    "LMHeadModel",
    "ForCausalLM",
    "Model",
];

/// Model types whose classes are named otherwise.
const OTHERWISE: &[(&str, &str)] = &[
    ("HunYuanDenseV1", "hunyuan_v1_dense"),
    ("HunYuanMoEV1", "hunyuan_v1_moe"),
    ("BailingMoeV2", "bailing_moe_v2"),
    ("DeciLM", "nemotron-nas"),
    ("RW", "falcon"),
    ("Grok1", "grok"),
    ("GPTBigCode", "gpt_bigcode"),
    ("StableLMEpoch", "stablelm"),
    ("KimiK25", "kimi_k2"),
];

/// True if `class` is the class of `model_type`: its name without the ending, in small letters and
/// with underscores (`Qwen2MoeForCausalLM`, `qwen2_moe`).
pub(super) fn is_of(class: &str, model_type: &str) -> bool {
    let stem = ENDINGS
        .iter()
        .find_map(|ending| class.strip_suffix(ending))
        .unwrap_or(class);
    let otherwise = OTHERWISE.iter().find(|(name, _)| *name == stem);
    if let Some((_, named)) = otherwise {
        return *named == model_type;
    }
    letters(stem).eq(letters(model_type))
}

/// The letters and digits of a name, in small letters.
fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    let known = name.chars().filter(char::is_ascii_alphanumeric);
    known.map(|letter| letter.to_ascii_lowercase())
}
