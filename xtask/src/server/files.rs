//! Which file an address names, and that it names no other.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

/// A folder to serve, and how.
#[derive(Clone, Debug)]
pub struct Site {
    pub(super) folder: PathBuf,
    pub(super) prefix: String,
    pub(super) headers: Vec<(String, String)>,
}

impl Site {
    /// The site in the folder, at the root of the address.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            prefix: "/".to_owned(),
            headers: Vec::new(),
        }
    }

    /// Puts the site under a path: `/repo/sub/`.
    pub fn under(mut self, path: &str) -> Self {
        let path = path.trim_matches('/');
        self.prefix = if path.is_empty() {
            "/".to_owned()
        } else {
            format!("/{path}/")
        };
        self
    }

    /// Adds a header to every answer.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What to answer to a request for this address (path and query).
    pub(super) fn find(&self, address: &str) -> Found {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        if path == self.prefix.trim_end_matches('/') && !path.is_empty() {
            return Found::Elsewhere(self.prefix.clone());
        }
        let Some(rest) = path.strip_prefix(&self.prefix) else {
            return Found::Nothing;
        };
        let Some(relative) = safe_path(rest) else {
            return Found::Nothing;
        };
        let mut file = self.folder.join(relative);
        if file.is_dir() {
            if !path.ends_with('/') {
                return Found::Elsewhere(format!("{path}/"));
            }
            file.push("index.html");
        } else if path.ends_with('/') {
            return Found::Nothing;
        }
        // A link in the folder may lead out of it.
        match (file.canonicalize(), self.folder.canonicalize()) {
            (Ok(real), Ok(folder)) if real.starts_with(&folder) && real.is_file() => {
                Found::File(real)
            }
            _ => Found::Nothing,
        }
    }
}

/// What there is at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    File(PathBuf),
    Elsewhere(String),
    Nothing,
}

/// The path below the site's folder that an address names, unless a part of it could lead out of
/// the folder or is hidden.
fn safe_path(encoded: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(encoded).decode_utf8().ok()?;
    let mut path = PathBuf::new();
    let trimmed = decoded.strip_suffix('/').unwrap_or(&decoded);
    if trimmed.is_empty() {
        return Some(path);
    }
    for part in trimmed.split('/') {
        if part.is_empty() || part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        path.push(part);
    }
    Some(path)
}

/// The type that browsers expect of such a file.
pub(super) fn content_type(file: &Path) -> &'static str {
    let extension = file.extension().and_then(|extension| extension.to_str());
    match extension.unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::fs;

    /// A folder of its own for each test, with a site in it and a secret beside it.
    pub(in super::super) struct Folder(PathBuf);

    impl Folder {
        pub(in super::super) fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("headroom-server-{}-{name}", std::process::id()));
            fs::create_dir_all(folder.join("site/deep")).unwrap();
            fs::write(folder.join("secret.txt"), "secret").unwrap();
            fs::write(folder.join("site/index.html"), "<title>page</title>").unwrap();
            fs::write(folder.join("site/a b.wasm"), "\0asm").unwrap();
            fs::write(folder.join("site/.hidden"), "hidden").unwrap();
            Self(folder)
        }

        pub(in super::super) fn site(&self) -> Site {
            Site::new(self.0.join("site"))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    #[test]
    fn no_address_leads_out_of_the_folder() {
        let folder = Folder::new("traversal");
        for address in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/%2E%2E%2Fsecret.txt",
            "/..%5csecret.txt",
            "/deep/../../secret.txt",
            "/./index.html",
            "//secret.txt",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/C:/secret.txt",
            "/.hidden",
            "/index.html%00.txt",
            "/%ff",
            "secret.txt",
            "",
        ] {
            assert_eq!(folder.site().find(address), Found::Nothing, "{address}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_out_of_the_folder() {
        let folder = Folder::new("link");
        std::os::unix::fs::symlink(folder.0.join("secret.txt"), folder.0.join("site/link.txt"))
            .unwrap();
        assert_eq!(folder.site().find("/link.txt"), Found::Nothing);
    }

    #[test]
    fn folders_and_queries_find_their_page() {
        let folder = Folder::new("pages");
        let page = Found::File(folder.0.join("site/index.html").canonicalize().unwrap());
        let site = folder.site();
        assert_eq!(site.find("/"), page);
        assert_eq!(site.find("/?vram=24&q=../x"), page);
        assert_eq!(site.find("/index.html"), page);
        assert_eq!(site.find("/index.html/"), Found::Nothing);
        assert_eq!(site.find("/deep"), Found::Elsewhere("/deep/".to_owned()));
        assert_eq!(site.find("/deep/"), Found::Nothing);

        let below = folder.site().under("repo/sub");
        assert_eq!(below.find("/repo/sub/?x"), page);
        assert_eq!(
            below.find("/repo/sub"),
            Found::Elsewhere("/repo/sub/".to_owned())
        );
        assert_eq!(below.find("/"), Found::Nothing);
        assert_eq!(below.find("/repo/subject/"), Found::Nothing);
    }
}
