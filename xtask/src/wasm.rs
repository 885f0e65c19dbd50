//! The program's file: its custom sections (names, producers) say nothing to a browser.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};

/// Takes the custom sections out of every program in the folder.
pub fn strip_all_in(folder: &Path) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} could not be read.", folder.display()))?;
    for entry in entries {
        let file = entry?.path();
        if file
            .extension()
            .is_some_and(|extension| extension == "wasm")
        {
            let program = fs::read(&file)
                .with_context(|| format!("{} could not be read.", file.display()))?;
            let stripped = strip(&program)
                .with_context(|| format!("{} is not a WebAssembly module.", file.display()))?;
            fs::write(&file, stripped)
                .with_context(|| format!("{} could not be written.", file.display()))?;
        }
    }
    Ok(())
}

/// The module without its custom sections.
pub fn strip(program: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload?;
        if matches!(payload, Payload::CustomSection(_)) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let data = program
                .get(range)
                .context("A section reaches beyond the end.")?;
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

/// The names of the module's custom sections.
pub fn custom_sections(program: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(program) {
        if let Payload::CustomSection(section) = payload? {
            names.push(section.name().to_owned());
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, FunctionSection, TypeSection};

    /// A module with one function type, one function and a body, and the custom sections given.
    fn module(custom: &[&str]) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut functions = FunctionSection::new();
        functions.function(0);
        module.section(&functions);
        module.section(&RawSection {
            id: 10,
            data: &[1, 2, 0, 0x0b],
        });
        for name in custom {
            module.section(&CustomSection {
                name: (*name).into(),
                data: (&[1, 2, 3]).into(),
            });
        }
        module.finish()
    }

    #[test]
    fn custom_sections_are_found_by_name() {
        let program = module(&["producers", "name"]);
        assert_eq!(custom_sections(&program).unwrap(), ["producers", "name"]);
    }

    #[test]
    fn stripping_leaves_everything_else_as_it_was() {
        assert_eq!(strip(&module(&["name", "x"])).unwrap(), module(&[]));
        assert_eq!(strip(&module(&[])).unwrap(), module(&[]));
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        assert!(strip(b"<!doctype html>").is_err());
        let whole = module(&["name"]);
        assert!(strip(&whole[..whole.len() - 1]).is_err());
    }
}
