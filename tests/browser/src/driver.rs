//! The program between the tests and the browser.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::engine::Engine;

/// How long the driver may take to start, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running driver. It stops when it is dropped.
pub(crate) struct Driver {
    /// Where it listens.
    pub(crate) address: String,
    _process: Child,
}

impl Driver {
    /// Starts the driver of the engine on a free port.
    pub(crate) async fn start(engine: Engine) -> Result<Self> {
        let program = engine.driver();
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{} could not be started.", program.display()))?;
        let output = process.stdout.take().context("The driver says nothing.")?;
        let mut lines = BufReader::new(output).lines();
        let port = timeout(PATIENCE, async {
            while let Some(line) = lines.next_line().await? {
                if let Some(port) = port_in(&line) {
                    return Ok(port);
                }
            }
            anyhow::bail!("The driver stopped without naming its port.")
        })
        .await
        .context("The driver did not name its port.")??;
        // What else it says must go somewhere.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self {
            address: format!("http://127.0.0.1:{port}"),
            _process: process,
        })
    }
}

/// The port in “… was started successfully on port 12345.”
fn port_in(line: &str) -> Option<u16> {
    let (_, behind) = line.split_once("successfully on port ")?;
    behind.trim_end_matches('.').parse().ok()
}
