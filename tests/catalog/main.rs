//! The data files: what they hold, and that a broken row is refused with its id and the reason.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;

mod broken;
mod contents;
mod files;
mod quantizations;
mod sources;
