//! Light and dark.

use anyhow::{Result, ensure};
use browser_tests::{Page, Visit, visit};
use serde_json::json;

async fn background(page: &Page) -> Result<String> {
    page.settle().await?;
    page.run("return getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor")
        .await
}

/// What the system prefers.
pub(crate) async fn prefer(page: &Page, scheme: &str) -> Result<()> {
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    page.devtools("Emulation.setEmulatedMedia", features)
        .await?;
    page.settle().await
}

/// What the canvas has drawn.
async fn dots(page: &Page) -> Result<String> {
    page.run("return document.querySelector('canvas').toDataURL()")
        .await
}

#[test]
fn colours_follow_the_system() -> Result<()> {
    visit(Visit::to(""), async |page| {
        prefer(page, "light").await?;
        let (light, light_dots) = (background(page).await?, dots(page).await?);
        prefer(page, "dark").await?;
        let (dark, dark_dots) = (background(page).await?, dots(page).await?);
        ensure!(light != dark, "{light}");
        ensure!(light_dots != dark_dots, "the dots keep their colours");
        Ok(())
    })
}

#[test]
fn the_switch_goes_round_and_is_remembered() -> Result<()> {
    visit(Visit::to(""), async |page| {
        prefer(page, "light").await?;
        let light = background(page).await?;
        let switch = "button[aria-label^='Colours']";
        page.click(switch).await?;
        ensure!(background(page).await? == light);
        page.click(switch).await?;
        let dark = background(page).await?;
        ensure!(dark != light);
        page.reload().await?;
        ensure!(background(page).await? == dark, "forgotten over a reload");
        let label: String = page
            .run(&format!(
                "return document.querySelector(\"{switch}\").getAttribute('aria-label')"
            ))
            .await?;
        ensure!(label.ends_with("dark"), "{label}");
        page.click(switch).await?;
        ensure!(background(page).await? == light);
        prefer(page, "dark").await?;
        ensure!(background(page).await? == dark);
        Ok(())
    })
}
