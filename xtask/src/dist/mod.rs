//! What the built site must keep: no inline code, no other hosts, relative addresses, names that
//! change with the content, and a program without names.

mod page;

use std::fs;
use std::path::Path;

use self::page::{is_elsewhere, page_faults};
use crate::wasm;
use anyhow::{Context, Result, bail};

/// Checks the site; an error lists everything that is wrong with it.
pub fn check(dist: &Path) -> Result<()> {
    let mut faults = Vec::new();
    let names = files(dist)?;
    for name in &names {
        let bytes =
            fs::read(dist.join(name)).with_context(|| format!("{name} could not be read."))?;
        let text = || String::from_utf8_lossy(&bytes);
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let found = match extension {
            "html" if name == "index.html" => page_faults(&text(), &names),
            "css" => style_faults(&text()),
            "js" => script_faults(&text()),
            "wasm" => program_faults(&bytes),
            _ => Vec::new(),
        };
        faults.extend(found.iter().map(|fault| format!("{name}: {fault}")));
        if name != "index.html" && !is_hashed(name) {
            faults.push(format!("{name}: the name does not change with the content"));
        }
    }
    if !names.iter().any(|name| name == "index.html") {
        faults.push("index.html is missing".to_owned());
    }
    if !names.iter().any(|name| name.ends_with(".wasm")) {
        faults.push("the program is missing".to_owned());
    }
    if !faults.is_empty() {
        bail!(
            "The built site is not as it must be:\n  {}",
            faults.join("\n  ")
        );
    }
    Ok(())
}

/// The names of the site's files, with `/` between folders, in order.
pub fn files(dist: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let path = dist.join(&folder);
        let entries = fs::read_dir(&path).with_context(|| {
            format!(
                "{} is missing: `cargo xtask build` makes it.",
                path.display()
            )
        })?;
        for entry in entries {
            let entry = entry?;
            let name = format!("{folder}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push(format!("{name}/"));
            } else {
                names.push(name);
            }
        }
    }
    names.sort();
    Ok(names)
}

/// Whether a name has a part like `-1f3b87a209c4d5e6` or `-1f3b87a209c4d5e6_bg` before its end.
fn is_hashed(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        (8..=16).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

fn style_faults(css: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if css.contains("@import") {
        faults.push("imports another file".to_owned());
    }
    if css.contains("/*") {
        faults.push("was not made smaller: it has a mistake that Trunk stumbles over".to_owned());
    }
    for part in css.split("url(").skip(1) {
        let address = part
            .split(')')
            .next()
            .unwrap_or_default()
            .trim_matches(['"', '\'']);
        let local = address.starts_with('#') || address.starts_with("data:");
        if !local && is_elsewhere(address) {
            faults.push(format!("fetches {address}"));
        }
    }
    faults
}

fn script_faults(script: &str) -> Vec<String> {
    let code: Vec<&str> = script
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    ["http://", "https://", "sourceMappingURL"]
        .iter()
        .filter(|part| code.contains(*part))
        .map(|part| format!("has {part} in it"))
        .collect()
}

fn program_faults(program: &[u8]) -> Vec<String> {
    match wasm::custom_sections(program) {
        Ok(sections) => sections
            .iter()
            .map(|section| format!("still has the section {section}"))
            .collect(),
        Err(error) => vec![format!("is not a WebAssembly module: {error}")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stylesheets_stay_at_home() {
        assert!(style_faults("p{background:url(\"data:image/svg+xml,x\")}").is_empty());
        assert!(style_faults("p{fill:url(#a)}").is_empty());
        assert_eq!(style_faults("p{background:url(//example.org/a)}").len(), 1);
        assert_eq!(style_faults("@import \"a.css\"; /* x */").len(), 2);
    }

    #[test]
    fn addresses_in_the_comments_of_a_script_do_no_harm() {
        assert!(script_faults("  // see https://example.org\nrun();").is_empty());
        assert_eq!(script_faults("fetch('https://example.org');").len(), 1);
    }

    #[test]
    fn names_that_change_with_the_content_are_told_apart() {
        assert!(is_hashed("boot-1f3b87a209c4d5e6.js"));
        assert!(is_hashed("headroom-1f3b87a209c4d5e6_bg.wasm"));
        assert!(!is_hashed("boot.js"));
        assert!(!is_hashed("style-main.css"));
    }
}
