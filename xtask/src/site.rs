//! The site: Trunk builds it, in release form, into `dist/`.

use std::env;
use std::fs;
use std::path::{MAIN_SEPARATOR, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{cargo, path_with, run};
use crate::dist;
use crate::project::Project;
use crate::standard_library;
use crate::tools::{TARGET, Tools};

/// Builds the site and checks the result.
pub fn build(project: &Project) -> Result<()> {
    run(trunk(project)?.args(["--log", LOUD_ENOUGH, "build"]))?;
    dist::check(&project.dist())
}

/// Builds the site and serves it with Trunk, which builds it anew on every change.
pub fn watch(project: &Project) -> Result<()> {
    run(trunk(project)?.arg("serve"))
}

/// Trunk warns of each script that it leaves as it is; `dist::check` sees what matters of that.
const LOUD_ENOUGH: &str = "warn,trunk::processing::minify=error";

fn trunk(project: &Project) -> Result<Command> {
    let tools = Tools::ready(project)?;
    standard_library::ready(project)?;
    // The sources must be here before their folder can be named.
    run(cargo()
        .args(["fetch", "--quiet", "--locked", "--target", TARGET])
        .current_dir(project.root()))?;
    let mut command = Command::new(&tools.trunk);
    command
        .current_dir(project.root())
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            format!("{} {}", standard_library::FLAGS, without_folders()?),
        )
        // The flags in .cargo/config.toml count only where these are not set.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    standard_library::build_with(&mut command);
    if let Some(folder) = tools.wasm_bindgen.parent() {
        command.env("PATH", path_with(folder)?);
    }
    // Trunk reads the values `true` and `false` only, where others set `1`.
    if env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    Ok(command)
}

/// Compiler flags that keep the folders of this machine out of the messages in the program, so
/// that every machine builds the same.
fn without_folders() -> Result<String> {
    let sources = cargo_home()?.join("registry").join("src");
    let mut flags = Vec::new();
    for entry in fs::read_dir(&sources).into_iter().flatten() {
        let folder = entry?.path();
        flags.push(format!(
            "--remap-path-prefix={}{MAIN_SEPARATOR}=",
            folder.display()
        ));
    }
    // Spaces part the flags here, and a folder with a space in its name is not worth an error.
    flags.retain(|flag| !flag.contains(char::is_whitespace));
    Ok(flags.join(" "))
}

fn cargo_home() -> Result<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .context("The folder of Cargo is not known: set CARGO_HOME.")
}
