//! Headroom: which language model, at which quantization, is the best that runs in the memory
//! one has.
//!
//! Data flows one way: the [`catalog`] says what exists, [`memory`], [`speed`] and [`quality`] are
//! pure functions of it, [`evaluate`] turns a [`scenario`] into candidates and their [`frontier`]. All
//! of it is plain Rust that knows no browser.

pub mod catalog;
pub mod chart;
mod columnar;
pub mod estimate;
pub mod evaluate;
pub mod frontier;
pub mod ggml;
pub mod memory;
pub mod quality;
pub mod rich_text;
pub mod scenario;
pub mod sentences;
pub mod speed;
pub mod units;
