//! Where things are.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The project's folder, and the places in it that the other modules work with.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The project that this program belongs to.
    pub fn here() -> Result<Self> {
        // Cargo says at run time where the package is, so that the folder may be moved.
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package
            .ancestors()
            .find(|folder| folder.join("Trunk.toml").is_file())
            .with_context(|| format!("No Trunk.toml in or above {}.", package.display()))?;
        Ok(Self::at(root))
    }

    /// The project in the given folder.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder of the project.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The built site.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The stylesheet that `index.html` names.
    pub fn stylesheet(&self) -> PathBuf {
        self.root.join("target/site/style.css")
    }

    /// The compiler flags of this machine, which `.cargo/config.toml` includes.
    pub fn machine_flags(&self) -> PathBuf {
        self.root.join("target/site/cargo.toml")
    }

    /// Programs that are installed for this project alone.
    pub fn tools(&self) -> PathBuf {
        self.root.join("target").join("tools")
    }
}

/// Writes a file that is made from others; leaves it untouched where it is the same already, so
/// that nothing is built anew for it.
pub(crate) fn write_generated(file: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(file).is_ok_and(|present| present == text) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("{} could not be made.", folder.display()))?;
    }
    fs::write(file, text).with_context(|| format!("{} could not be written.", file.display()))
}
