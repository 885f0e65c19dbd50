//! The browsers that can be driven: all that differs between them is here.

use std::env;
use std::ffi::OsString;
use std::path::Path;

use anyhow::{Result, bail};
use fantoccini::wd::Capabilities;
use serde_json::json;

/// A browser's engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium and Chrome, through ChromeDriver.
    Chromium,
}

impl Engine {
    /// The engine that `HEADROOM_ENGINE` names; Chromium where it names none.
    ///
    /// # Errors
    /// If there is no such engine.
    pub fn from_environment() -> Result<Self> {
        match env::var("HEADROOM_ENGINE").as_deref() {
            Err(_) | Ok("chromium") => Ok(Self::Chromium),
            Ok(other) => bail!("There is no engine {other}; there is chromium."),
        }
    }

    /// The driver's program.
    pub(crate) fn driver(self) -> OsString {
        match self {
            Self::Chromium => env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into()),
        }
    }

    /// What a new session asks of the driver: a browser of its own, with its files in `profile`,
    /// that talks to nobody but the page's site.
    pub(crate) fn capabilities(self, profile: &Path, (width, height): (u32, u32)) -> Capabilities {
        let wanted = match self {
            Self::Chromium => {
                let mut options = json!({
                    "args": [
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        format!("--user-data-dir={}", profile.display()),
                        format!("--window-size={width},{height}"),
                    ],
                    "prefs": { "download.default_directory": downloads(profile) },
                });
                let browser = env::var_os("CHROMIUM").or_else(|| env::var_os("CHROME"));
                if let (Some(browser), Some(options)) = (browser, options.as_object_mut()) {
                    options.insert("binary".to_owned(), json!(browser.to_string_lossy()));
                }
                json!({
                    "goog:chromeOptions": options,
                    "goog:loggingPrefs": { "browser": "ALL" },
                })
            }
        };
        match wanted {
            serde_json::Value::Object(map) => map,
            _ => Capabilities::new(),
        }
    }

    /// True if the driver gives the browser's own log.
    pub(crate) const fn has_log(self) -> bool {
        match self {
            Self::Chromium => true,
        }
    }
}

/// Where a browser with this profile saves files.
pub(crate) fn downloads(profile: &Path) -> std::path::PathBuf {
    profile.join("saved")
}
