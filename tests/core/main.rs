//! The core against its specification, in rooms that match `crates/core/src`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod accuracy;
mod catalog;
mod chart;
mod cli;
mod evaluate;
mod frontier;
mod ground_truth;
mod helpers;
mod huggingface;
mod memory;
mod quality;
mod scenario;
mod sentences;
mod speed;
mod units;
