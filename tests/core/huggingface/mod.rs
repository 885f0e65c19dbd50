//! Models read from a Hugging Face `config.json`.

mod families;
mod fields;
mod models;
