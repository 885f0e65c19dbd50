//! The widths that decide how large the buffer of intermediate results becomes.
//!
//! All are numbers of values for each token.

use crate::catalog::{Architecture, RecurrentKind};

use super::super::cache::Span;
use super::super::tensors::MAX_LAYERS;
use super::attention::{self, Attention};
use super::feed_forward;

/// The widths of a model's graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Graph {
    /// Rows of the output matrix.
    pub(super) vocabulary: u64,
    /// Width of the residual stream.
    pub(super) hidden: u64,
    /// What lies below the last hidden state when all logits are computed.
    pub(super) left: u64,
    /// The widest feed-forward network with what is kept beside it.
    pub(super) feed_forward: u64,
    /// The attention of layers that keep all tokens, and of those with a window.
    pub(super) attention: Vec<Attention>,
    /// The widest recurrent layer with what is kept beside it.
    pub(super) state_space: u64,
    /// Values of its state.
    pub(super) state: u64,
}

impl Graph {
    pub(super) fn new(architecture: &Architecture) -> Self {
        let left = feed_forward::left(architecture);
        let mut graph = Self {
            vocabulary: u64::from(architecture.vocabulary),
            hidden: u64::from(architecture.hidden),
            left,
            ..Self::default()
        };
        for layer in 0..architecture.layers.min(MAX_LAYERS) {
            let network = feed_forward::width(architecture, layer);
            graph.feed_forward = graph.feed_forward.max(network);
            if let Some(attention) = attention::of(architecture, layer, network, left) {
                graph.add(attention);
            }
        }
        graph.add_state_space(architecture);
        graph
    }

    /// Adds an attention to the widest one with as many cells.
    fn add(&mut self, attention: Attention) {
        match self
            .attention
            .iter_mut()
            .find(|known| known.span == attention.span)
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

    /// Whether layers keep their tokens in a cache of this span.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.attention.iter().map(|attention| attention.span)
    }
}
