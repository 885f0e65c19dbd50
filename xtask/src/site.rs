//! The site: Trunk builds it, in release form, into `dist/`.

use std::env;
use std::process::Command;

use anyhow::Result;

use crate::command::{path_with, run};
use crate::dist;
use crate::install::tools::Tools;
use crate::project::Project;

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
    let mut command = Command::new(&tools.trunk);
    command
        .current_dir(project.root())
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // The flags in .cargo/config.toml count only where these are not set.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    if let Some(folder) = tools.wasm_bindgen.parent() {
        command.env("PATH", path_with(folder)?);
    }
    // Trunk reads the values `true` and `false` only, where others set `1`.
    if env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    Ok(command)
}
