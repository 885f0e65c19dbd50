//! The buffers of intermediate results.
//!
//! The program reuses the memory of a result once nothing reads it any more, so its buffer is as
//! large as the busiest moment of its graph, not as their sum. Five moments can be the busiest:
//!
//! - the logits: `4 × (outputs × V + tokens × (H + O))`;
//! - a feed-forward network: `4 × tokens × F + mask`;
//! - attention that writes its scores out: `4 × tokens × (cells × heads + A) + mask`;
//! - attention over a quantized cache, of which the device makes a 16-bit copy:
//!   `2 × cells × (K + V) + 4 × tokens × B + mask`;
//! - a state space: `4 × (tokens × S + 2 × state)  + mask`.
//!
//! `V` vocabulary, `H` hidden size, `tokens` those computed at once, `cells` of the cache, `K` and `V`
//! values in a key and a value, `mask = 2 × tokens × cells` of every cache with flash attention and twice that
//! without. `O`, `F`, `A`, `B`, `S` are sums of widths. Which block the allocator gives to a
//! result depends on what was freed before, which these sums follow only in the main: the error
//! that remains is measured for each class of models and given as a band.

mod attention;
mod class;
mod feed_forward;
mod graph;

pub use class::Class;

use crate::catalog::Architecture;
use crate::units::Bytes;

use super::settings::Settings;
use attention::Attention;
use graph::Graph;

/// Intermediate results are 32-bit floats.
const VALUE: u64 = 4;
/// Rotations of quantized caches: five matrices of 64 × 64 values.
const ROTATIONS: u64 = 5 * 64 * 64 * VALUE;
/// Whole numbers for each token and cache: its position, and where keys and values go (64 bits each).
const INDICES: u64 = 5;

/// The buffers of intermediate results.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compute {
    /// On the device, or on all devices together.
    pub device: Bytes,
    /// In host memory: the embeddings of a batch, masks, positions.
    pub host: Bytes,
    /// The logits that are handed out, in host memory.
    pub output: Bytes,
    /// The share by which the device's buffer may be off in 19 of 20 cases, as measured for models
    /// of this class.
    pub band: f64,
}

/// The place of a device in a row of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the only one.
    Only,
    /// It begins with the embeddings.
    First,
    /// It passes results on.
    Between,
    /// It ends with the logits.
    Last,
}

impl Place {
    /// Further copies of what a device is given: masks and positions, and hidden states, of which
    /// later devices get two.
    const fn copies(self) -> (u64, u64) {
        match self {
            Self::Only => (0, 0),
            Self::First => (3, 4),
            Self::Between | Self::Last => (3, 8),
        }
    }
}

/// What the buffers of a model follow from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Buffers {
    graph: Graph,
    class: Class,
}

/// Sums and products that stop at the largest number.
fn product(factors: &[u64]) -> u64 {
    factors
        .iter()
        .fold(1, |product: u64, &factor| product.saturating_mul(factor))
}

impl Buffers {
    pub(super) fn new(architecture: &Architecture) -> Self {
        Self {
            graph: Graph::new(architecture),
            class: Class::of(architecture),
        }
    }

    /// The class of models that this one belongs to.
    pub(super) const fn class(&self) -> Class {
        self.class
    }

    /// The buffers under `settings`, every layer on one device.
    pub(super) fn bytes(&self, settings: &Settings) -> Compute {
        let moment = Moment::new(&self.graph, settings);
        let vocabulary = self.graph.vocabulary;
        Compute {
            device: self.device_bytes(settings),
            host: Bytes::new(moment.host()),
            output: Bytes::new(product(&[VALUE, vocabulary, settings.sequences.max(1)])),
            band: self.class.band(),
        }
    }
}

impl Buffers {
    /// The buffers of all devices.
    fn device_bytes(&self, settings: &Settings) -> Bytes {
        if settings.devices < 2 {
            return self.bytes_at(settings, Place::Only);
        }
        let between = self.bytes_at(settings, Place::Between);
        self.bytes_at(settings, Place::First)
            + between.saturating_mul(settings.devices - 2)
            + self.bytes_at(settings, Place::Last)
    }

