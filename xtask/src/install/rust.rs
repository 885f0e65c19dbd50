//! Parts of the Rust toolchain. `rust-toolchain.toml` names them and rustup brings them by itself,
//! unless it was told not to or Rust came another way.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::ensure_allowed;
use crate::command::{cargo, on_path, output, run, rustc};
use crate::project::Project;

/// The target that the page is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure of the standard library for [`TARGET`].
pub fn target(project: &Project) -> Result<()> {
    let sysroot = output(Command::new(rustc()).args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .is_dir()
    {
        return Ok(());
    }
    rustup(project, &["target", "add", TARGET])
}

/// Makes sure of Clippy and the formatter.
pub fn components(project: &Project) -> Result<()> {
    for (subcommand, component) in [("clippy", "clippy"), ("fmt", "rustfmt")] {
        let version = output(
            cargo()
                .args([subcommand, "--version"])
                .current_dir(project.root()),
        );
        if version.is_err() {
            rustup(project, &["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(project: &Project, arguments: &[&str]) -> Result<()> {
    let by_hand = format!(
        "A part of the Rust toolchain is missing: `rustup {}` adds it.",
        arguments.join(" ")
    );
    ensure_allowed(&by_hand)?;
    on_path("rustup").context(by_hand)?;
    run(Command::new("rustup")
        .args(arguments)
        .current_dir(project.root()))
}
