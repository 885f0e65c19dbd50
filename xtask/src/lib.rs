//! Builds, serves and checks the site.
//!
//! A library, so that the browser tests can serve the built site just as `cargo xtask serve` does:
//! see [`server`].

pub mod axe;
pub mod budget;
pub mod chromium;
pub mod command;
pub mod debian;
pub mod dist;
pub mod fit;
pub mod gate;
pub mod paths;
pub mod pins;
pub mod project;
pub mod server;
pub mod site;
pub mod styles;
pub mod tools;
pub mod wasm;
