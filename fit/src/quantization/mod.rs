//! The loss from quantization, in points of the index:
//!
//! ```text
//! points lost = K × (N / 8)^−γ × f / 0.035
//! ```
//!
//! Perplexity was measured often and says how types compare ([`perplexity`]); test scores were
//! measured seldom and say what that means in points ([`accuracy`]).

pub mod accuracy;
pub mod constants;
pub mod effects;
pub mod perplexity;
