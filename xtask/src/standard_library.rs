//! Rust's own library, built along with the page.
//!
//! The library that comes with the compiler writes a message for every check that fails, and what
//! writes it is a fifteenth of all that a visitor downloads. No visitor can read such a message: the
//! loader says in words that the program has stopped. So the page is built with a library whose
//! failed checks stop the program and no more. That takes switches which the compiler has not declared
//! stable; they are set here and nowhere else, for the page and not for the tests, and `trunk build`
//! alone does without them: its page does the same and is larger.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{on_path, output, run};
use crate::project::Project;
use crate::tools::rustc;

/// Compiler flags for a program that stops without a message.
pub const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none";

/// Lets a build make the library too.
pub fn build_with(command: &mut Command) {
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "");
}

/// Gets the library's source where it is missing.
pub fn ready(project: &Project) -> Result<()> {
    let sysroot = output(Command::new(rustc()).args(["--print", "sysroot"]))?;
    let source = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std");
    if source.is_dir() {
        return Ok(());
    }
    on_path("rustup").context(
        "The source of Rust's standard library is missing: install the component rust-src.",
    )?;
    run(Command::new("rustup")
        .args(["component", "add", "rust-src"])
        .current_dir(project.root()))
}
