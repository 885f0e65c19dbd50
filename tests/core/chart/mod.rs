//! The pictures.

mod frontier_options;
mod golden;
mod scatter;
mod stylesheet;
