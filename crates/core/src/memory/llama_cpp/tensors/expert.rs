//! Mixtures of experts: routed, shared and parallel networks.

use crate::catalog::Experts;

use super::{List, Role, feed_forward};

/// Adds the experts of `layer`.
pub(super) fn tensors(list: &mut List<'_>, experts: &Experts, layer: u32) {
    let hidden = list.hidden;
    let count = u64::from(experts.count);
    let width = u64::from(experts.feed_forward);
    let latent = u64::from(experts.latent.unwrap_or_default());
    let input = if latent > 0 { latent } else { hidden };
    let gated = list.architecture.blocks.gated.unwrap_or(true);

    if let Some(width) = experts.parallel_dense {
        feed_forward::network(list, u64::from(width));
    }
    list.stack(Role::ExpertDown, [width, input, count]);
    if gated {
        list.stack(Role::ExpertGate, [input, width, count]);
    }
    list.stack(Role::ExpertUp, [input, width, count]);
    if experts.bias {
        list.matrix(Role::ExpertBias, input, count);
        if gated {
            list.matrix(Role::ExpertBias, width, count);
        }
        list.matrix(Role::ExpertBias, width, count);
    }

    let outputs = u64::from(experts.router_outputs.unwrap_or(experts.count));
    list.matrix(Role::Router, hidden, outputs);
    if hashed(list, layer) {
        let vocabulary = u64::from(list.architecture.vocabulary);
        list.matrix(Role::Table, u64::from(experts.used), vocabulary);
    } else {
        list.bias(experts.router_bias, outputs);
    }
    if latent > 0 {
        list.matrix(Role::ExpertPart, hidden, latent);
        list.matrix(Role::ExpertPart, latent, hidden);
        if experts.latent_norm {
            list.vector(Role::Norm, latent);
        }
    }

    let shared = u64::from(experts.shared_feed_forward.unwrap_or_default());
    list.matrix(Role::SharedDown, shared, hidden);
    if gated {
        list.matrix(Role::SharedGate, hidden, shared);
    }
    list.matrix(Role::SharedUp, hidden, shared);
    if shared > 0 && experts.shared_gate {
        list.vector(Role::Router, hidden);
    }
    list.vector(Role::Unnamed, experts.extra_per_layer);
}

/// True if a table of tokens chooses the experts of `layer` (DeepSeek V4).
fn hashed(list: &List<'_>, layer: u32) -> bool {
    let attention = list.architecture.attention.as_ref();
    attention
        .and_then(|attention| attention.compressed.as_ref())
        .is_some_and(|parts| layer < parts.hash_layers)
}
