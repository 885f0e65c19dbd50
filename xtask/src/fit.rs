//! The fits behind `data/`, a package of their own: they need linear algebra, which nothing else
//! here should wait for, and an optimized build.

use anyhow::Result;

use crate::command::{cargo, run};
use crate::project::Project;

/// Runs the fit of this name: writes its file in `data/`, or only checks it.
pub fn fit(project: &Project, name: &str, check: bool) -> Result<()> {
    let mut command = cargo();
    command
        .args(["run", "--release", "--quiet", "--package", "headroom-fit"])
        .args(["--", name])
        .arg(project.root().join("data"))
        .current_dir(project.root());
    if check {
        command.arg("--check");
    }
    run(&mut command)
}
