//! Waiting for what is to come.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::Page;

/// How long something may take to happen, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(30);
/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(25);

impl Page {
    /// Waits until something holds.
    ///
    /// # Errors
    /// If it does not come to hold.
    pub async fn until(&self, what: &str, holds: impl AsyncFn() -> Result<bool>) -> Result<()> {
        let begun = Instant::now();
        while !holds().await? {
            if begun.elapsed() > PATIENCE {
                let seen = self.seen().await.map(|mut seen| {
                    seen.rows.truncate(3);
                    seen
                });
                bail!("Never came true: {what}. What is seen: {seen:#?}");
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// Waits until a script's expression is true.
    ///
    /// # Errors
    /// If it does not become true.
    pub async fn until_true(&self, expression: &str) -> Result<()> {
        self.until(expression, async || {
            self.run(&format!("return Boolean({expression})")).await
        })
        .await
    }

    /// Waits until what was done is on the screen.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn settle(&self) -> Result<()> {
        const FRAMES: &str = "const done = arguments[arguments.length - 1];\
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));";
        self.client.execute_async(FRAMES, Vec::new()).await?;
        Ok(())
    }

    /// Waits for the address bar, which is written at intervals, to hold still.
    ///
    /// # Errors
    /// If it does not.
    pub async fn rest(&self) -> Result<()> {
        self.settle().await?;
        self.pause(1_200).await;
        self.settle().await
    }

    /// Does nothing for so many milliseconds.
    pub async fn pause(&self, milliseconds: u64) {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }
}
