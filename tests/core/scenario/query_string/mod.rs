//! The query string: every key, every form, and what happens to the rest.

mod any;
mod asked;
mod memory;
mod setting_memory;
mod table;
mod whole;
mod workload;
