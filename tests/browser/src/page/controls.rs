//! Buttons, chips, lists, fields and sliders.

use anyhow::{Context, Result};
use fantoccini::key::Key;
use serde_json::json;

use super::Page;

impl Page {
    /// Clicks on what a selector finds.
    ///
    /// # Errors
    /// If there is nothing to click on.
    pub async fn click(&self, selector: &str) -> Result<()> {
        self.find(selector)
            .await?
            .click()
            .await
            .with_context(|| format!("{selector} cannot be clicked on."))?;
        self.settle().await
    }

    /// Clicks on the chip or the tab of a radio button or check box.
    ///
    /// # Errors
    /// If there is none.
    pub async fn choose(&self, name: &str, value: &str) -> Result<()> {
        self.click(&format!(
            "label:has(> input[name='{name}'][value='{value}'])"
        ))
        .await
    }

    /// Chooses from a list that drops down.
    ///
    /// # Errors
    /// If there is no such entry.
    pub async fn select(&self, name: &str, value: &str) -> Result<()> {
        let list = self.find(&format!("select[name='{name}']")).await?;
        list.select_by_value(value)
            .await
            .with_context(|| format!("{name} has no {value}."))?;
        self.settle().await
    }

    /// Replaces the text of a field and leaves it with Enter.
    ///
    /// # Errors
    /// If there is no such field.
    pub async fn enter(&self, selector: &str, text: &str) -> Result<()> {
        self.click(selector).await?;
        self.press_with(Key::Control, 'a').await?;
        self.type_text(text).await?;
        self.press(Key::Enter).await
    }

    /// Types into the search field.
    ///
    /// # Errors
    /// If there is none.
    pub async fn type_into_search(&self, text: &str) -> Result<()> {
        self.click("input[name=q]").await?;
        self.type_text(text).await
    }

    /// Where a share of the way along a slider is, in the window.
    ///
    /// # Errors
    /// If there is no such slider.
    pub async fn on_slider(&self, name: &str, share: f64) -> Result<(f64, f64)> {
        let [left, top, width, height] = self
            .area(&format!("input[type=range][name='{name}']"))
            .await?;
        // The thumb's middle does not reach the ends.
        let margin = 8.0;
        Ok((
            left + margin + share * (width - 2.0 * margin),
            top + height / 2.0,
        ))
    }

    /// Drags a slider from its thumb to a share of its way.
    ///
    /// # Errors
    /// If there is no such slider.
    pub async fn drag_slider(&self, name: &str, share: f64) -> Result<()> {
        let now: f64 = self
            .run_with(
                "const slider = document.querySelector(`input[type=range][name='${arguments[0]}']`);\
                 return slider.value / slider.max",
                vec![json!(name)],
            )
            .await?;
        let (from, to) = (
            self.on_slider(name, now).await?,
            self.on_slider(name, share).await?,
        );
        self.drag(&[from, to], 200).await
    }
}
