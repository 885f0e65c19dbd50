//! Where things are.

use std::env;
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

    /// Programs that are installed for this project alone.
    pub fn tools(&self) -> PathBuf {
        self.root.join("target").join("tools")
    }
}
