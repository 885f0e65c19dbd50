//! The built site's files: names that change with the content, and a program without names.
//!
//! The browser tests, which run under the page's own Content-Security-Policy, see that nothing is
//! inline, comes from another host or leaves the site's path.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::wasm;

/// Checks the site; an error lists everything that is wrong with it.
pub fn check(dist: &Path) -> Result<()> {
    let mut faults = Vec::new();
    let names = files(dist)?;
    let read = |name: &str| {
        fs::read(dist.join(name)).with_context(|| format!("{name} could not be read."))
    };
    for name in &names {
        if name != "index.html" && !is_hashed(name) {
            faults.push(format!("{name}: the name does not change with the content"));
        }
        // Trunk leaves a stylesheet as it is where it stumbles over a mistake in it.
        if name.ends_with(".css") && read(name)?.windows(2).any(|pair| pair == b"/*") {
            faults.push(format!("{name}: has a mistake that Trunk stumbles over"));
        }
        if name.ends_with(".wasm") {
            let sections = wasm::custom_sections(&read(name)?)
                .with_context(|| format!("{name} is not a WebAssembly module."))?;
            faults.extend(
                sections
                    .iter()
                    .map(|section| format!("{name}: still has the section {section}")),
            );
        }
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

/// True if a file's name has a part like `-1f3b87a209c4d5e6` or `-1f3b87a209c4d5e6_bg` before its
/// end.
pub(crate) fn is_hashed(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        (8..=16).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_change_with_the_content_are_told_apart() {
        assert!(is_hashed("boot-1f3b87a209c4d5e6.js"));
        assert!(is_hashed("headroom-1f3b87a209c4d5e6_bg.wasm"));
        assert!(!is_hashed("boot.js"));
        assert!(!is_hashed("style-main.css"));
    }
}
