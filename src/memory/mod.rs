//! How much memory a model takes.

pub mod exact;
