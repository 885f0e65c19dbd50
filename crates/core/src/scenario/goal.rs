//! The goal: what is wanted of a model, and how its memory is estimated.

use super::Axis;
use crate::memory::Method;
use crate::memory::formula::Activation;
use crate::quality::UseCases;

/// The goal: what is wanted of a model, and how its memory is estimated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goal {
    /// The use cases of the model.
    pub use_cases: UseCases,
    /// The ranking against memory.
    pub axis: Axis,
    /// The estimate of memory.
    pub method: Method,
    /// The formula's activation overhead.
    pub overhead: Activation,
}
