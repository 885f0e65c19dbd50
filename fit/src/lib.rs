//! Fits the quality index and the loss from quantization to what was measured, and writes what
//! the page's data take from them: `cargo xtask fit-quality`, `cargo xtask fit-quantization`.
//!
//! The measurements are `data/benchmarks/` and `data/quantization_effects.json`. Nothing here
//! reaches the page, and nothing here reads the catalog: a fit must be able to run when the file
//! that it is to write does not fit the rest yet.

pub mod benchmarks;
pub mod bootstrap;
pub mod domain;
pub mod irt;
pub mod json_rows;
pub mod observations;
pub mod quality;
pub mod quality_scale;
pub mod quantization;
pub mod rating;
pub mod robust_least_squares;
pub mod statistics;
pub mod validation;
