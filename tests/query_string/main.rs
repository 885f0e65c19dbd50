//! The query string: every key, every form, and what happens to the rest.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod any;
mod asked;
mod memory;
mod setting_memory;
mod table;
mod whole;
mod workload;
