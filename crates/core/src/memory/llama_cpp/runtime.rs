//! Memory that the runtime takes on a device for itself, beyond what llama.cpp counts.

use crate::units::Bytes;

/// An amount that differs from one system to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least that was seen.
    pub low: Bytes,
    /// A usual amount.
    pub usual: Bytes,
    /// The most that was seen.
    pub high: Bytes,
}

impl Range {
    /// So many times this amount.
    #[must_use]
    pub const fn times(self, count: u64) -> Self {
        Self {
            low: self.low.saturating_mul(count),
            usual: self.usual.saturating_mul(count),
            high: self.high.saturating_mul(count),
        }
    }
}

const MIB: u64 = 1 << 20;

/// The CUDA context with its kernels, for each process and device: 170 MiB and 325 MiB in two
/// published logs. Scratch memory that is taken while it runs is not in it.
pub const CUDA_CONTEXT: Range = Range {
    low: Bytes::new(150 * MIB),
    usual: Bytes::new(250 * MIB),
    high: Bytes::new(350 * MIB),
};
