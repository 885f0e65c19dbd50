//! Dense families with attention to the whole context.

use super::fields::Fields;
use super::{ConfigError, Family, PerLayer, family, with_attention};
use crate::catalog::{Architecture, Norm, QueryKeyNorm};

pub(super) const FAMILIES: &[Family] = &[
    family("llama", "llama", false, llama),
    family("mistral", "llama", false, plain),
    family("mistral3", "llama", false, plain),
    family("ministral3", "mistral3", false, plain),
    family("pixtral", "llama", false, plain),
    family("llava", "llama", false, plain),
    family("yi", "llama", false, plain),
    family("internlm3", "llama", false, plain),
    family("internlm2", "internlm2", false, plain),
    family("qwen2", "qwen2", false, biased),
    family("qwen2_vl", "qwen2vl", false, biased),
    family("qwen2_vl_text", "qwen2vl", false, biased),
    family("qwen2_5_vl", "qwen2vl", false, biased),
    family("qwen2_5_vl_text", "qwen2vl", false, biased),
    family("qwen3", "qwen3", false, normed),
    family("qwen3_vl", "qwen3vl", false, normed),
    family("qwen3_vl_text", "qwen3vl", false, normed),
    family("phi", "phi2", false, phi),
    family("phi3", "phi3", false, plain),
    family("phi4mm", "phi3", true, plain),
    family("phi4_multimodal", "phi3", true, plain),
    family("gemma", "gemma", true, plain),
    family("granite", "granite", false, plain),
    family("olmo", "olmo", false, olmo),
    family("olmo2", "olmo2", false, olmo2),
    family("smollm3", "smollm3", true, plain),
    family("seed_oss", "seed_oss", false, biased),
    family("arcee", "arcee", false, ungated),
    family("nemotron", "nemotron", false, nemotron),
    family("starcoder2", "starcoder2", true, starcoder),
    family("stablelm", "stablelm", false, stablelm),
    family("cohere", "command-r", true, cohere),
    family("exaone", "exaone", false, plain),
    family("glm", "chatglm", false, plain),
    family("chatglm", "chatglm", false, chatglm),
    family("glm4", "glm4", false, glm4),
    family("glm4v", "glm4", false, glm4),
    family("glm4v_text", "glm4", false, glm4),
    family("hunyuan_v1_dense", "hunyuan-dense", false, normed),
    family("ernie4_5", "ernie4_5", true, plain),
    family("minicpm", "minicpm", true, plain),
    family("baichuan", "baichuan", false, plain),
    family("mimo", "mimo", false, biased),
    family("falcon", "falcon", true, falcon),
    family("apertus", "apertus", false, apertus),
    family("qwen", "qwen", false, qwen),
    family("solar", "solar", false, plain),
    family("xverse", "xverse", false, plain),
    family("orion", "orion", false, orion),
    family("phi3_v", "phi3", false, plain),
    family("phi4-siglip", "phi3", false, plain),
    family("qwen2_5_omni_text", "qwen2vl", false, biased),
    family("Dream", "dream", false, biased),
    family("glm_ocr", "glm4", false, glm4),
    family("glm_ocr_text", "glm4", false, glm4),
];

/// Nothing beyond the shared fields.
pub(super) fn plain(_: &Fields<'_>, _: &mut Architecture) -> Result<(), ConfigError> {
    Ok(())
}

/// A bias of the attention is one of its output too; so may the network have one.
fn llama(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    with_attention(shape, |attention| attention.output_bias = attention.bias);
    shape.blocks.feed_forward_bias = fields.flag(&["mlp_bias"]).unwrap_or(false);
    Ok(())
}

/// Queries, keys and values have biases.
pub(super) fn biased(_: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    with_attention(shape, |attention| attention.bias = true);
    Ok(())
}

/// Queries and keys are normalised head by head.
pub(super) fn normed(_: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    with_attention(shape, |attention| {
        attention.query_key_norm = Some(QueryKeyNorm::Head);
    });
    Ok(())
}

/// Networks without a gate, whose activation has two learned values in each layer.
fn apertus(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    normed(fields, shape)?;
    shape.blocks.extra_per_layer = 2;
    if shape.rope_scaling.is_none() && !fields.has("rope_scaling") {
        shape.rope_scaling = Some("llama3".to_owned());
    }
    ungated(fields, shape)
}

