//! The pictures.

mod golden;
mod scatter;
mod stylesheet;
