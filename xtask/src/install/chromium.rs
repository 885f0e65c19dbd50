//! Chromium and its driver, for the tests in a browser.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;
use crate::command::on_path;

/// A browser that can be driven.
#[derive(Clone, Debug)]
pub struct Chromium {
    /// The browser's file.
    pub browser: PathBuf,
    /// The driver's file.
    pub driver: PathBuf,
}

impl Chromium {
    /// Finds both, and installs them where that is asked for.
    pub fn ready() -> Result<Self> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        const MISSING: &str = "The browser tests need Chromium and ChromeDriver of the same version. \
             Where they are not on the search path, CHROME and CHROMEDRIVER can name their files.";
        apt::install(&["chromium", "chromium-driver"]).context(MISSING)?;
        Self::find().context(MISSING)
    }

    fn find() -> Option<Self> {
        Some(Self {
            browser: find(&BROWSER)?,
            driver: find(&DRIVER)?,
        })
    }
}

/// Where a program may be.
struct Places {
    variables: &'static [&'static str],
    names: &'static [&'static str],
    files: &'static [&'static str],
}

const BROWSER: Places = Places {
    variables: &["CHROME", "CHROMIUM"],
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ],
    files: &[
        "/usr/lib/chromium/chromium",
        "/snap/bin/chromium",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
        "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    ],
};

const DRIVER: Places = Places {
    variables: &["CHROMEDRIVER"],
    names: &["chromedriver", "chromium.chromedriver"],
    files: &[
        "/usr/lib/chromium/chromedriver",
        "/usr/lib/chromium-browser/chromedriver",
        "/snap/bin/chromium.chromedriver",
        "/opt/homebrew/bin/chromedriver",
    ],
};

fn find(places: &Places) -> Option<PathBuf> {
    let named = places.variables.iter().filter_map(env::var_os);
    let installed = places.names.iter().filter_map(|name| on_path(name));
    named
        .map(PathBuf::from)
        .chain(installed)
        .chain(places.files.iter().map(PathBuf::from))
        .find(|file| file.is_file())
}
