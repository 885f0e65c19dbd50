//! axe-core, which finds faults in a page's accessibility: one script, of one known content.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha512};

use super::apt;
use crate::command::{on_path, output};
use crate::project::Project;

const VERSION: &str = "4.14.1";

/// SHA-512 of the package, as the registry states it.
const INTEGRITY: &str =
    "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==";

/// The script's file; fetches it where it is not there yet.
pub fn ready(project: &Project) -> Result<PathBuf> {
    let folder = project.tools().join(format!("axe-core-{VERSION}"));
    let script = folder.join("axe.min.js");
    if script.is_file() {
        return Ok(script);
    }
    fs::create_dir_all(&folder)
        .with_context(|| format!("{} could not be made.", folder.display()))?;
    let package = fetch(&folder)?;
    let text = script_in(&package)?;
    fs::write(&script, text)
        .with_context(|| format!("{} could not be written.", script.display()))?;
    Ok(script)
}

/// Fetches the package with npm and checks that it is the known one.
fn fetch(folder: &Path) -> Result<Vec<u8>> {
    let npm = npm().map_or_else(
        || {
            apt::install(&["npm"]).context("axe-core is fetched with npm.")?;
            npm().context("npm was installed, but is not on the search path.")
        },
        Ok,
    )?;
    output(
        Command::new(npm)
            .args(["pack", "--silent", "--pack-destination"])
            .arg(folder)
            .arg("--cache")
            .arg(folder.join("cache"))
            .arg(format!("axe-core@{VERSION}")),
    )?;
    let file = folder.join(format!("axe-core-{VERSION}.tgz"));
    let package =
        fs::read(&file).with_context(|| format!("npm did not leave {}.", file.display()))?;
    fs::remove_file(&file).ok();
    fs::remove_dir_all(folder.join("cache")).ok();
    if STANDARD.encode(Sha512::digest(&package)) != INTEGRITY {
        bail!("The package of axe-core {VERSION} is not the one that is known here.");
    }
    Ok(package)
}

fn npm() -> Option<PathBuf> {
    on_path("npm").or_else(|| {
        // Where npm is a script for the command prompt.
        let folders = std::env::var_os("PATH")?;
        std::env::split_paths(&folders)
            .map(|folder| folder.join("npm.cmd"))
            .find(|file| file.is_file())
    })
}

/// The script out of the package.
fn script_in(package: &[u8]) -> Result<Vec<u8>> {
    let mut archive = tar::Archive::new(GzDecoder::new(package));
    for entry in archive.entries()? {
        let mut entry = entry?;
        if entry.path()?.ends_with("package/axe.min.js") {
            let mut text = Vec::new();
            entry.read_to_end(&mut text)?;
            return Ok(text);
        }
    }
    bail!("The package of axe-core {VERSION} has no axe.min.js.")
}
