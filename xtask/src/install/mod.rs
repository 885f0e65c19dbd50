//! The tools that build and test the site: found where the machine has them, otherwise put under
//! `target/tools`.
//!
//! Nothing is installed anywhere else unless `HEADROOM_INSTALL=1` asks for it, as `.ci/run` does.

pub mod apt;
pub mod axe;
pub mod chromium;
pub mod rust;
pub mod tools;
pub mod versions;

use std::env;

use anyhow::{Result, ensure};

/// An error, with what to do by hand, unless the environment allows installing.
fn ensure_allowed(by_hand: &str) -> Result<()> {
    ensure!(
        env::var_os("HEADROOM_INSTALL").is_some_and(|value| value == "1"),
        "{by_hand} With HEADROOM_INSTALL=1 in the environment this program does it."
    );
    Ok(())
}
