//! Multi-token-prediction blocks.

use crate::catalog::MtpKind;

use super::{List, Role, compressed, expert, feed_forward};

/// Adds the blocks that predict further tokens, each after the model's last layer.
pub(super) fn blocks(list: &mut List<'_>) {
    let architecture = list.architecture;
    let Some(prediction) = &architecture.prediction else {
        return;
    };
    let last = architecture.layers.saturating_sub(1);
    let attention = architecture.attention.as_ref();
    let attention_layer = attention
        .and_then(|attention| attention.layers.as_ref())
        .and_then(|layers| layers.last())
        .unwrap_or(last);
    let experts = architecture.experts.as_ref().filter(|_| !prediction.dense);
    let expert_layer = match prediction.kind {
        Some(MtpKind::Nemotron) => experts.and_then(|experts| experts.layers.last()),
        None => Some(last),
    };
    for block in 0..prediction.layers.min(64) {
        list.layer = Some(architecture.layers.saturating_add(block));
        if let Some(attention) = attention {
            super::attention::tensors(list, attention, attention_layer);
        }
        match (experts, expert_layer) {
            (Some(experts), Some(layer)) if experts.layers.contains(layer) => {
                expert::tensors(list, experts, layer);
            }
            _ => match prediction.feed_forward {
                Some(width) => feed_forward::network(list, u64::from(width)),
                None => feed_forward::tensors(list, last),
            },
        }
        let norms = architecture.blocks.norms_per_layer.as_ref();
        list.norms(match prediction.kind {
            Some(MtpKind::Nemotron) => 2,
            None => norms.and_then(|norms| norms.at(last)).unwrap_or(2),
        });
        list.matrix(Role::PredictionMatrix, 2 * list.hidden, list.hidden);
        // One for each input and one before the shared output matrix, which some blocks lack.
        list.norms(if prediction.lacks_output_norm { 2 } else { 3 });
        let compressed = attention.and_then(|attention| attention.compressed.as_ref());
        if let Some(parts) = compressed {
            compressed::head(list, parts);
        }
        list.vector(Role::Unnamed, prediction.extra);
    }
}
