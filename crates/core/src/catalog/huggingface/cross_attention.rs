//! Families with layers that attend to the picture instead of the text.

use super::fields::Fields;
use super::{ConfigError, Family, family, layers_where, with_attention};
use crate::catalog::Architecture;

pub(super) const FAMILIES: &[Family] = &[
    family("mllama", "mllama", false, mllama),
    family("mllama_text_model", "mllama", false, mllama),
];

/// The rows of the embedding beyond the vocabulary: tokens that stand for the picture.
const PICTURE_TOKENS: u64 = 8;

/// Each cross layer normalises its queries and keys head by head, and has two gates of one value.
fn mllama(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    shape.in_llama_cpp = Some(false);
    let listed = fields
        .numbers("cross_attention_layers")
        .ok_or(ConfigError::Missing("cross_attention_layers"))?;
    let layers = layers_where(shape.layers, |layer| listed.contains(&layer));
    let hidden = u64::from(shape.hidden);
    let head = shape.attention.as_ref();
    let head = head.and_then(|attention| attention.key_length.as_ref()?.at(0));
    let each = 2 * u64::from(head.unwrap_or_default()) + 2;
    shape.blocks.extra = PICTURE_TOKENS * hidden + u64::from(layers.len()) * each;
    with_attention(shape, |attention| attention.cross_layers = Some(layers));
    Ok(())
}
