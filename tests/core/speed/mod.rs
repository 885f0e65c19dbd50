//! Decode and prefill speed.

mod candidates;
mod estimates;
