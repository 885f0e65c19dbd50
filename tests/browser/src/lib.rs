//! Drives the built site in a real browser, as a visitor would, through WebDriver.
//!
//! The environment says what to drive: `HEADROOM_DIST` the folder of the built site, `CHROMIUM` and
//! `CHROMEDRIVER` the browser and its driver where they are not on the search path, `AXE_CORE` the
//! script of the accessibility checker. `cargo xtask test` sets all of them.
//!
//! ```no_run
//! use browser_tests::{Visit, visit};
//!
//! visit(Visit::to("vram=24"), async |page| {
//!     page.click("label:has(> input[value=code])").await?;
//!     page.until("the address has it", async || Ok(page.seen().await?.address.contains("use=code"))).await
//! })?;
//! # anyhow::Ok(())
//! ```

mod driver;
mod engine;
mod page;
mod seen;
mod site;
mod visit;

pub use engine::Engine;
pub use page::{Page, shift};
pub use seen::{Recorded, Row, Saved, Seen, Write};
pub use site::{Fault, POLICY, built};
pub use visit::{Visit, visit};