    /// The buffer of a device at `place` under `settings`.
    pub(super) fn bytes_at(&self, settings: &Settings, place: Place) -> Bytes {
        let moment = Moment::new(&self.graph, settings);
        let (inputs, states) = place.copies();
        let given = product(&[inputs, moment.mask.saturating_add(moment.inputs)])
            .saturating_add(moment.each(product(&[states, self.graph.hidden])));
        let logits = match place {
            Place::Only => moment.logits(),
            // Of several copies of a mask none is free to be written over.
            Place::Last => moment.logits().saturating_add(moment.mask),
            Place::First | Place::Between => 0,
        };
        let busiest = logits
            .max(moment.feed_forward())
            .max(moment.attention())
            .max(moment.state_space());
        Bytes::new(busiest.saturating_add(given))
    }
}

/// A graph under settings.
struct Moment<'a> {
    graph: &'a Graph,
    settings: &'a Settings,
    /// Tokens computed at once.
    tokens: u64,
    /// Bytes of the masks of all caches.
    mask: u64,
    /// Bytes of positions, indices and rotations.
    inputs: u64,
}

impl<'a> Moment<'a> {
    fn new(graph: &'a Graph, settings: &'a Settings) -> Self {
        let tokens = settings.tokens_at_once();
        let mask_value = if settings.flash_attention { 2 } else { 4 };
        let (mut mask, mut indices): (u64, u64) = (0, 0);
        for span in graph.spans() {
            let cells = span.cells(settings);
            mask = mask.saturating_add(product(&[mask_value, cells, tokens]));
            indices = indices.saturating_add(INDICES);
        }
        let rotations = if settings.keys.is_quantized() || settings.values.is_quantized() {
            ROTATIONS
        } else {
            0
        };
        Self {
            graph,
            settings,
            tokens,
            mask,
            inputs: product(&[VALUE, tokens, indices]).saturating_add(rotations),
        }
    }

    /// Bytes of `values` values for each token.
    fn each(&self, values: u64) -> u64 {
        product(&[VALUE, self.tokens, values])
    }

    /// Bytes of the logits with the last hidden state and what lies below it.
    fn logits(&self) -> u64 {
        let graph = self.graph;
        let logits = product(&[VALUE, self.settings.logits_at_once(), graph.vocabulary]);
        let all = self.settings.logits_at_once() == self.tokens;
        let left = graph.left;
        let below = if all && left > 0 {
            // A free mask that is too small to take in a hidden state stays where it is.
            self.each(left)
                .saturating_add(self.mask.min(self.each(graph.hidden)))
        } else {
            0
        };
        logits
            .saturating_add(self.each(graph.hidden))
            .saturating_add(below)
    }

    /// Bytes of a feed-forward network.
    fn feed_forward(&self) -> u64 {
        self.each(self.graph.feed_forward)
            .saturating_add(self.mask)
            .saturating_add(self.inputs)
    }

    /// Bytes of the attention that needs most.
    fn attention(&self) -> u64 {
        let layers = self.graph.attention.iter();
        layers
            .map(|attention| self.attention_of(attention))
            .max()
            .unwrap_or_default()
            .saturating_add(self.mask)
            .saturating_add(self.inputs)
    }

    fn attention_of(&self, attention: &Attention) -> u64 {
        let cells = attention.span.cells(self.settings);
        if !self.settings.flash_attention {
            let scores = product(&[VALUE, cells, attention.heads, self.tokens]);
            return scores
                .saturating_add(self.each(attention.with_scores))
                .saturating_add(attention.transposed(cells, self.tokens));
        }
        let copied = |quantized: bool, values: u64| if quantized { values } else { 0 };
        let values = copied(self.settings.keys.is_quantized(), attention.key)
            .saturating_add(copied(self.settings.values.is_quantized(), attention.value));
        let beside = attention.with_copies(cells, self.tokens);
        product(&[2, cells, values]).saturating_add(self.each(beside))
    }

    /// Bytes of a state space.
    fn state_space(&self) -> u64 {
        if self.graph.state_space == 0 {
            return 0;
        }
        let states = product(&[2 * VALUE, self.graph.state, self.settings.sequences.max(1)]);
        self.each(self.graph.state_space)
            .saturating_add(states)
            .saturating_add(self.mask)
            .saturating_add(self.inputs)
    }

    /// Bytes in host memory: embeddings twice, masks, and where transposed values go.
    fn host(&self) -> u64 {
        let places = if self.settings.flash_attention {
            0
        } else {
            let values = self.graph.attention.iter().map(|attention| attention.value);
            product(&[8, self.tokens, values.fold(0, u64::saturating_add)])
        };
        self.each(2 * self.graph.hidden)
            .saturating_add(self.mask)
            .saturating_add(places)
            .saturating_add(self.each(INDICES.saturating_mul(self.graph.spans().count() as u64)))
    }
}
