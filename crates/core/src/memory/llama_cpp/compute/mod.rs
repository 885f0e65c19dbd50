//! The buffers of intermediate results.
//!
//! llama.cpp reuses the memory of a result once nothing reads it any more, so its buffer is as
//! large as the peak over its graph, not as the sum of all results. Five parts can be the peak:
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
mod peak;
mod widths;

pub use class::ComputeClass;

use crate::catalog::Architecture;
use crate::units::Bytes;

use super::settings::Settings;
use peak::{BufferPeak, VALUE, product};
use widths::GraphWidths;

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

/// The position of a device in a row of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DevicePosition {
    /// It is the only one.
    Only,
    /// It begins with the embeddings.
    First,
    /// It passes results on.
    Between,
    /// It ends with the logits.
    Last,
}

impl DevicePosition {
    /// Further copies of what a device is given: masks and positions, and hidden states, of which
    /// later devices get two.
    // llama.cpp: ggml/src/ggml-backend.cpp, GGML_SCHED_MAX_COPIES
    const fn copies(self) -> (u64, u64) {
        match self {
            Self::Only => (0, 0),
            Self::First => (3, 4),
            Self::Between | Self::Last => (3, 8),
        }
    }
}

/// The facts of a model from which its buffers follow.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Buffers {
    widths: GraphWidths,
    class: ComputeClass,
}

impl Buffers {
    pub(super) fn new(architecture: &Architecture) -> Self {
        Self {
            widths: GraphWidths::new(architecture),
            class: ComputeClass::of(architecture),
        }
    }

    /// The class of models that this one belongs to.
    pub(super) const fn class(&self) -> ComputeClass {
        self.class
    }

    /// The buffers under `settings`, every layer on one device.
    pub(super) fn bytes(&self, settings: &Settings) -> Compute {
        let peak = BufferPeak::new(&self.widths, settings);
        let vocabulary = self.widths.vocabulary;
        Compute {
            device: self.device_bytes(settings),
            host: Bytes::new(peak.host()),
            output: Bytes::new(product(&[VALUE, vocabulary, settings.sequences.max(1)])),
            band: self.class.band(),
        }
    }

    /// The buffers of all devices.
    fn device_bytes(&self, settings: &Settings) -> Bytes {
        if settings.devices < 2 {
            return self.bytes_at(settings, DevicePosition::Only);
        }
        let between = self.bytes_at(settings, DevicePosition::Between);
        self.bytes_at(settings, DevicePosition::First)
            + between.saturating_mul(settings.devices - 2)
            + self.bytes_at(settings, DevicePosition::Last)
    }

    /// The buffer of a device at `position` under `settings`.
    // llama.cpp: ggml/src/ggml-alloc.c, ggml_dyn_tallocr_alloc
    pub(super) fn bytes_at(&self, settings: &Settings, position: DevicePosition) -> Bytes {
        let peak = BufferPeak::new(&self.widths, settings);
        let (inputs, states) = position.copies();
        let given = product(&[inputs, peak.mask.saturating_add(peak.inputs)])
            .saturating_add(peak.each(product(&[states, self.widths.hidden])));
        let logits = match position {
            DevicePosition::Only => peak.logits(),
            // Of several copies of a mask none is free to be written over.
            DevicePosition::Last => peak.logits().saturating_add(peak.mask),
            DevicePosition::First | DevicePosition::Between => 0,
        };
        let busiest = logits
            .max(peak.feed_forward())
            .max(peak.attention())
            .max(peak.state_space());
        Bytes::new(busiest.saturating_add(given))
    }
}
