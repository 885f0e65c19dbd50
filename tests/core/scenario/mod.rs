//! The scenario and its text form.

mod extra_gpus;
mod fields;
mod query_string;
mod readme;
mod use_cases;
