//! Reads the shape of a model from its Hugging Face `config.json`.
//!
//! [`architecture`] knows the model types in the tables of the files here, one file for each group of
//! families. Names of fields vary from family to family; a field that is null counts as missing.

mod dense;
mod error;
mod expert;
mod fields;
mod gemma;
mod hybrid;
mod latent;
mod linear;
mod windowed;

pub use error::ConfigError;

use serde_json::Value;

use super::{Architecture, Attention, Blocks, Layers, PerLayer};
use fields::Fields;

/// How a model type is read.
struct Family {
    /// `model_type` in the configuration.
    model_type: &'static str,
    /// The architecture's name in llama.cpp.
    name: &'static str,
    /// Whether the output matrix is the embedding where the configuration does not say so.
    tied: bool,
    /// Adds what the type has beyond the fields that all share.
    complete: Complete,
}

/// Completes a shape that holds the shared fields.
type Complete = fn(&Fields<'_>, &mut Architecture) -> Result<(), ConfigError>;

/// Writes a row of a table.
const fn family(
    model_type: &'static str,
    name: &'static str,
    tied: bool,
    complete: Complete,
) -> Family {
    Family {
        model_type,
        name,
        tied,
        complete,
    }
}

/// The tables of all groups.
const GROUPS: &[&[Family]] = &[
    dense::FAMILIES,
    windowed::FAMILIES,
    expert::FAMILIES,
    latent::FAMILIES,
    hybrid::FAMILIES,
    linear::FAMILIES,
    gemma::FAMILIES,
];

/// The keys under which models of pictures or sound keep the configuration of their text part.
const TEXT_PARTS: &[&str] = &[
    "text_config",
    "llm_config",
    "language_config",
    "thinker_config",
];

/// The most layers that are read.
const MAX_LAYERS: u32 = super::layers::MAX_LAYERS;
/// The largest width that is read.
const MAX_WIDTH: u32 = 1 << 24;

/// The shape that `config`, the contents of a `config.json`, describes: its text part where it
/// has several.
///
/// # Errors
/// A model type that is not known, a field that is missing or out of range.
pub fn architecture(config: &Value) -> Result<Architecture, ConfigError> {
    let Value::Object(outer) = config else {
        return Err(ConfigError::NotAnObject);
    };
    let mut inner = outer;
    // The text part of a thinking and talking model is nested twice.
    for _ in 0..2 {
        let part = TEXT_PARTS.iter().find_map(|key| inner.get(*key));
        match part.and_then(Value::as_object) {
            Some(part) => inner = part,
            None => break,
        }
    }
    let fields = Fields::new(inner, outer);
    let family = family_of(&fields)?;
    let mut shape = shared(&fields, family)?;
    (family.complete)(&fields, &mut shape)?;
    let headless = shape
        .attention
        .as_ref()
        .is_some_and(|attention| attention.heads == PerLayer::Same(0));
    if headless {
        return Err(ConfigError::Missing("num_attention_heads"));
    }
    Ok(shape)
}

/// The row of a configuration's model type: of the text part, or of the whole where the text part
/// names none that is known.
fn family_of(fields: &Fields<'_>) -> Result<&'static Family, ConfigError> {
    let named = fields.model_types();
    let known = named.iter().find_map(|name| {
        let mut rows = GROUPS.iter().copied().flatten();
        rows.find(|row| row.model_type == *name)
    });
    match (known, named.first()) {
        (Some(family), _) => Ok(family),
        (None, Some(name)) => Err(ConfigError::UnknownModelType((*name).to_owned())),
        (None, None) => Err(ConfigError::Missing("model_type")),
    }
}

/// The shape by the fields that all families share.
fn shared(fields: &Fields<'_>, family: &Family) -> Result<Architecture, ConfigError> {
    let layers = fields.count(&["num_hidden_layers", "n_layer", "num_layers"], MAX_LAYERS)?;
    let hidden = fields.count(&["hidden_size", "n_embd", "d_model"], MAX_WIDTH)?;
    let tied = fields.flag(&["tie_word_embeddings", "tie_embedding"]);
    Ok(Architecture {
        name: family.name.to_owned(),
        in_llama_cpp: Some(true),
        config_type: Some(family.model_type.to_owned()),
        layers,
        hidden,
        vocabulary: fields.count(&["vocab_size", "padded_vocab_size"], MAX_WIDTH)?,
        tied_embeddings: tied.unwrap_or(family.tied),
        feed_forward: fields
            .width(&["intermediate_size", "ffn_hidden_size", "n_inner"])?
            .map(PerLayer::Same),
        feed_forward_layers: None,
        attention: Some(attention(fields, hidden)?),
        experts: None,
        recurrent: None,
        prediction: None,
        blocks: Blocks::default(),
        rope_scaling: fields.rope_type(),
        native_quantization: None,
    })
}

/// Grouped-query attention by the fields that all families share.
fn attention(fields: &Fields<'_>, hidden: u32) -> Result<Attention, ConfigError> {
    let heads = fields
        .width(&["num_attention_heads", "n_head", "num_heads"])?
        .unwrap_or_default();
    let kv_heads = fields.width(&[
        "num_key_value_heads",
        "num_kv_heads",
        "multi_query_group_num",
    ])?;
    let stated = fields.width(&["head_dim", "kv_channels", "attention_head_dim"])?;
    let length = match stated {
        Some(length) => length,
        None => hidden.checked_div(heads).unwrap_or_default(),
    };
    Ok(Attention {
        heads: PerLayer::Same(heads),
        kv_heads: PerLayer::Same(kv_heads.unwrap_or(heads)),
        key_length: Some(PerLayer::Same(length)),
        value_length: Some(PerLayer::Same(length)),
        rotary_length: fields.rotary_length(length),
        layers: None,
        window: None,
        chunk: None,
        cross_layers: None,
        shared_kv_layers: None,
        latent: None,
        compressed: None,
        sparse_index: None,
        bias: fields
            .flag(&["attention_bias", "qkv_bias", "add_qkv_bias"])
            .unwrap_or(false),
        output_bias: false,
        query_key_norm: None,
        sinks: None,
        output_gate: None,
        key_is_value_layers: None,
        value_norm: false,
    })
}

/// The layers for which `holds`.
fn layers_where(layers: u32, holds: impl Fn(u32) -> bool) -> Layers {
    (0..layers).filter(|&layer| holds(layer)).collect()
}

/// Changes the attention of a shape that has one.
fn with_attention(shape: &mut Architecture, change: impl FnOnce(&mut Attention)) {
    if let Some(attention) = &mut shape.attention {
        change(attention);
    }
}
