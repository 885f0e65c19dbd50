//! The peak of the memory that intermediate results take: each part of the graph in bytes.

use super::attention::AttentionWidths;
use super::widths::GraphWidths;
use crate::memory::llama_cpp::settings::Settings;

/// Intermediate results are 32-bit floats.
pub(super) const VALUE: u64 = 4;
/// Rotations of quantized caches: five matrices of 64 × 64 values.
const ROTATIONS: u64 = 5 * 64 * 64 * VALUE;
/// Whole numbers for each token and cache: its position, and where keys and values go (64 bits each).
const INDICES: u64 = 5;

/// The product of `factors`, or the largest number where that is smaller.
pub(super) fn product(factors: &[u64]) -> u64 {
    factors
        .iter()
        .fold(1, |product: u64, &factor| product.saturating_mul(factor))
}

/// The parts of a graph under settings, of which the largest sets the size of the buffer.
pub(super) struct BufferPeak<'a> {
    widths: &'a GraphWidths,
    settings: &'a Settings,
    /// Tokens computed at once.
    tokens: u64,
    /// Bytes of the masks of all caches.
    pub(super) mask: u64,
    /// Bytes of positions, indices and rotations.
    pub(super) inputs: u64,
}

impl<'a> BufferPeak<'a> {
    pub(super) fn new(widths: &'a GraphWidths, settings: &'a Settings) -> Self {
        let tokens = settings.tokens_at_once();
        let mask_value = if settings.flash_attention { 2 } else { 4 };
        let (mut mask, mut indices): (u64, u64) = (0, 0);
        for extent in widths.extents() {
            let cells = extent.cells(settings);
            mask = mask.saturating_add(product(&[mask_value, cells, tokens]));
            indices = indices.saturating_add(INDICES);
        }
        let rotations = if settings.keys.is_quantized() || settings.values.is_quantized() {
            ROTATIONS
        } else {
            0
        };
        Self {
            widths,
            settings,
            tokens,
            mask,
            inputs: product(&[VALUE, tokens, indices]).saturating_add(rotations),
        }
    }

    /// Bytes of `values` values for each token.
    pub(super) fn each(&self, values: u64) -> u64 {
        product(&[VALUE, self.tokens, values])
    }

    /// Bytes of the logits with the last hidden state and what lies below it.
    pub(super) fn logits(&self) -> u64 {
        let widths = self.widths;
        let logits = product(&[VALUE, self.settings.logits_at_once(), widths.vocabulary]);
        let all = self.settings.logits_at_once() == self.tokens;
        let residual = widths.residual;
        let below = if all && residual > 0 {
            // A free mask that is too small to take in a hidden state stays where it is.
            self.each(residual)
                .saturating_add(self.mask.min(self.each(widths.hidden)))
        } else {
            0
        };
        logits
            .saturating_add(self.each(widths.hidden))
            .saturating_add(below)
    }

    /// Bytes of a feed-forward network.
    pub(super) fn feed_forward(&self) -> u64 {
        self.each(self.widths.feed_forward)
            .saturating_add(self.mask)
            .saturating_add(self.inputs)
    }

    /// Bytes of the attention that needs most.
    pub(super) fn attention(&self) -> u64 {
        let layers = self.widths.attention.iter();
        layers
            .map(|attention| self.attention_of(attention))
            .max()
            .unwrap_or_default()
            .saturating_add(self.mask)
            .saturating_add(self.inputs)
    }

    // llama.cpp: src/llama-graph.cpp, llm_graph_context::build_attn_mha
    fn attention_of(&self, attention: &AttentionWidths) -> u64 {
        let cells = attention.extent.cells(self.settings);
        if !self.settings.flash_attention {
            let scores = product(&[VALUE, cells, attention.heads, self.tokens]);
            return scores
                .saturating_add(self.each(attention.with_scores))
                .saturating_add(attention.transposed(cells, self.tokens));
        }
        let copied = |quantized: bool, values: u64| if quantized { values } else { 0 };
        let values = copied(self.settings.keys.is_quantized(), attention.key)
            .saturating_add(copied(self.settings.values.is_quantized(), attention.value));
        let kept = attention.with_copies(cells, self.tokens);
        product(&[2, cells, values]).saturating_add(self.each(kept))
    }

    /// Bytes of a state space.
    pub(super) fn state_space(&self) -> u64 {
        if self.widths.state_space == 0 {
            return 0;
        }
        let states = product(&[2 * VALUE, self.widths.state, self.settings.sequences.max(1)]);
        self.each(self.widths.state_space)
            .saturating_add(states)
            .saturating_add(self.mask)
            .saturating_add(self.inputs)
    }

    /// Bytes in host memory: embeddings twice, masks, and where transposed values go.
    pub(super) fn host(&self) -> u64 {
        let places = if self.settings.flash_attention {
            0
        } else {
            let values = self
                .widths
                .attention
                .iter()
                .map(|attention| attention.value);
            product(&[8, self.tokens, values.fold(0, u64::saturating_add)])
        };
        self.each(2 * self.widths.hidden)
            .saturating_add(self.mask)
            .saturating_add(places)
            .saturating_add(self.each(INDICES.saturating_mul(self.widths.extents().count() as u64)))
    }
}
