//! What is wanted of a model, and how its memory is estimated.

use super::{Axis, Method, UseCases};
use crate::memory::formula::Activation;

/// What is wanted of a model, and how its memory is estimated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goal {
    /// What the model is for.
    pub use_cases: UseCases,
    /// What is ranked against memory.
    pub axis: Axis,
    /// How memory is estimated.
    pub method: Method,
    /// The formula's activation overhead.
    pub overhead: Activation,
}
