//! What the page itself must keep: nothing inline, nothing from elsewhere, a strict policy.

use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};

/// What is wrong with the page, where these are the files of the site.
pub(super) fn page_faults(html: &str, names: &[String]) -> Vec<String> {
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

/// Whether an address leads out of the folder that the page is in.
pub(super) fn is_elsewhere(address: &str) -> bool {
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
}
