//! A visit: a site, a browser, and a page in it.

use std::fs;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use fantoccini::Client;
use futures_util::FutureExt;
use hyper_util::client::legacy::connect::HttpConnector;
use tempfile::TempDir;

use crate::driver::Driver;
use crate::engine::{Engine, downloads};
use crate::page::Page;
use crate::site::{self, Fault};

/// What is visited, and how.
#[derive(Clone, Debug)]
pub struct Visit {
    query: String,
    size: (u32, u32),
    under: String,
    headers: Vec<(String, String)>,
    faults: Vec<Fault>,
    recorded: bool,
    ready: bool,
    expected: Vec<String>,
}

impl Visit {
    /// A visit to the page with this query string, on a wide screen.
    pub fn to(query: &str) -> Self {
        Self {
            query: query.to_owned(),
            size: (1440, 900),
            under: "/".to_owned(),
            headers: Vec::new(),
            faults: Vec::new(),
            recorded: true,
            ready: true,
            expected: Vec::new(),
        }
    }

    /// On a screen of this size.
    #[must_use]
    pub const fn sized(mut self, width: u32, height: u32) -> Self {
        self.size = (width, height);
        self
    }

    /// With the site under this path.
    #[must_use]
    pub fn under(mut self, path: &str) -> Self {
        path.clone_into(&mut self.under);
        self
    }

    /// With this header on every answer of the host.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With something that goes wrong.
    #[must_use]
    pub fn with(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// With complaints of the browser that hold one of these words taken as part of the test.
    #[must_use]
    pub fn expecting(mut self, words: &[&str]) -> Self {
        self.expected
            .extend(words.iter().map(|word| (*word).to_owned()));
        self
    }

    /// Without waiting for the results: where they do not come.
    #[must_use]
    pub const fn unready(mut self) -> Self {
        self.ready = false;
        self
    }

    /// Without the recorder: just the page as it is built.
    #[must_use]
    pub const fn unrecorded(mut self) -> Self {
        self.recorded = false;
        self
    }
}

/// Opens the page and hands it to the test. In the end no complaint of the browser may be left and
/// no request may have left the site's origin.
///
/// # Errors
/// If the page cannot be opened or the test fails.
pub fn visit(visit: Visit, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let engine = Engine::from_environment()?;
    let (folder, profile) = (TempDir::new()?, TempDir::new()?);
    fs::create_dir(downloads(profile.path()))?;
    site::prepare(folder.path(), &visit.faults, visit.recorded)?;
    let server = site::serve(folder.path(), &visit.under, &visit.headers)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let outcome = runtime.block_on(async {
        let driver = Driver::start(engine).await?;
        let wanted = engine.capabilities(profile.path(), visit.size);
        let client =
            Client::with_capabilities_and_connector(&driver.address, &wanted, HttpConnector::new())
                .await
                .context("The browser could not be started.")?;
        let page = Page::new(client.clone(), engine, server.address(""), profile.path());
        let whole = async {
            page.resize(visit.size.0, visit.size.1).await?;
            page.goto(&visit.query).await?;
            if visit.ready {
                page.ready().await?;
            }
            test(&page).await?;
            page.check_origin().await?;
            let complaints = page.complaints().await?;
            let unexpected: Vec<&String> = complaints
                .iter()
                .filter(|line| !visit.expected.iter().any(|word| line.contains(word)))
                .collect();
            ensure!(
                unexpected.is_empty(),
                "The browser complains: {unexpected:#?}"
            );
            anyhow::Ok(())
        };
        // The browser is to be closed whatever happens.
        let outcome = AssertUnwindSafe(whole).catch_unwind().await;
        if !matches!(outcome, Ok(Ok(()))) {
            leave_picture(&page).await;
        }
        client.close().await.ok();
        Ok::<_, anyhow::Error>(outcome)
    })?;
    match outcome {
        Ok(result) => result,
        Err(panic) => resume_unwind(panic),
    }
}

/// Leaves a picture of the page that a test failed on, and says where.
async fn leave_picture(page: &Page) {
    let Ok(picture) = page.screenshot().await else {
        return;
    };
    let name = std::thread::current()
        .name()
        .unwrap_or("test")
        .replace("::", "-");
    let path: PathBuf = std::env::temp_dir().join(format!("headroom-{name}.png"));
    if fs::write(&path, picture).is_ok() {
        eprintln!("The page as it was: {}", path.display());
    }
    if let Ok(complaints) = page.complaints().await
        && !complaints.is_empty()
    {
        eprintln!("The browser's complaints: {complaints:#?}");
    }
}
