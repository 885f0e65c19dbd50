//! How much of a model's tensors works on one token.

use crate::catalog::Architecture;

use super::tensors::Reading;

/// Routed experts: how many of how many work on a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Routing {
    used: u64,
    count: u64,
}

impl Routing {
    pub(super) fn of(architecture: &Architecture) -> Self {
        let experts = architecture.experts.as_ref();
        experts.map_or(Self { used: 1, count: 1 }, |experts| Self {
            used: u64::from(experts.used.min(experts.count)),
            count: u64::from(experts.count.max(1)),
        })
    }

    /// What is read of `amount`, which is the same for every expert.
    pub(super) const fn read(self, amount: u64, reading: Reading) -> u64 {
        match reading {
            Reading::Whole => amount,
            Reading::Routed => (amount / self.count).saturating_mul(self.used),
            Reading::Row => 0,
        }
    }
}
