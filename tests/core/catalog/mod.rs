//! The data files: what they hold, and that a broken row is refused with its id and the reason.

mod broken;
mod contents;
mod files;
mod gpu_detection;
mod quantizations;
mod sources;
