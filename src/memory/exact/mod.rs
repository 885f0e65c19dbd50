//! The exact method: what llama.cpp really allocates.
//!
//! A model is the list of its [`tensors`]; a quantization is a [`rules`] row that gives each tensor
//! one of the [`types`]; everything else is counted from these.

mod cache;
mod compute;
mod context;
mod devices;
mod plan;
pub mod rules;
pub mod runtime;
mod settings;
pub mod tensors;
pub mod types;
mod weights;

pub use cache::Cache;
pub use compute::{Class, Compute};
pub use devices::{Device, devices};
pub use plan::Plan;
pub use settings::{Refused, Settings};
pub use weights::Weights;
