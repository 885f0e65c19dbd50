//! The query string: every key, every form, and what happens to the rest.

mod helpers;
mod memory;
mod properties;
mod round_trip;
mod setting_memory;
mod table;
mod workload;
