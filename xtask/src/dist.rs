//! What the built site must keep: no inline code, no other hosts, relative addresses, names that
//! change with the content, and a program without names.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};

use crate::wasm;

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
            "html" => page_faults(&text(), &names),
            "css" => style_faults(&text()),
            "js" => script_faults(&text()),
            "wasm" => program_faults(&bytes),
            _ => Vec::new(),
        };
        faults.extend(found.iter().map(|fault| format!("{name}: {fault}")));
        if extension != "html" && !is_hashed(name) {
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

fn page_faults(html: &str, names: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut policy = None;
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut in_script = false;
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                in_script = &**tag.name == b"script";
                tag_faults(&tag, names, &mut faults);
                if &**tag.name == b"meta"
                    && attribute(&tag, "http-equiv")
                        .is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"))
                {
                    policy = attribute(&tag, "content");
                }
            }
            Token::EndTag(_) => in_script = false,
            Token::String(text) if in_script && !text.trim_ascii().is_empty() => {
                faults.push("has an inline script".to_owned());
            }
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    match policy {
        Some(policy) => faults.extend(policy_faults(&policy)),
        None => faults.push("has no Content-Security-Policy".to_owned()),
    }
    faults
}

fn tag_faults(tag: &StartTag<()>, names: &[String], faults: &mut Vec<String>) {
    let element = String::from_utf8_lossy(&tag.name).into_owned();
    match element.as_str() {
        "style" => faults.push("has an inline style sheet".to_owned()),
        "base" => faults.push("sets a base address".to_owned()),
        "script" if attribute(tag, "src").is_none() => {
            faults.push("has a script without a file".to_owned());
        }
        _ => {}
    }
    for (name, value) in &tag.attributes {
        let name = String::from_utf8_lossy(name);
        let value = String::from_utf8_lossy(value);
        if name == "style" {
            faults.push(format!("<{element}> has an inline style"));
        }
        if name.starts_with("on") {
            faults.push(format!("<{element}> has an inline script ({name})"));
        }
        let fetched = matches!(&*name, "src" | "srcset" | "data" | "poster")
            || (name == "href" && element == "link");
        if fetched {
            faults.extend(address_fault(&value, names));
        } else if name == "href" && value.starts_with('/') {
            faults.push(format!("{value} does not work under a sub-path"));
        }
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

/// What is wrong with an address that the page fetches.
fn address_fault(address: &str, names: &[String]) -> Option<String> {
    if is_elsewhere(address) {
        return Some(format!("{address} is not a relative address"));
    }
    let name = address.strip_prefix("./").unwrap_or(address);
    (!names.iter().any(|file| file == name)).then(|| format!("{address} is not in the site"))
}

fn is_elsewhere(address: &str) -> bool {
    address.starts_with('/') || address.contains(':')
}

/// The page asks nothing of other hosts and runs nothing but its own files.
fn policy_faults(policy: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut directives = policy.split(';').map(|part| part.split_whitespace());
    if !directives.any(|words| words.eq(["default-src", "'none'"])) {
        faults.push("the policy does not begin with default-src 'none'".to_owned());
    }
    let allowed = ["'none'", "'self'", "'wasm-unsafe-eval'", "data:", "blob:"];
    for directive in policy.split(';') {
        for source in directive.split_whitespace().skip(1) {
            if !allowed.contains(&source) {
                faults.push(format!("the policy allows {source}"));
            }
        }
    }
    faults
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

    const POLICY: &str = "<meta http-equiv=Content-Security-Policy \
         content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:\">";

    fn faults(html: &str) -> Vec<String> {
        page_faults(&format!("{POLICY}{html}"), &["a-1.js".to_owned()])
    }

    #[test]
    fn a_page_of_its_own_files_is_fine() {
        let page = "<link rel=preload href=./a-1.js><script type=module src=./a-1.js></script>\
                    <a href=\"https://example.org\">x</a><a href=\"?view=how\">y</a>";
        assert_eq!(faults(page), Vec::<String>::new());
    }

    #[test]
    fn inline_code_is_found() {
        for page in [
            "<script>run()</script>",
            "<script src=./a-1.js>run()</script>",
            "<style>p{}</style>",
            "<p style='color:red'>",
            "<p onclick='run()'>",
            "<base href=/x/>",
        ] {
            assert!(!faults(page).is_empty(), "{page}");
        }
    }

    #[test]
    fn addresses_that_are_not_relative_are_found() {
        for page in [
            "<script src=/a-1.js></script>",
            "<script src=//example.org/a-1.js></script>",
            "<img src=https://example.org/a.png>",
            "<link rel=icon href=/favicon.ico>",
            "<link rel=icon href=./missing.svg>",
            "<a href=/how>",
        ] {
            assert_eq!(faults(page).len(), 1, "{page}");
        }
    }

    #[test]
    fn a_policy_must_be_there_and_strict() {
        assert_eq!(page_faults("<p>", &[]).len(), 1);
        assert_eq!(policy_faults("script-src 'self'").len(), 1);
        assert_eq!(
            policy_faults("default-src 'none'; script-src 'unsafe-inline' https:").len(),
            2
        );
        assert!(policy_faults("default-src 'none'; img-src data:").is_empty());
    }

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