/// The configuration states the width of gate and up together.
fn qwen(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    biased(fields, shape)?;
    shape.feed_forward = Some(PerLayer::Same(fields.needed(&["intermediate_size"])? / 2));
    Ok(())
}

fn orion(_: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    shape.blocks.norm = Some(Norm::Layer);
    Ok(())
}

fn ungated(_: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    shape.blocks.gated = Some(false);
    Ok(())
}

fn phi(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    all_biased(shape);
    shape.blocks.norms_per_layer = Some(PerLayer::Same(1));
    shape.blocks.output_bias = true;
    shape.blocks.gated = Some(false);
    plain(fields, shape)
}

/// Biases everywhere, and norms with one.
fn all_biased(shape: &mut Architecture) {
    with_attention(shape, |attention| {
        attention.bias = true;
        attention.output_bias = true;
    });
    shape.blocks.feed_forward_bias = true;
    shape.blocks.norm = Some(Norm::Layer);
}

fn starcoder(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    shape.blocks.norm = Some(Norm::Layer);
    shape.blocks.gated = Some(false);
    if fields.flag(&["use_bias"]).unwrap_or(true) {
        all_biased(shape);
    }
    Ok(())
}

fn nemotron(_: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    shape.blocks.norm = Some(Norm::Layer);
    shape.blocks.gated = Some(false);
    Ok(())
}

fn stablelm(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let heads_normed = fields.flag(&["qk_layernorm"]).unwrap_or(false);
    let parallel = fields.flag(&["use_parallel_residual"]).unwrap_or(false);
    let biased = fields.flag(&["use_qkv_bias"]).unwrap_or(false);
    with_attention(shape, |attention| {
        attention.bias = biased;
        attention.query_key_norm = heads_normed.then_some(QueryKeyNorm::PerHead);
    });
    shape.blocks.norm = Some(if parallel {
        Norm::LayerWithoutBias
    } else {
        Norm::Layer
    });
    shape.blocks.norms_per_layer = parallel.then_some(PerLayer::Same(1));
    Ok(())
}

fn olmo(_: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    shape.blocks.norm = Some(Norm::WithoutWeights);
    Ok(())
}

/// Queries and keys are normalised over all heads together.
pub(super) fn olmo2(_: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    with_attention(shape, |attention| {
        attention.query_key_norm = Some(QueryKeyNorm::Full);
    });
    Ok(())
}

/// One norm without bias for attention and network side by side.
pub(super) fn cohere(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let heads_normed = fields.flag(&["use_qk_norm"]).unwrap_or(false);
    with_attention(shape, |attention| {
        attention.query_key_norm = heads_normed.then_some(QueryKeyNorm::PerHead);
    });
    shape.blocks.norm = Some(Norm::LayerWithoutBias);
    shape.blocks.norms_per_layer = Some(PerLayer::Same(1));
    Ok(())
}

fn glm4(_: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    shape.blocks.norms_per_layer = Some(PerLayer::Same(4));
    Ok(())
}

/// The vocabulary is the padded one, and groups are only used where the configuration says so.
fn chatglm(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let padded = fields.width(&["padded_vocab_size"])?;
    shape.vocabulary = padded.unwrap_or(shape.vocabulary);
    let grouped = fields.flag(&["multi_query_attention"]).unwrap_or(false);
    with_attention(shape, |attention| {
        if !grouped {
            attention.kv_heads = attention.heads.clone();
        }
    });
    Ok(())
}

/// One key head, or groups in the newer decoders; the network is four times as wide.
fn falcon(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    let newer = fields.flag(&["new_decoder_architecture"]).unwrap_or(false);
    let single = fields.flag(&["multi_query"]).unwrap_or(true);
    with_attention(shape, |attention| {
        if !newer {
            attention.kv_heads = if single {
                PerLayer::Same(1)
            } else {
                attention.heads.clone()
            };
        }
    });
    if shape.feed_forward.is_none() {
        shape.feed_forward = Some(PerLayer::Same(shape.hidden.saturating_mul(4)));
    }
    shape.blocks.gated = Some(false);
    shape.blocks.norm = Some(Norm::Layer);
    shape.blocks.norms_per_layer = Some(PerLayer::Same(if newer { 2 } else { 1 }));
    Ok(())
}
