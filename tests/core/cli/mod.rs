//! Estimates and frontiers in batch: text in, JSON out.

mod estimate;
mod exact;
mod frontier;
mod speed;
