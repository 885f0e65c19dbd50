//! The versions of the tools, which `Trunk.toml` names.

use std::fs;

use anyhow::{Context, Result, bail};
use toml::Table;

use crate::project::Project;

/// The versions of the tools that build the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// Trunk's version.
    pub trunk: String,
    /// The version of wasm-bindgen's program, the same as the library's.
    pub wasm_bindgen: String,
}

impl Versions {
    /// Reads them, and checks that wasm-bindgen's program and library agree.
    pub fn of(project: &Project) -> Result<Self> {
        let read = |name: &str| {
            fs::read_to_string(project.root().join(name))
                .with_context(|| format!("{name} could not be read."))
        };
        Self::parse(&read("Trunk.toml")?, &read("Cargo.lock")?)
    }

    fn parse(trunk_toml: &str, cargo_lock: &str) -> Result<Self> {
        let config: Table = trunk_toml
            .parse()
            .context("Trunk.toml is not valid TOML.")?;
        let versions = Self {
            trunk: config
                .get("trunk-version")
                .and_then(|version| version.as_str())
                .context("Trunk.toml lacks `trunk-version`.")?
                .to_owned(),
            wasm_bindgen: config
                .get("tools")
                .and_then(|tools| tools.get("wasm_bindgen"))
                .and_then(|version| version.as_str())
                .context("Trunk.toml lacks `wasm_bindgen` under `[tools]`.")?
                .to_owned(),
        };
        let library = locked_version(cargo_lock, "wasm-bindgen")?;
        if library != versions.wasm_bindgen {
            bail!(
                "Trunk.toml asks for wasm-bindgen {}, but Cargo.lock has {library}: they must be equal.",
                versions.wasm_bindgen
            );
        }
        Ok(versions)
    }
}

fn locked_version(cargo_lock: &str, name: &str) -> Result<String> {
    let lock: Table = cargo_lock
        .parse()
        .context("Cargo.lock is not valid TOML.")?;
    lock.get("package")
        .and_then(|packages| packages.as_array())
        .into_iter()
        .flatten()
        .find(|package| package.get("name").and_then(|found| found.as_str()) == Some(name))
        .and_then(|package| package.get("version")?.as_str())
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock does not have {name}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"a\"\nversion = \"9.0.0\"\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n";

    #[test]
    fn versions_are_read_from_trunks_own_file() {
        let config = "trunk-version = \"0.21.0\"\n[tools]\nwasm_bindgen = \"0.2.1\"\n";
        let versions = Versions::parse(config, LOCK).unwrap();
        assert_eq!(versions.trunk, "0.21.0");
        assert_eq!(versions.wasm_bindgen, "0.2.1");
    }

    #[test]
    fn program_and_library_of_different_versions_are_refused() {
        let config = "trunk-version = \"0.21.0\"\n[tools]\nwasm_bindgen = \"0.2.2\"\n";
        let error = Versions::parse(config, LOCK).unwrap_err().to_string();
        assert!(
            error.contains("0.2.2") && error.contains("0.2.1"),
            "{error}"
        );
    }

    #[test]
    fn a_missing_version_is_named() {
        let error = Versions::parse("[tools]\n", LOCK).unwrap_err().to_string();
        assert!(error.contains("trunk-version"), "{error}");
    }

    #[test]
    fn the_projects_own_versions_agree() {
        Versions::of(&Project::here().unwrap()).unwrap();
    }
}
