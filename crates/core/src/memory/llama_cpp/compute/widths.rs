//! The widths that decide how large the buffer of intermediate results becomes.
//!
//! All are numbers of values for each token.

use crate::catalog::{Architecture, PerLayer, RecurrentKind};

use super::super::cache::CacheExtent;
use super::super::tensors::MAX_LAYERS;
use super::attention::{self, AttentionWidths};
use super::feed_forward;

/// The widths of a model's graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct GraphWidths {
    /// Rows of the output matrix.
    pub(super) vocabulary: u64,
    /// Width of the residual stream.
    pub(super) hidden: u64,
    /// Results below the last hidden state when all logits are computed.
    pub(super) residual: u64,
    /// The widest feed-forward network with the results that are kept during it.
    pub(super) feed_forward: u64,
    /// The attention of layers that keep all tokens, and of those with a window.
    pub(super) attention: Vec<AttentionWidths>,
    /// The widest recurrent layer with the results that are kept during it.
    pub(super) state_space: u64,
    /// Values of its state.
    pub(super) state: u64,
}

impl GraphWidths {
    pub(super) fn new(architecture: &Architecture) -> Self {
        let residual = feed_forward::residual(architecture);
        let mut graph = Self {
            vocabulary: u64::from(architecture.vocabulary),
            hidden: u64::from(architecture.hidden),
            residual,
            ..Self::default()
        };
        for layer in 0..architecture.layers.min(MAX_LAYERS) {
            let network = feed_forward::width(architecture, layer);
            graph.feed_forward = graph.feed_forward.max(network);
            if let Some(attention) = attention::of(architecture, layer, network, residual) {
                graph.add(attention);
            }
        }
        graph.add_state_space(architecture);
        graph
    }

    /// Adds an attention to the widest one with as many cells.
    fn add(&mut self, attention: AttentionWidths) {
        match self
            .attention
            .iter_mut()
            .find(|known| known.extent == attention.extent)
        {
            Some(known) => known.widen(&attention),
            None => self.attention.push(attention),
        }
    }

    /// The projections, the convolved channels twice, the inner width twice, the residual stream
    /// twice.
    fn add_state_space(&mut self, architecture: &Architecture) {
        let Some(recurrent) = &architecture.recurrent else {
            return;
        };
        let length = |value: Option<u32>| u64::from(value.unwrap_or_default());
        let (inner, state) = (length(recurrent.inner), length(recurrent.state));
        let (projected, convolved) = match recurrent.kind {
            RecurrentKind::Mamba1 => (2 * inner, inner),
            RecurrentKind::Mamba2 => {
                let channels = inner + 2 * length(recurrent.groups).saturating_mul(state);
                (inner + channels + length(recurrent.heads), channels)
            }
            RecurrentKind::GatedDeltanet
            | RecurrentKind::Kda
            | RecurrentKind::Shortconv
            | RecurrentKind::Lightning => return,
        };
        self.state_space = [projected, convolved, convolved, inner, inner]
            .into_iter()
            .fold(2 * self.hidden, u64::saturating_add);
        self.state = inner.saturating_mul(state);
    }

    /// The extents of the caches, each once.
    pub(super) fn extents(&self) -> impl Iterator<Item = CacheExtent> + '_ {
        self.attention.iter().map(|attention| attention.extent)
    }
}

/// A value of `layer`; zero where the catalog has none.
pub(super) fn at(values: Option<&PerLayer<u32>>, layer: u32) -> u64 {
    let value = values.and_then(|values| values.at(layer));
    u64::from(value.unwrap_or_default())
}

/// Width of the queries of `layer`; zero where it has no grouped attention.
pub(super) fn query_width(architecture: &Architecture, layer: u32) -> u64 {
    let attention = architecture
        .attention
        .as_ref()
        .filter(|attention| attention.covers(layer) && attention.latent.is_none());
    attention.map_or(0, |attention| {
        at(Some(&attention.heads), layer) * at(attention.key_length.as_ref(), layer)
    })
}

/// Width of the outputs of all experts that a token uses.
pub(super) fn expert_outputs(architecture: &Architecture) -> u64 {
    architecture.experts.as_ref().map_or(0, |experts| {
        let width = experts.latent.unwrap_or(architecture.hidden);
        u64::from(experts.used).saturating_mul(u64::from(width))
    })
}
