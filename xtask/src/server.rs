//! A small server for a built site, on this machine only.
//!
//! `cargo xtask serve` and the browser tests use it. It gives files as they are, with the types
//! that browsers insist on.
//!
//! ```no_run
//! use xtask::server::{Server, Site};
//!
//! let site = Site::new("dist").under("/repo/sub/");
//! let server = Server::start(site, 0)?;
//! println!("{}", server.address("?vram=24")); // http://127.0.0.1:…/repo/sub/?vram=24
//! # anyhow::Ok(())
//! ```

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response};

/// Enough for what a browser asks at once.
const THREADS: usize = 4;

/// A folder to serve, and how.
#[derive(Clone, Debug)]
pub struct Site {
    folder: PathBuf,
    prefix: String,
    headers: Vec<(String, String)>,
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
    fn find(&self, address: &str) -> Found {
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

#[derive(Debug, PartialEq, Eq)]
enum Found {
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
fn content_type(file: &Path) -> &'static str {
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

/// A running server. It stops when it is dropped.
pub struct Server {
    inner: Arc<tiny_http::Server>,
    base: String,
    workers: Vec<JoinHandle<()>>,
}

impl Server {
    /// Serves the site on the port, or on a free one where it is 0.
    pub fn start(site: Site, port: u16) -> Result<Self> {
        if !site.folder.join("index.html").is_file() {
            return Err(anyhow!("There is no site in {}.", site.folder.display()));
        }
        let wanted = SocketAddr::from(([127, 0, 0, 1], port));
        let inner = tiny_http::Server::http(wanted).map_err(|error| {
            anyhow!("Port {port} cannot be used: {error}. `--port 0` takes a free one.")
        })?;
        let address = inner
            .server_addr()
            .to_ip()
            .context("The server has no address.")?;
        let base = format!("http://{address}{}", site.prefix);
        let (inner, site) = (Arc::new(inner), Arc::new(site));
        let workers = (0..THREADS)
            .map(|_| {
                let (inner, site) = (Arc::clone(&inner), Arc::clone(&site));
                thread::spawn(move || {
                    while let Ok(request) = inner.recv() {
                        // A browser that went away while it was answered is none of our business.
                        answer(&site, request).ok();
                    }
                })
            })
            .collect();
        Ok(Self {
            inner,
            base,
            workers,
        })
    }

    /// The address of the page, with this behind it: `""`, `"?vram=24"`.
    pub fn address(&self, rest: &str) -> String {
        format!("{}{rest}", self.base)
    }

    /// Serves until the program is stopped.
    pub fn wait(mut self) {
        for worker in self.workers.drain(..) {
            worker.join().ok();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in &self.workers {
            self.inner.unblock();
        }
        for worker in self.workers.drain(..) {
            worker.join().ok();
        }
    }
}

fn answer(site: &Site, request: Request) -> std::io::Result<()> {
    let mut headers: Vec<Header> = site
        .headers
        .iter()
        .filter_map(|(name, value)| header(name, value))
        .collect();
    // The next build is to be seen at once.
    headers.extend(header("Cache-Control", "no-cache"));
    headers.extend(header("X-Content-Type-Options", "nosniff"));
    if !matches!(request.method(), Method::Get | Method::Head) {
        headers.extend(header("Allow", "GET, HEAD"));
        return say(request, 405, "Only GET is answered.\n", headers);
    }
    match site.find(request.url()) {
        Found::File(path) => {
            let file = File::open(&path)?;
            headers.extend(header("Content-Type", content_type(&path)));
            let mut response = Response::from_file(file);
            for header in headers {
                response.add_header(header);
            }
            request.respond(response)
        }
        Found::Elsewhere(path) => {
            headers.extend(header("Location", &path));
            say(request, 308, "", headers)
        }
        Found::Nothing => say(request, 404, "There is no such file.\n", headers),
    }
}

fn say(request: Request, status: u16, text: &str, headers: Vec<Header>) -> std::io::Result<()> {
    let mut response = Response::from_string(text).with_status_code(status);
    for header in headers {
        response.add_header(header);
    }
    request.respond(response)
}

fn header(name: &str, value: &str) -> Option<Header> {
    Header::from_bytes(name.as_bytes(), value.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    /// A folder of its own for each test, with a site in it and a secret beside it.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("headroom-server-{}-{name}", std::process::id()));
            fs::create_dir_all(folder.join("site/deep")).unwrap();
            fs::write(folder.join("secret.txt"), "secret").unwrap();
            fs::write(folder.join("site/index.html"), "<title>page</title>").unwrap();
            fs::write(folder.join("site/a b.wasm"), "\0asm").unwrap();
            fs::write(folder.join("site/.hidden"), "hidden").unwrap();
            Self(folder)
        }

        fn site(&self) -> Site {
            Site::new(self.0.join("site"))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    fn ask(server: &Server, request: &str) -> String {
        let host = server.address("");
        let host = host
            .trim_start_matches("http://")
            .split('/')
            .next()
            .unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        write!(stream, "{request}\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
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

    #[test]
    fn files_are_served_with_their_type() {
        let folder = Folder::new("types");
        let site = folder.site().with_header("X-Test", "yes");
        let server = Server::start(site, 0).unwrap();

        let page = ask(&server, "GET / HTTP/1.1");
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        assert!(
            page.contains("Content-Type: text/html; charset=utf-8"),
            "{page}"
        );
        assert!(page.contains("X-Test: yes"), "{page}");
        assert!(page.contains("<title>page</title>"), "{page}");

        let program = ask(&server, "HEAD /a%20b.wasm HTTP/1.1");
        assert!(
            program.contains("Content-Type: application/wasm"),
            "{program}"
        );
        assert!(!program.contains("\0asm"), "{program}");

        assert!(ask(&server, "GET /no HTTP/1.1").starts_with("HTTP/1.1 404"));
        assert!(ask(&server, "GET /../secret.txt HTTP/1.1").starts_with("HTTP/1.1 404"));
        assert!(ask(&server, "DELETE / HTTP/1.1").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn a_folder_without_a_site_is_refused() {
        assert!(Server::start(Site::new("/nowhere"), 0).is_err());
    }
}
