//! The tensors before, beside and after a model's layers.

use super::{List, Role, compressed};

/// Adds the input embedding and what goes with it.
pub(super) fn input(list: &mut List<'_>) {
    let vocabulary = u64::from(list.architecture.vocabulary);
    list.matrix(Role::TokenEmbedding, list.hidden, vocabulary);
    if let Some(width) = list.architecture.blocks.per_layer_embedding {
        let all = u64::from(width) * u64::from(list.architecture.layers);
        list.matrix(Role::PerLayerTokenEmbedding, all, vocabulary);
        list.matrix(Role::KeptMatrix, list.hidden, all);
        list.vector(Role::Norm, u64::from(width));
    }
    if let Some(inputs) = list.architecture.blocks.altup_inputs {
        let others = u64::from(inputs.saturating_sub(1));
        list.stack(Role::KeptMatrix, [list.hidden, list.hidden, others]);
        list.stack(Role::KeptMatrix, [list.hidden, list.hidden, others]);
    }
    rope_factors(list);
    list.vector(Role::Unnamed, list.architecture.blocks.extra);
}

/// Adds the factors of a rotary embedding that is stretched unevenly: one for each pair of
/// rotated values, for long and for short contexts where the scaling is `longrope`.
fn rope_factors(list: &mut List<'_>) {
    let Some(attention) = &list.architecture.attention else {
        return;
    };
    let longest = attention.key_length.as_ref().and_then(|lengths| {
        lengths
            .values(list.architecture.layers.min(super::MAX_LAYERS))
            .max()
    });
    let latent = attention.latent.as_ref().map(|latent| latent.rope_length);
    let rotated = attention.rotary_length.or(latent).or(longest);
    let rotated = rotated.unwrap_or_default();
    let vectors = match list.architecture.rope_scaling.as_deref() {
        Some("llama3" | "proportional") => 1,
        Some("longrope") => 2,
        _ => 0,
    };
    for _ in 0..vectors {
        list.vector(Role::RopeFactors, u64::from(rotated / 2));
    }
}

/// Adds the parts of Gemma 3n and 4 that every layer has.
pub(super) fn each_layer(list: &mut List<'_>) {
    let hidden = list.hidden;
    let blocks = &list.architecture.blocks;
    list.vector(Role::Unnamed, blocks.extra_per_layer);
    if let Some(width) = blocks.per_layer_embedding.map(u64::from) {
        list.matrix(Role::RecurrentMatrix, hidden, width);
        list.matrix(Role::RecurrentMatrix, width, hidden);
        list.vector(Role::Norm, hidden);
    }
    if let Some(inputs) = blocks.altup_inputs.map(u64::from) {
        list.matrix(Role::KeptMatrix, inputs, inputs);
        list.vector(Role::Norm, hidden);
        list.matrix(Role::KeptMatrix, inputs, inputs * inputs);
        list.matrix(Role::KeptMatrix, hidden, inputs);
        list.vector(Role::Norm, hidden);
    }
    if let Some(rank) = blocks.laurel_rank.map(u64::from) {
        list.matrix(Role::KeptMatrix, hidden, rank);
        list.matrix(Role::KeptMatrix, rank, hidden);
        list.vector(Role::Norm, hidden);
    }
}

/// Adds the last norm and the output matrix.
pub(super) fn output(list: &mut List<'_>) {
    let architecture = list.architecture;
    let vocabulary = u64::from(architecture.vocabulary);
    list.norms(1);
    if !architecture.tied_embeddings {
        list.matrix(Role::Output, list.hidden, vocabulary);
    }
    list.bias(architecture.blocks.output_bias, vocabulary);
    if let Some(attention) = &architecture.attention
        && let Some(parts) = &attention.compressed
    {
        compressed::head(list, parts);
    }
}
