//! Trunk and wasm-bindgen: found where the machine has them, else installed for this project alone.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{cargo, on_path, output, run};
use crate::pins::Pins;
use crate::project::Project;

/// What the program is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The programs that build the site.
#[derive(Clone, Debug)]
pub struct Tools {
    /// Trunk's file.
    pub trunk: PathBuf,
    /// The file of wasm-bindgen's program.
    pub wasm_bindgen: PathBuf,
}

impl Tools {
    /// Finds the tools, and installs what is missing.
    pub fn ready(project: &Project) -> Result<Self> {
        let pins = Pins::of(project)?;
        add_target(project)?;
        let trunk = Tool::new("trunk", "trunk", &pins.trunk);
        let wasm_bindgen = Tool::new("wasm-bindgen", "wasm-bindgen-cli", &pins.wasm_bindgen);
        let root = project.tools();
        let missing: Vec<&Tool> = [&wasm_bindgen, &trunk]
            .into_iter()
            .filter(|tool| tool.find(&root).is_none())
            .collect();
        if !missing.is_empty() {
            let names: Vec<String> = missing.iter().map(|tool| tool.label()).collect();
            println!(
                "Installing {} under target/tools. This happens once and takes about 10 to 15 minutes.",
                names.join(" and ")
            );
            for tool in missing {
                tool.install(&root)?;
            }
            // A gigabyte that nothing needs again.
            fs::remove_dir_all(scratch(&root)).ok();
        }
        Ok(Self {
            trunk: trunk.expect_in(&root)?,
            wasm_bindgen: wasm_bindgen.expect_in(&root)?,
        })
    }
}

/// A program of a certain version.
#[derive(Debug)]
struct Tool {
    /// What its file is called.
    program: &'static str,
    /// The package that has it.
    package: &'static str,
    version: String,
}

impl Tool {
    fn new(program: &'static str, package: &'static str, version: &str) -> Self {
        Self {
            program,
            package,
            version: version.to_owned(),
        }
    }

    fn label(&self) -> String {
        format!("{} {}", self.program, self.version)
    }

    /// The program under the project's tools or on the path, if its version is the right one.
    fn find(&self, root: &Path) -> Option<PathBuf> {
        let own = root
            .join("bin")
            .join(format!("{}{}", self.program, env::consts::EXE_SUFFIX));
        [Some(own), on_path(self.program)]
            .into_iter()
            .flatten()
            .find(|file| file.is_file() && self.is(file))
    }

    fn is(&self, file: &Path) -> bool {
        output(Command::new(file).arg("--version"))
            .is_ok_and(|said| says_version(&said, &self.version))
    }

    fn expect_in(&self, root: &Path) -> Result<PathBuf> {
        self.find(root)
            .with_context(|| format!("{} was installed, but does not run.", self.label()))
    }

    /// With the versions of its parts that its makers tested; where the registry lacks one of
    /// those, with the nearest it has, and without the parts that only serve to download.
    fn install(&self, root: &Path) -> Result<()> {
        let install = |options: &[&str]| {
            run(cargo()
                .arg("install")
                .arg(self.package)
                .args(["--version", &format!("={}", self.version), "--force"])
                .arg("--root")
                .arg(root)
                .arg("--target-dir")
                .arg(scratch(root))
                .args(options))
        };
        if install(&["--locked"]).is_ok() {
            return Ok(());
        }
        if self.package != "wasm-bindgen-cli" {
            bail!("{} could not be installed.", self.label());
        }
        println!("Trying again with other versions of its parts.");
        install(&["--no-default-features"])
            .with_context(|| format!("{} could not be installed.", self.label()))
    }
}

fn scratch(root: &Path) -> PathBuf {
    root.join("build")
}

/// Whether `trunk 1.2.3` or `wasm-bindgen 1.2.3 (abc)` is the version asked for.
fn says_version(said: &str, version: &str) -> bool {
    said.split_whitespace().nth(1) == Some(version)
}

/// Adds the target to the toolchain where it lacks it.
pub fn add_target(project: &Project) -> Result<()> {
    let sysroot = output(Command::new(rustc()).args(["--print", "sysroot"]))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET);
    if library.is_dir() {
        return Ok(());
    }
    if on_path("rustup").is_none() {
        bail!("Rust's standard library for {TARGET} is missing: install it, or use rustup.");
    }
    run(Command::new("rustup")
        .args(["target", "add", TARGET])
        .current_dir(project.root()))
}

/// The compiler.
pub fn rustc() -> std::ffi::OsString {
    env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_version_will_do() {
        assert!(says_version("trunk 0.21.14\n", "0.21.14"));
        assert!(says_version("wasm-bindgen 0.2.130 (abc)", "0.2.130"));
        assert!(!says_version("trunk 0.21.14-rc.1", "0.21.14"));
        assert!(!says_version("wasm-bindgen 0.2.13", "0.2.130"));
        assert!(!says_version("", "0.2.130"));
    }
}
