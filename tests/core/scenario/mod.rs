//! The scenario and its text form.

mod extra_gpus;
mod query_string;
mod use_cases;
