//! The window.

use anyhow::{Result, ensure};

use super::Page;

impl Page {
    /// Makes the page this large.
    ///
    /// # Errors
    /// If the window cannot be so.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        // The window has a frame, and there may be limits.
        let mut outer = (width, height);
        for _ in 0..3 {
            self.client.set_window_size(outer.0, outer.1).await?;
            let inner: (u32, u32) = self.run("return [innerWidth, innerHeight]").await?;
            if inner == (width, height) {
                return Ok(());
            }
            outer = (
                (outer.0 + width).saturating_sub(inner.0),
                (outer.1 + height).saturating_sub(inner.1),
            );
        }
        let inner: (u32, u32) = self.run("return [innerWidth, innerHeight]").await?;
        ensure!(
            inner.0 == width,
            "The page is {} pixels wide instead of {width}.",
            inner.0
        );
        Ok(())
    }
}
