//! Compiler flags that keep the folders of this machine out of the program.
//!
//! Every check that can fail carries the path of its source file, and the path of a dependency
//! begins with Cargo's folder in somebody's home. `--remap-path-prefix` takes that beginning away,
//! so that the program tells nothing of the machine and is the same from every machine.
//!
//! The flag needs the folder's absolute name, which no file of the project can hold. Cargo's
//! `trim-paths` would do it by itself, but is not stable (Rust 1.95). Setting `RUSTFLAGS` from here
//! would leave out those who call `trunk build`. So a hook of Trunk writes the flags to a file in
//! `target/` that `.cargo/config.toml` includes, whoever calls Trunk.

use std::env;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use toml::Value;

use crate::command::{output, rustc};
use crate::install::rust::TARGET;
use crate::project::{Project, write_generated};

/// Writes the flags of this machine.
pub fn write(project: &Project) -> Result<()> {
    let registries = cargo_home()?.join("registry").join("src");
    let mut flags = Vec::new();
    for entry in fs::read_dir(&registries).into_iter().flatten() {
        flags.push(remap(&entry?.path(), ""));
    }
    flags.sort();
    // Where the standard library's source is installed, its paths are those of the toolchain's
    // folder. Elsewhere they begin with /rustc/.
    let version = output(Command::new(rustc()).arg("-vV"))?;
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))
        .context("`rustc -vV` names no commit.")?;
    let sysroot = output(Command::new(rustc()).args(["--print", "sysroot"]))?;
    let source = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    flags.push(remap(&source, &format!("/rustc/{commit}/")));
    write_generated(&project.machine_flags(), &config(flags))
}

fn remap(folder: &Path, name: &str) -> String {
    format!(
        "--remap-path-prefix={}{MAIN_SEPARATOR}={name}",
        folder.display()
    )
}

/// The flags as a configuration of Cargo.
fn config(flags: Vec<String>) -> String {
    let flags = Value::Array(flags.into_iter().map(Value::String).collect());
    format!("[target.{TARGET}]\nrustflags = {flags}\n")
}

fn cargo_home() -> Result<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .context("The folder of Cargo is not known: set CARGO_HOME.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::Table;

    #[test]
    fn folders_with_spaces_and_backslashes_stay_one_flag() {
        let flag = "--remap-path-prefix=C:\\Users\\A B\\.cargo\\=".to_owned();
        let read: Table = config(vec![flag.clone()]).parse().unwrap();
        let flags = read["target"][TARGET]["rustflags"].as_array().unwrap();
        assert_eq!(flags, &[Value::String(flag)]);
    }
}
