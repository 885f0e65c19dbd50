//! The exact method: what llama.cpp really allocates.
//!
//! A model is the list of its [`tensors`]; a quantization is a [`rules`] row that gives each tensor
//! one of the [`types`]; everything else is counted from these.

mod plan;
pub mod rules;
pub mod tensors;
pub mod types;
mod weights;

pub use plan::Plan;
pub use weights::Weights;
