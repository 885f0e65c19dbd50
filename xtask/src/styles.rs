//! One stylesheet out of `style/main.css` and the files that it imports, so that the page fetches
//! one file where the source has one per component.
//!
//! Reads the one form of import that `main.css` has. The bundler of lightningcss reads all of them,
//! and costs two minutes of compiling (its source maps bring sixty crates) before anything else here
//! can run; Trunk, which has it built in, minifies and checks the result.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::project::{Project, write_generated};

/// Writes the stylesheet that `index.html` names.
pub fn write(project: &Project) -> Result<()> {
    let css = bundle(&project.root().join("style/main.css"))?;
    write_generated(&project.stylesheet(), &css)
}

/// The stylesheet with every import replaced by the file that it names, in its cascade layer.
fn bundle(file: &Path) -> Result<String> {
    let read = |file: &Path| {
        fs::read_to_string(file).with_context(|| format!("{} could not be read.", file.display()))
    };
    let mut css = String::new();
    for line in read(file)?.lines() {
        if line.contains("@import") {
            let (name, layer) = import(line).with_context(|| {
                format!(
                    "In {}: `{line}` is not of the form `@import url(\"file.css\") layer(name);`.",
                    file.display()
                )
            })?;
            let imported = read(&file.with_file_name(name))?;
            css.push_str(&format!("@layer {layer} {{\n{imported}}}\n"));
        } else {
            css.push_str(line);
            css.push('\n');
        }
    }
    Ok(css)
}

/// The file and the layer of an import.
fn import(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("@import url(\"")?
        .strip_suffix(");")?
        .split_once("\") layer(")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_has_a_file_and_a_layer() {
        let line = "@import url(\"chart.css\") layer(parts);";
        assert_eq!(import(line), Some(("chart.css", "parts")));
    }

    #[test]
    fn other_imports_are_refused() {
        for line in [
            "@import \"a.css\";",
            "@import url(\"a.css\");",
            "@import url(\"a.css\") layer(x) print;",
            "  @import url(\"a.css\") layer(x);",
        ] {
            assert_eq!(import(line), None, "{line}");
        }
    }

    #[test]
    fn the_pages_own_stylesheet_has_no_import_left() {
        let main = Project::here().unwrap().root().join("style/main.css");
        let css = bundle(&main).unwrap();
        assert!(css.contains("@layer palette {\n") && !css.contains("@import"));
    }
}
