//! What a visitor does with the page.

mod command;
mod controls;
mod keyboard;
mod navigation;
mod pointer;
mod reading;
mod scripts;
mod waiting;
mod window;

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use fantoccini::Client;

pub use keyboard::shift;

use crate::engine::Engine;

/// A page in a browser.
pub struct Page {
    client: Client,
    engine: Engine,
    base: String,
    profile: PathBuf,
    /// What was complained of before the page was left.
    past: RefCell<Vec<String>>,
}

impl Page {
    pub(crate) fn new(client: Client, engine: Engine, base: String, profile: &Path) -> Self {
        Self {
            client,
            engine,
            base,
            profile: profile.to_owned(),
            past: RefCell::default(),
        }
    }
}
