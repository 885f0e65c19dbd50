//! What the mixes of k-quants and of i-quants have in common.

use super::super::tensors::Category::AttentionOutput;
use super::super::types::TensorType as T;
use super::fact::Facts as F;
use super::{Exception, Rule, except};

/// A mix of `base` with exceptions.
pub(super) const fn mix(base: T, exceptions: &'static [Exception]) -> Rule {
    Rule {
        base,
        output: T::Q6K,
        embedding: base,
        exceptions,
        raises_shared: true,
    }
}

/// Mixtral's output projections: few values beside eight experts.
pub(super) const MIXTRAL_OUTPUT: Exception = except(
    AttentionOutput,
    F::EIGHT_EXPERTS.with(F::NOT_FALCON),
    T::Q5K,
);

/// Output projections beside any other number of experts, or none; Falcon has rules of its own.
pub(super) const OUTPUT: F = F::NOT_EIGHT_EXPERTS.with(F::NOT_FALCON);
