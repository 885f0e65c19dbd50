//! Configurations whose fields are missing, null, in another place or in another form.

use crate::ground_truth::configs;
use headroom_core::catalog::huggingface::{ConfigError, architecture};
use headroom_core::ggml::FileType;
use headroom_core::memory::llama_cpp::{Imatrix, ModelLayout};
use serde_json::{Map, Value, json};

fn layout(config: &Value) -> Result<ModelLayout, ConfigError> {
    architecture(config).map(|shape| ModelLayout::new(&shape))
}

fn weights(layout: &ModelLayout) -> f64 {
    layout
        .weights(FileType::Q4KM, Imatrix::Without)
        .file
        .as_f64()
}

/// The text part of a configuration, and the way to write it back.
fn text_part(config: &Value) -> (Map<String, Value>, Vec<&'static str>) {
    let (mut part, mut path) = (config, Vec::new());
    while let Some(key) = ["text_config", "llm_config", "thinker_config"]
        .into_iter()
        .find(|key| part.get(*key).is_some())
    {
        part = &part[key];
        path.push(key);
    }
    (part.as_object().unwrap().clone(), path)
}

fn with_part(config: &Value, path: &[&'static str], part: Map<String, Value>) -> Value {
    let mut whole = config.clone();
    let mut place = &mut whole;
    for key in path {
        place = &mut place[*key];
    }
    *place = Value::Object(part);
    whole
}

/// Without a field the answer is that of the type's default, or an error; never a shape that is
/// twice as large or half as small.
#[test]
fn a_field_that_is_missing_or_null_is_a_default_or_an_error() {
    let mut wrong = Vec::new();
    let (mut equal, mut other, mut refused) = (0, 0, 0);
    for row in configs().unwrap() {
        let whole = layout(&row.config).unwrap();
        let (part, path) = text_part(&row.config);
        for field in part.keys() {
            let mut without = part.clone();
            without.remove(field);
            let mut null = part.clone();
            null[field] = Value::Null;
            for changed in [without, null] {
                let changed = with_part(&row.config, &path, changed);
                match layout(&changed) {
                    Ok(found) if found == whole => equal += 1,
                    Ok(found) => {
                        other += 1;
                        let times = weights(&found) / weights(&whole);
                        if !(0.5..=2.0).contains(&times) {
                            wrong.push(format!("{} without {field}: {times}", row.catalog));
                        }
                    }
                    Err(error) => {
                        refused += 1;
                        assert!(!error.to_string().is_empty());
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        equal > 1_000 && other > 100 && refused > 500,
        "{equal} {other} {refused}"
    );
}

#[test]
fn a_text_part_is_read_wherever_it_is() {
    for row in configs().unwrap() {
        let whole = layout(&row.config).unwrap();
        let (part, path) = text_part(&row.config);
        for key in ["text_config", "llm_config", "language_config"] {
            let nested =
                json!({"model_type": "seeing", key: part, "vision_config": {"model_type": "eye"}});
            assert!(
                layout(&nested).as_ref() == Ok(&whole),
                "{} in {key}",
                row.catalog
            );
        }
        // What goes with a published model beside its shape changes nothing.
        let mut dressed = part.clone();
        dressed.insert("torch_dtype".into(), json!("bfloat16"));
        dressed.insert(
            "quantization_config".into(),
            json!({"quant_method": "fp8", "bits": 8}),
        );
        dressed.insert("transformers_version".into(), json!("4.57.1"));
        let dressed = Value::Object(dressed);
        let tied = row.config.get("tie_word_embeddings");
        if tied.is_none() || part.contains_key("tie_word_embeddings") {
            match layout(&dressed) {
                Ok(found) => assert!(found == whole, "{} on its own", row.catalog),
                // A part may lean on what its type takes in parts only.
                Err(error) => assert!(!path.is_empty(), "{} on its own: {error}", row.catalog),
            }
        }
    }
}

/// `{Model}ForCausalLM` names the model type in most configurations; a model type that is named
/// and not known is never replaced by it.
#[test]
fn the_class_tells_the_model_type_only_where_none_is_named() {
    let shape = json!({
        "hidden_size": 2048, "intermediate_size": 8192, "num_hidden_layers": 16,
        "num_attention_heads": 32, "num_key_value_heads": 8, "vocab_size": 128_256,
        "num_experts": 1, "tie_word_embeddings": true
    });
    for (class, model_type) in [
        ("LlamaForCausalLM", "llama"),
        ("Qwen2ForCausalLM", "qwen2"),
        ("Gemma2ForCausalLM", "gemma2"),
        ("Phi3ForCausalLM", "phi3"),
        ("GPTNeoXForCausalLM", "gpt_neox"),
        ("StableLmForCausalLM", "stablelm"),
        ("HunYuanDenseV1ForCausalLM", "hunyuan_v1_dense"),
        ("Gemma3ForConditionalGeneration", "gemma3"),
        ("InternLM2ForCausalLM", "internlm2"),
    ] {
        let mut by_class = shape.clone();
        by_class["architectures"] = json!([class]);
        let mut by_type = shape.clone();
        by_type["model_type"] = json!(model_type);
        let named = architecture(&by_type).unwrap();
        assert_eq!(architecture(&by_class).as_ref(), Ok(&named), "{class}");
        let mut both = by_class.clone();
        both["model_type"] = json!("abacus");
        assert_eq!(
            architecture(&both),
            Err(ConfigError::UnknownModelType("abacus".into()))
        );
    }
    let unknown = json!({"architectures": ["AbacusForCausalLM"], "hidden_size": 64});
    assert_eq!(
        architecture(&unknown),
        Err(ConfigError::UnknownModelType("AbacusForCausalLM".into()))
    );
}

/// A part of a whole is saved without the fields that equal its type's: LLaVA 1.5 keeps of its
/// Llama 2 7B (6,738,415,616 parameters) only the 64 rows more of the vocabulary, in two matrices.
#[test]
fn a_part_of_a_whole_takes_the_numbers_of_its_type() {
    let parameters = |config: Value| layout(&config).unwrap().parameters();
    let text = json!({"model_type": "llama", "vocab_size": 32_064});
    let whole = json!({"model_type": "llava", "text_config": text});
    assert_eq!(parameters(whole), 6_738_415_616 + 2 * 64 * 4_096);
    // On its own nothing is guessed.
    assert_eq!(
        layout(&text),
        Err(ConfigError::Missing("num_hidden_layers"))
    );
    // The heads of Gemma are 256 long whatever the hidden size: 2304 / 8 would be 288.
    // 2,614,341,888 is the published count of Gemma 2 2B; 257,216 rows stand in for 256,000.
    let text = json!({"model_type": "gemma2", "num_hidden_layers": 26, "hidden_size": 2304,
        "intermediate_size": 9216, "num_attention_heads": 8, "num_key_value_heads": 4,
        "vocab_size": 257_216});
    let whole = json!({"model_type": "paligemma", "text_config": text});
    assert_eq!(parameters(whole), 2_614_341_888 + 1_216 * 2_304);
    assert_eq!(parameters(text), 2_614_341_888 + 1_216 * 2_304);
}

/// A type that has no experts does not swallow a configuration that has.
#[test]
fn experts_that_a_type_does_not_have_are_refused() {
    let config = json!({"model_type": "llama", "hidden_size": 4096, "intermediate_size": 14336,
        "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8,
        "vocab_size": 32000, "num_local_experts": 8, "num_experts_per_tok": 2});
    assert_eq!(
        layout(&config).unwrap_err().to_string(),
        "num_experts is not a field of a model without experts"
    );
    let mut one = config;
    one["num_local_experts"] = json!(1);
    assert!(layout(&one).is_ok());
}

#[test]
fn a_dense_network_without_a_width_is_refused() {
    let mut config = json!({"model_type": "qwen3", "hidden_size": 4096, "num_hidden_layers": 32,
        "num_attention_heads": 32, "vocab_size": 32000});
    assert_eq!(
        layout(&config),
        Err(ConfigError::Missing("intermediate_size"))
    );
    config["intermediate_size"] = vec![11_008; 31].into();
    assert_eq!(
        layout(&config).unwrap_err().to_string(),
        "intermediate_size is not a list of whole numbers in range, one for each layer"
    );
    config["intermediate_size"] = vec![11_008; 32].into();
    let listed = layout(&config).unwrap();
    config["intermediate_size"] = json!(11_008);
    assert!(layout(&config).unwrap() == listed);
}

/// The kinds of Nemotron-H layers are letters in one field or words in another.
#[test]
fn kinds_of_layers_are_letters_or_words() {
    let row = configs().unwrap().into_iter();
    let mut row = row.filter(|row| row.catalog == "nemotron-3-nano-30b-a3b");
    let mut config = row.next().unwrap().config;
    let by_letters = layout(&config).unwrap();
    let pattern = config["hybrid_override_pattern"]
        .as_str()
        .unwrap()
        .to_owned();
    let word = |letter| match letter {
        'M' => "mamba",
        '*' => "attention",
        'E' => "moe",
        _ => "mlp",
    };
    config
        .as_object_mut()
        .unwrap()
        .remove("hybrid_override_pattern");
    config["layers_block_type"] = pattern.chars().map(word).collect();
    assert!(layout(&config).unwrap() == by_letters);
    config["layers_block_type"] = pattern.chars().skip(1).map(word).collect();
    assert_eq!(
        layout(&config).unwrap_err().to_string(),
        "hybrid_override_pattern is not a pattern with a known kind for each layer"
    );
}
