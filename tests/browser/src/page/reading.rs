//! What is on the page and what is noted of it.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::{Value, json};

use super::Page;
use super::command::Command;
use crate::engine::downloads;
use crate::seen::{Recorded, Seen};

/// What Chromium remarks when it is asked for its GPU on a machine that has none.
const NO_GPU: &str = "Automatic fallback to software WebGL";

impl Page {
    /// What a visitor sees when all rows are drawn that are drawn unasked.
    ///
    /// # Errors
    /// If they do not come.
    pub async fn seen_whole(&self) -> Result<Seen> {
        self.until_true(
            "document.querySelectorAll('[data-testid=table] tbody tr').length >= Math.min(600, Number(\
             document.querySelector('label:has(> input[name=show]:checked) .tab-count')\
             .textContent.replace(/\\D/g, '')))",
        )
        .await?;
        self.seen().await
    }

    /// What a visitor sees, when what was done is on the screen.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn seen(&self) -> Result<Seen> {
        self.settle().await?;
        self.run(include_str!("../seen.js")).await
    }

    /// What the recorder noted since the page was loaded.
    ///
    /// # Errors
    /// If there is no recorder.
    pub async fn recorded(&self) -> Result<Recorded> {
        self.run("return window.recorded").await
    }

    pub(super) async fn noted(&self) -> Result<Vec<String>> {
        self.run("return window.recorded?.complaints ?? []").await
    }

    /// Errors and warnings, of the page and of the browser.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let mut complaints = self.past.take();
        complaints.extend(self.noted().await?);
        if self.engine.has_log() {
            let log = self
                .client
                .issue_cmd(Command {
                    path: "se/log",
                    body: json!({ "type": "browser" }),
                })
                .await?;
            let lines = log.as_array().cloned().unwrap_or_default();
            let of = |line: &Value, key: &str| {
                line.get(key)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned()
            };
            complaints.extend(
                lines
                    .iter()
                    .filter(|line| matches!(of(line, "level").as_str(), "SEVERE" | "WARNING"))
                    .filter(|line| !of(line, "message").contains(NO_GPU))
                    .map(|line| format!("{}: {}", of(line, "level"), of(line, "message"))),
            );
        }
        Ok(complaints)
    }

    /// Checks that the page asked nobody but its own site.
    ///
    /// # Errors
    /// If it did.
    pub async fn check_origin(&self) -> Result<()> {
        let foreign: Vec<String> = self
            .run(
                "return performance.getEntriesByType('resource').map((entry) => entry.name)\
                 .filter((name) => !name.startsWith(`${location.origin}/`) && !name.startsWith('data:'))",
            )
            .await?;
        ensure!(foreign.is_empty(), "Foreign requests: {foreign:?}");
        Ok(())
    }

    /// A picture of the window, as PNG.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// The folder in which the browser saves files.
    #[must_use]
    pub fn downloads(&self) -> PathBuf {
        downloads(&self.profile)
    }

    /// The first element that a selector finds.
    ///
    /// # Errors
    /// If it finds none.
    pub async fn find(&self, selector: &str) -> Result<Element> {
        self.client
            .find(Locator::Css(selector))
            .await
            .with_context(|| format!("There is no {selector}."))
    }

    /// Left, top, width and height of what a selector finds, within the window.
    ///
    /// # Errors
    /// If it finds nothing.
    pub async fn area(&self, selector: &str) -> Result<[f64; 4]> {
        self.run_with(
            "const area = document.querySelector(arguments[0]).getBoundingClientRect();\
             return [area.left, area.top, area.width, area.height]",
            vec![json!(selector)],
        )
        .await
        .with_context(|| format!("There is no {selector}."))
    }
}
