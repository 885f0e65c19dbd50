//! One stylesheet out of `style/main.css` and the files that it imports, so that the page fetches
//! one file where the source has one per component.
//!
//! Reads what the project's own stylesheets use: each `@import "file.css"`, with a cascade layer or
//! a media query where there is one, on a line of its own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::project::{Project, write_generated};

/// Writes the stylesheet that `index.html` names.
pub fn write(project: &Project) -> Result<()> {
    let css = bundle(&project.root().join("style/main.css"))?;
    write_generated(&project.stylesheet(), &css)
}

/// The stylesheet with every import replaced by what it names.
pub fn bundle(file: &Path) -> Result<String> {
    include(file, &mut Vec::new())
}

fn include(file: &Path, open: &mut Vec<PathBuf>) -> Result<String> {
    if open.iter().any(|outer| outer == file) {
        bail!("{} imports itself.", file.display());
    }
    let text = fs::read_to_string(file)
        .with_context(|| format!("{} could not be read.", file.display()))?;
    open.push(file.to_owned());
    let mut css = String::with_capacity(text.len());
    for line in text.lines() {
        if line.trim_start().starts_with("@import") {
            let import = Import::parse(line.trim())
                .with_context(|| format!("In {}: `{}`", file.display(), line.trim()))?;
            let inner = include(&file.with_file_name(&import.file), open)?;
            css.push_str(&import.wrap(&inner));
        } else {
            css.push_str(line);
        }
        css.push('\n');
    }
    open.pop();
    Ok(css)
}

/// One `@import` line.
#[derive(Debug, PartialEq, Eq)]
struct Import {
    file: String,
    /// `None`: no layer. `Some("")`: a layer without a name.
    layer: Option<String>,
    media: String,
}

impl Import {
    fn parse(line: &str) -> Result<Self> {
        let rest = line
            .strip_prefix("@import")
            .and_then(|rest| rest.strip_suffix(';'))
            .context("An import stands on a line of its own and ends in a semicolon.")?
            .trim();
        let (file, rest) = quoted(rest).context("An import names its file in quotes.")?;
        if file.contains(':') || file.starts_with('/') {
            bail!("Only files of the project can be imported.");
        }
        let (layer, media) = match rest.strip_prefix("layer") {
            Some(rest) => match rest.strip_prefix('(') {
                Some(rest) => {
                    let (name, rest) = rest
                        .split_once(')')
                        .context("The layer's name lacks its closing bracket.")?;
                    (Some(name.trim().to_owned()), rest)
                }
                None => (Some(String::new()), rest),
            },
            None => (None, rest),
        };
        Ok(Self {
            file: file.to_owned(),
            layer,
            media: media.trim().to_owned(),
        })
    }

    fn wrap(&self, css: &str) -> String {
        let layered = match &self.layer {
            Some(name) => format!("@layer {name} {{\n{css}}}\n"),
            None => css.to_owned(),
        };
        if self.media.is_empty() {
            layered
        } else {
            format!("@media {} {{\n{layered}}}\n", self.media)
        }
    }
}

/// The text in quotes, bare or in `url()`, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let (text, closing) = match text.strip_prefix("url(") {
        Some(inner) => (inner, ")"),
        None => (text, ""),
    };
    let quote = text.chars().next().filter(|first| "\"'".contains(*first))?;
    let (inside, rest) = text.get(1..)?.split_once(quote)?;
    Some((inside, rest.strip_prefix(closing)?.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_may_have_a_layer_and_a_media_query() {
        let import = Import::parse("@import url(\"chart.css\") layer(parts) print;").unwrap();
        assert_eq!(import.file, "chart.css");
        assert_eq!(import.layer.as_deref(), Some("parts"));
        assert_eq!(import.media, "print");
        assert_eq!(
            import.wrap("p {}\n"),
            "@media print {\n@layer parts {\np {}\n}\n}\n"
        );
    }

    #[test]
    fn a_plain_import_is_put_in_as_it_is() {
        let import = Import::parse("@import 'a.css';").unwrap();
        assert_eq!(import.wrap("p {}\n"), "p {}\n");
    }

    #[test]
    fn other_hosts_and_unfinished_lines_are_refused() {
        assert!(Import::parse("@import \"https://example.org/a.css\";").is_err());
        assert!(Import::parse("@import \"//example.org/a.css\";").is_err());
        assert!(Import::parse("@import \"a.css\"").is_err());
        assert!(Import::parse("@import a.css;").is_err());
        assert!(Import::parse("@import \"a.css\" layer(x;").is_err());
    }
}
