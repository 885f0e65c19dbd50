//! Families whose layers see a window of the context, some or all of them.

use super::dense::{cohere, normed, olmo2};
use super::fields::Fields;
use super::{ConfigError, Family, Layers, PerLayer, family, layers_where, with_attention};
use crate::catalog::{Architecture, Window};

pub(super) const FAMILIES: &[Family] = &[
    family("gemma2", "gemma2", true, gemma2),
    family("gemma3", "gemma3", true, gemma3),
    family("gemma3_text", "gemma3", true, gemma3),
    family("cohere2", "cohere2", true, cohere2),
    family("olmo3", "olmo2", false, olmo3),
    family("exaone4", "exaone4", false, exaone4),
    family("exaone4_5", "exaone4", false, exaone4),
    family("exaone4_5_text", "exaone4", false, exaone4),
];

/// The kinds of `layer_types` with a window.
const WINDOWED: &[&str] = &["sliding_attention", "chunked_attention"];

/// Gives the layers their window: those of `layer_types`, or all but every `period`-th.
pub(super) fn set_window(
    fields: &Fields<'_>,
    shape: &mut Architecture,
    period: u32,
) -> Result<(), ConfigError> {
    let Some(tokens) = fields.width(&["sliding_window", "sliding_window_size"])? else {
        return Ok(());
    };
    let period = fields
        .width(&[
            "sliding_window_pattern",
            "_sliding_window_pattern",
            "global_attn_every_n_layers",
        ])
        .ok()
        .flatten()
        .unwrap_or(period)
        .max(1);
    let layers = fields
        .layers_of("layer_types", WINDOWED)
        .unwrap_or_else(|| layers_where(shape.layers, |layer| (layer + 1) % period != 0));
    set_window_of(shape, tokens, layers);
    Ok(())
}

/// Gives `layers` a window of `tokens` tokens.
pub(super) fn set_window_of(shape: &mut Architecture, tokens: u32, layers: Layers) {
    if tokens > 0 && !layers.is_empty() {
        with_attention(shape, |attention| {
            attention.window = Some(Window { tokens, layers });
        });
    }
}

fn gemma2(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    shape.blocks.norms_per_layer = Some(PerLayer::Same(4));
    set_window(fields, shape, 2)
}

fn gemma3(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    shape.blocks.norms_per_layer = Some(PerLayer::Same(4));
    normed(fields, shape)?;
    set_window(fields, shape, 6)
}

fn cohere2(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    cohere(fields, shape)?;
    set_window(fields, shape, 4)
}

fn olmo3(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    olmo2(fields, shape)?;
    set_window(fields, shape, 4)
}

fn exaone4(fields: &Fields<'_>, shape: &mut Architecture) -> Result<(), ConfigError> {
    normed(fields, shape)?;
    set_patterned_window(fields, shape)
}

/// A window by a pattern that may be written in letters, the last one for layers without one;
/// three layers of four where none is given.
pub(super) fn set_patterned_window(
    fields: &Fields<'_>,
    shape: &mut Architecture,
) -> Result<(), ConfigError> {
    let pattern = fields.text("sliding_window_pattern").unwrap_or_default();
    let period = u32::try_from(pattern.len()).unwrap_or_default();
    set_window(fields, shape, if period > 0 { period } else { 4 })
}
