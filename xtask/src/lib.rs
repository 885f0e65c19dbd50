//! Builds, serves and checks the site.
//!
//! A library, so that the browser tests can serve the built site just as `cargo xtask serve` does:
//! see [`server`].

pub mod budget;
pub mod ci;
pub mod command;
pub mod dist;
pub mod fit;
pub mod install;
pub mod paths;
pub mod project;
pub mod server;
pub mod site;
pub mod styles;
pub mod wasm;
