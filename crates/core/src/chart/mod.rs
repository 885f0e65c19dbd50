//! Pictures of an evaluation: quality against memory with the frontier, the breakdown of a
//! candidate's memory, and the small picture of How it works.
//!
//! Each picture is a pure function to SVG text, or to pixels where there are thousands of dots. The
//! chart is made of marks that lie on each other, after the pattern of Observable Plot: each has a
//! file and reads a [`Geometry`], which holds the scales. Colours and widths come from
//! `style/pictures.css` by the classes of the elements.

pub mod markup;

mod axes;
mod bitmap;
mod breakdown_bar;
mod budget_line;
mod frontier;
mod frontier_options;
mod geometry;
mod intervals;
mod labels;
mod model_names;
mod nearest;
mod pareto_figure;
mod rings;
mod scale;
mod scatter;
mod step_path;
mod ticks;

pub use axes::axes;
pub use bitmap::{Bitmap, Color, Sprite};
pub use breakdown_bar::breakdown_bar;
pub use budget_line::budget_line;
pub use frontier::{FrontierPoint, frontier, frontier_points};
pub use frontier_options::{frontier_option_id, frontier_options};
pub use geometry::{Area, Geometry};
pub use labels::{Anchor, Label, place_labels};
pub use nearest::nearest;
pub use pareto_figure::pareto_figure;
pub use rings::rings;
pub use scale::{Linear, Log, Scale};
pub use scatter::{Dot, Palette, dots, scatter};
pub use step_path::{step_path, upper_steps};
pub use ticks::{doubling_ticks, round_ticks};
