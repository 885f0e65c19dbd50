//! Reads the shape of a model from its Hugging Face `config.json`.
//!
//! [`architecture`] knows the model types in the tables of the files here, one file for each group of
//! families. Names of fields vary from family to family; a field that is null counts as missing.

mod class_name;
mod compressed;
mod cross_attention;
mod defaults;
mod dense;
mod error;
mod fields;
mod gemma;
mod gpt;
mod hybrid;
mod latent;
mod linear_attention;
mod moe;
mod moe_shared;
mod per_layer;
mod sliding_window;

pub use error::ConfigError;

use serde_json::Value;

use super::{Architecture, Attention, Blocks, Layers, PerLayer};
use fields::Fields;

/// The rules by which a model type is read.
struct Family {
    /// `model_type` in the configuration.
    model_type: &'static str,
    /// The architecture's name in llama.cpp.
    name: &'static str,
    /// True if the output matrix is the embedding where the configuration does not say.
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
    sliding_window::FAMILIES,
    moe::FAMILIES,
    latent::FAMILIES,
    hybrid::FAMILIES,
    linear_attention::FAMILIES,
    gemma::FAMILIES,
    gpt::FAMILIES,
    moe_shared::FAMILIES,
    per_layer::FAMILIES,
    compressed::FAMILIES,
    cross_attention::FAMILIES,
];

/// The keys under which models of pictures or sound keep the configuration of their text part.
const TEXT_PARTS: &[&str] = &[
    "text_config",
    "llm_config",
    "language_config",
    "thinker_config",
];

/// The names of the number of layers.
const LAYERS: &[&str] = &["num_hidden_layers", "n_layer", "num_layers", "n_layers"];

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
    if shape.feed_forward.is_none() && (0..shape.layers).any(|layer| is_dense(&shape, layer)) {
        return Err(ConfigError::Missing("intermediate_size"));
    }
    if shape.experts.is_none() {
        without_experts(&fields)?;
    }
    Ok(shape)
}

/// Refuses a configuration that names experts although its model type, as it is read, has none.
fn without_experts(fields: &Fields<'_>) -> Result<(), ConfigError> {
    let enabled = fields.flag(&["enable_moe_block"]).unwrap_or(true);
    let count = fields.width(moe::COUNT)?.unwrap_or_default();
    if enabled && count > 1 {
        return Err(ConfigError::Invalid {
            field: "num_experts",
            expected: "a field of a model without experts",
        });
    }
    Ok(())
}

/// True if `layer` has a dense network.
fn is_dense(shape: &Architecture, layer: u32) -> bool {
    let networks = shape.feed_forward_layers.as_ref();
    let experts = shape.experts.as_ref();
    networks.is_none_or(|layers| layers.contains(layer))
        && experts.is_none_or(|experts| !experts.layers.contains(layer))
}

/// The row of a configuration's model type: of the text part, or of the whole where the text part
/// names none that is known; of its class where neither names a type.
fn family_of(fields: &Fields<'_>) -> Result<&'static Family, ConfigError> {
    let rows = || GROUPS.iter().copied().flatten();
    let named = fields.model_types();
    let known = named
        .iter()
        .find_map(|name| rows().find(|row| row.model_type == *name));
    match (known, named.first(), fields.class()) {
        (Some(family), ..) => Ok(family),
        (None, Some(name), _) => Err(ConfigError::UnknownModelType((*name).to_owned())),
        (None, None, Some(class)) => rows()
            .find(|row| class_name::is_of(class, row.model_type))
            .ok_or_else(|| ConfigError::UnknownModelType(class.to_owned())),
        (None, None, None) => Err(ConfigError::Missing("model_type")),
    }
}

/// The shape by the fields that all families share.
fn shared(fields: &Fields<'_>, family: &Family) -> Result<Architecture, ConfigError> {
    let layers = fields.count(LAYERS, MAX_LAYERS)?;
    let hidden = fields.count(&["hidden_size", "n_embd", "d_model", "n_embed"], MAX_WIDTH)?;
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
            .per_layer(&["intermediate_size", "ffn_hidden_size", "n_inner"], layers)?,
        feed_forward_layers: None,
        attention: Some(attention(fields, layers, hidden)?),
        experts: None,
        recurrent: None,
        prediction: None,
        blocks: Blocks::default(),
        rope_scaling: fields.rope_type(),
        native_quantization: None,
    })
}

/// Grouped-query attention by the fields that all families share.
fn attention(fields: &Fields<'_>, layers: u32, hidden: u32) -> Result<Attention, ConfigError> {
    let heads = fields.per_layer(
        &["num_attention_heads", "n_head", "num_heads", "n_heads"],
        layers,
    )?;
    let heads = heads.unwrap_or(PerLayer::Same(0));
    let kv_heads = fields.per_layer(
        &[
            "num_key_value_heads",
            "num_kv_heads",
            "multi_query_group_num",
            "num_attention_groups",
        ],
        layers,
    )?;
    let stated = fields.width(&["head_dim", "kv_channels", "attention_head_dim"])?;
    let length = match stated.filter(|&length| length > 0) {
        Some(length) => length,
        None => heads
            .at(0)
            .and_then(|heads| hidden.checked_div(heads))
            .unwrap_or_default(),
    };
    Ok(Attention {
        kv_heads: kv_heads.unwrap_or_else(|| heads.clone()),
        heads,
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
