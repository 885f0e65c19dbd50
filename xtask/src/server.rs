//! A small server for a built site, on this machine only.
//!
//! `cargo xtask serve` and the browser tests use it.
//!
//! ```no_run
//! use xtask::server::{Server, Site};
//!
//! let site = Site::new("dist").under("/repo/sub/");
//! let server = Server::start(site, 0)?;
//! println!("{}", server.address("?vram=24")); // http://127.0.0.1:…/repo/sub/?vram=24
//! # anyhow::Ok(())
//! ```

use std::net::TcpListener;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::{Redirect, Response};
use axum::routing::get;
use tokio::runtime::Runtime;
use tower_http::services::ServeDir;

use crate::dist::is_hashed;

/// A folder to serve, the path it is served under, and headers of every response.
#[derive(Clone, Debug)]
pub struct Site {
    folder: PathBuf,
    prefix: String,
    headers: HeaderMap,
}

impl Site {
    /// The site in the folder, at the root of the address.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            prefix: "/".to_owned(),
            headers: HeaderMap::from_iter([(
                X_CONTENT_TYPE_OPTIONS,
                HeaderValue::from_static("nosniff"),
            )]),
        }
    }

    /// Puts the site under a path: `/repo/sub/`.
    pub fn under(mut self, path: &str) -> Self {
        self.prefix = match path.trim_matches('/') {
            "" => "/".to_owned(),
            path => format!("/{path}/"),
        };
        self
    }

    /// Adds a header to every response.
    ///
    /// # Errors
    /// If HTTP does not allow the name or the value.
    pub fn with_header(mut self, name: &str, value: &str) -> Result<Self> {
        let name: HeaderName = name.parse()?;
        self.headers.insert(name, value.parse()?);
        Ok(self)
    }

    fn router(self) -> Router {
        let files = ServeDir::new(&self.folder);
        let (prefix, bare) = (self.prefix.clone(), self.prefix.trim_end_matches('/'));
        let router = if bare.is_empty() {
            Router::new().fallback_service(files)
        } else {
            Router::new()
                .nest_service(&self.prefix, files)
                .route(bare, get(async move || Redirect::permanent(&prefix)))
        };
        router.layer(middleware::from_fn_with_state(self.headers, add_headers))
    }
}

/// Adds the site's headers, and for how long a browser may keep the file: for ever where its name
/// changes with its content; otherwise it asks every time, so that the next build is seen at once.
async fn add_headers(State(headers): State<HeaderMap>, request: Request, next: Next) -> Response {
    let hashed = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    let keep = if hashed && !response.status().is_client_error() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    response.headers_mut().extend(headers);
    response
}

/// A running server. It stops when it is dropped.
pub struct Server {
    base: String,
    runtime: Runtime,
}

impl Server {
    /// Serves the site on the port, or on a free one where it is 0.
    ///
    /// # Errors
    /// If there is no site in the folder, or the port is taken.
    pub fn start(site: Site, port: u16) -> Result<Self> {
        ensure!(
            site.folder.join("index.html").is_file(),
            "There is no site in {}.",
            site.folder.display()
        );
        let listener = TcpListener::bind(("127.0.0.1", port))
            .with_context(|| format!("Port {port} cannot be used. `--port 0` takes a free one."))?;
        listener.set_nonblocking(true)?;
        let base = format!("http://{}{}", listener.local_addr()?, site.prefix);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        let listener = {
            let _context = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        runtime.spawn(async move { axum::serve(listener, site.router()).await });
        Ok(Self { base, runtime })
    }

    /// The address of the page, with this behind it: `""`, `"?vram=24"`.
    pub fn address(&self, rest: &str) -> String {
        format!("{}{rest}", self.base)
    }

    /// Serves until the program is stopped.
    pub fn wait(self) {
        self.runtime.block_on(std::future::pending())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    /// A folder of its own for each test, with a site in it.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("headroom-server-{}-{name}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("index.html"), "<title>page</title>").unwrap();
            fs::write(folder.join("app-1f3b87a209c4d5e6_bg.wasm"), "\0asm").unwrap();
            Self(folder)
        }

        fn site(&self) -> Site {
            Site::new(&self.0)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    /// The response to a request for this path, in lower case.
    fn ask(server: &Server, path: &str) -> String {
        let host = server.address("");
        let host = host
            .trim_start_matches("http://")
            .split('/')
            .next()
            .unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text.to_lowercase()
    }

    #[track_caller]
    fn assert_has(response: &str, parts: &[&str]) {
        for part in parts {
            assert!(response.contains(part), "{part} is not in {response}");
        }
    }

    #[test]
    fn only_files_whose_names_change_are_kept_without_asking() {
        let folder = Folder::new("cache");
        let server = Server::start(folder.site(), 0).unwrap();
        let page = ask(&server, "/?vram=24");
        assert_has(&page, &["http/1.1 200", "cache-control: no-cache\r"]);
        assert_has(&page, &["content-type: text/html", "<title>page</title>"]);
        let program = ask(&server, "/app-1f3b87a209c4d5e6_bg.wasm");
        assert_has(&program, &["content-type: application/wasm", "immutable\r"]);
        let missing = ask(&server, "/app-0f3b87a209c4d5e6_bg.wasm");
        assert_has(&missing, &["http/1.1 404", "cache-control: no-cache\r"]);
    }

    #[test]
    fn every_response_has_the_headers_of_the_site() {
        let folder = Folder::new("headers");
        let site = folder.site().with_header("X-Test", "yes").unwrap();
        let server = Server::start(site, 0).unwrap();
        for path in ["/", "/missing"] {
            let response = ask(&server, path);
            assert_has(
                &response,
                &["x-test: yes\r", "x-content-type-options: nosniff\r"],
            );
        }
        assert!(folder.site().with_header("X-Test", "a\nb").is_err());
    }

    #[test]
    fn a_site_under_a_path_is_nowhere_else() {
        let folder = Folder::new("prefix");
        let server = Server::start(folder.site().under("repo/sub"), 0).unwrap();
        assert!(server.address("?x").ends_with("/repo/sub/?x"));
        assert_has(&ask(&server, "/repo/sub/?x"), &["<title>page</title>"]);
        assert_has(&ask(&server, "/repo/sub/index.html"), &["http/1.1 200"]);
        let bare = ask(&server, "/repo/sub");
        assert_has(&bare, &["http/1.1 308", "location: /repo/sub/\r"]);
        for path in ["/", "/index.html", "/repo/subject/", "/repo/"] {
            assert_has(&ask(&server, path), &["http/1.1 404"]);
        }
    }

    #[test]
    fn a_folder_without_a_site_is_refused() {
        assert!(Server::start(Site::new("/nowhere"), 0).is_err());
    }
}
