//! Trunk and wasm-bindgen: those on the search path if their versions fit, otherwise this project's
//! own under `target/tools`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use super::rust;
use super::versions::Versions;
use crate::command::{cargo, on_path, output, run};
use crate::project::Project;

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
        let versions = Versions::of(project)?;
        rust::target(project)?;
        let wasm_bindgen = Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: versions.wasm_bindgen,
            compile: compile_wasm_bindgen,
            takes: "one to two minutes",
        };
        let trunk = Tool {
            program: "trunk",
            package: "trunk",
            version: versions.trunk,
            compile: compile_trunk,
            takes: "three to ten minutes",
        };
        Ok(Self {
            wasm_bindgen: wasm_bindgen.ready(project)?,
            trunk: trunk.ready(project)?,
        })
    }
}

/// A program of a certain version.
struct Tool {
    /// The name of its file.
    program: &'static str,
    /// The package that has it.
    package: &'static str,
    version: String,
    /// Puts it into `bin` of the folder of tools.
    compile: fn(&Project, &Tool) -> Result<()>,
    /// Time that compiling it takes, in words.
    takes: &'static str,
}

impl Tool {
    fn ready(&self, project: &Project) -> Result<PathBuf> {
        if let Some(file) = self.find(project) {
            return Ok(file);
        }
        let label = format!("{} {}", self.program, self.version);
        println!("The build needs {label}, which is not on the search path.");
        let begun = Instant::now();
        if !self.download(project) {
            println!(
                "Compiling it into target/tools: this happens once and takes {}.",
                self.takes
            );
            (self.compile)(project, self)
                .with_context(|| format!("{label} could not be compiled."))?;
        }
        let file = self
            .find(project)
            .with_context(|| format!("{label} was installed, but does not run."))?;
        println!("{label} is ready after {} s.", begun.elapsed().as_secs());
        Ok(file)
    }

    /// The program on the path or under the project's tools, if its version is the right one.
    fn find(&self, project: &Project) -> Option<PathBuf> {
        [on_path(self.program), Some(self.file(project))]
            .into_iter()
            .flatten()
            .find(|file| file.is_file() && self.is(file))
    }

    fn file(&self, project: &Project) -> PathBuf {
        let name = format!("{}{}", self.program, env::consts::EXE_SUFFIX);
        project.tools().join("bin").join(name)
    }

    fn is(&self, file: &Path) -> bool {
        output(Command::new(file).arg("--version"))
            .is_ok_and(|said| says_version(&said, &self.version))
    }

    /// Gets the program from its makers by cargo-binstall, where the machine has that.
    fn download(&self, project: &Project) -> bool {
        if on_path("cargo-binstall").is_none() {
            return false;
        }
        println!("Asking cargo-binstall for it, into target/tools.");
        let downloaded = run(cargo()
            .args(["binstall", "--no-confirm", "--force"])
            .args(["--strategies", "crate-meta-data"])
            .arg("--root")
            .arg(project.tools())
            .arg(format!("{}@={}", self.package, self.version)));
        downloaded.is_ok() && self.find(project).is_some()
    }
}

/// True if `trunk 1.2.3` or `wasm-bindgen 1.2.3 (abc)` is the version asked for.
fn says_version(said: &str, version: &str) -> bool {
    said.split_whitespace().nth(1) == Some(version)
}

/// By Trunk's own lock file, without what it does not need here (encrypted connections, a look for
/// newer versions), and not optimized: that halves the time, and a build of the site takes the same.
fn compile_trunk(project: &Project, tool: &Tool) -> Result<()> {
    let scratch = project.tools().join("build");
    run(cargo()
        .args(["install", "--locked", "--force", "--no-default-features"])
        .args([tool.package, "--version", &format!("={}", tool.version)])
        .arg("--root")
        .arg(project.tools())
        .arg("--target-dir")
        .arg(&scratch)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"))?;
    // A gigabyte that nothing needs again.
    fs::remove_dir_all(scratch).ok();
    Ok(())
}

/// From the workspace's own package and lock file.
fn compile_wasm_bindgen(project: &Project, tool: &Tool) -> Result<()> {
    const PACKAGE: &str = "headroom-wasm-bindgen";
    let target = project.root().join("target");
    run(cargo()
        .args(["build", "--locked", "--package", PACKAGE])
        .arg("--target-dir")
        .arg(&target)
        .current_dir(project.root()))?;
    let built = target
        .join("debug")
        .join(format!("{PACKAGE}{}", env::consts::EXE_SUFFIX));
    let file = tool.file(project);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(&built, &file).with_context(|| format!("{} is missing.", built.display()))?;
    Ok(())
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
