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

mod files;

use std::fs::File;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Method, Request, Response};

pub use self::files::Site;
use self::files::{Found, content_type};

/// Enough for what a browser asks at once.
const THREADS: usize = 4;

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
    use super::files::tests::Folder;
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

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
