//! The program `wasm-bindgen`, for Trunk on machines that have none.
//!
//! A thin command line over wasm-bindgen's own library, so that `Cargo.lock` fixes every part of
//! it: `cargo install --locked wasm-bindgen-cli` brings a lock file of its own, which not every
//! registry can serve. It knows the switches that Trunk passes for this page, and no others.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use lexopt::prelude::*;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.typescript(true);
    let mut folder: Option<PathBuf> = None;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("version") => {
                println!("wasm-bindgen {}", wasm_bindgen_shared::version());
                return Ok(());
            }
            Long("target") => {
                let target = arguments.value()?.string()?;
                ensure!(
                    target == "web",
                    "The only target here is web, not {target}."
                );
                bindgen.web(true)?;
            }
            Long("out-dir") => folder = Some(arguments.value()?.into()),
            Long("out-name") => {
                bindgen.out_name(&arguments.value()?.string()?);
            }
            Long("no-typescript") => {
                bindgen.typescript(false);
            }
            Value(program) => {
                bindgen.input_path(PathBuf::from(program));
            }
            other => return Err(other.unexpected().into()),
        }
    }
    bindgen.generate(folder.context("--out-dir is missing.")?)
}
