//! The parts of a chart that are plain arithmetic: scales, ticks, the staircase of a frontier, where
//! labels have room, and dots as pixels.

mod labels;
pub mod markup;
mod raster;
mod scale;
mod stairs;
mod ticks;

pub use labels::{Anchor, Label, place_labels};
pub use raster::{Color, Dot, Picture};
pub use scale::{Linear, Log, Scale};
pub use stairs::staircase;
pub use ticks::{doubling_ticks, round_ticks};
