//! The memory, quality and speed of language models on given hardware, and their Pareto frontier.
//!
//! The memory that a model takes at a quantization and a context length:
//!
//! ```
//! use headroom_core::estimate::Request;
//! use headroom_core::units::Tokens;
//!
//! let catalog = headroom_data::catalog()?;
//! let request = Request::new(&catalog, "qwen3-32b", "Q4_K_M")?.context(Tokens::new(32_768));
//! let parts = request.estimate(&catalog)?.parts;
//! // 64 layers of 8 heads of 128 keys and as many values, at 2 bytes each.
//! assert_eq!(parts.kv_cache.get(), 2 * 64 * 8 * 128 * 32_768 * 2);
//! assert!(parts.total() > parts.weights + parts.kv_cache);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The best candidates for a scenario, as the page's table lists them:
//!
//! ```
//! use std::sync::Arc;
//! use headroom_core::evaluate::{Evaluation, Precomputed};
//! use headroom_core::scenario::Scenario;
//!
//! let precomputed = Arc::new(Precomputed::new(Arc::new(headroom_data::catalog()?)));
//! let (scenario, warnings) = Scenario::parse("vram=24&ctx=32k", precomputed.catalog());
//! assert!(warnings.is_empty());
//! let evaluation = Evaluation::of(&precomputed, scenario);
//! let best = evaluation.best().and_then(|position| evaluation.row(position));
//! assert!(best.is_some_and(|row| row.memory <= row.budget));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Data flows one way: the [`catalog`] says what exists, [`memory`], [`speed`] and [`quality`] are pure
//! functions of it, [`estimate`] puts them together for one model, and [`evaluate`] turns a
//! [`scenario`] into candidates and their [`frontier`]. All of it is plain Rust that knows no browser.

pub mod catalog;
pub mod chart;
mod columnar;
mod distinct;
pub mod estimate;
pub mod evaluate;
pub mod frontier;
pub mod ggml;
pub mod memory;
pub mod named;
pub mod quality;
pub mod rich_text;
pub mod scenario;
pub mod sentences;
pub mod speed;
pub mod units;
