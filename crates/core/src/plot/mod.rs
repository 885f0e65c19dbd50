//! Stops of a slider.

mod stops;

pub use stops::{context_stops, memory_stops, nearest_stop};
