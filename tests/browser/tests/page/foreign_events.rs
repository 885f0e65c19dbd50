//! Events that no visitor makes, as autofill and extensions send them.

use anyhow::{Result, ensure};
use browser_tests::{Page, Visit, visit};
use fantoccini::key::Key;

/// Sends an event that has nothing but its type.
async fn send(page: &Page, selector: &str, kind: &str) -> Result<()> {
    page.run::<()>(&format!(
        "document.querySelector('{selector}').dispatchEvent(new Event('{kind}', {{ bubbles: true }}))"
    ))
    .await?;
    page.settle().await
}

#[test]
fn a_key_without_a_name_leaves_the_picker_working() -> Result<()> {
    visit(Visit::to(""), async |page| {
        send(page, "#gpu", "keydown").await?;
        page.enter("#gpu", "RTX 4090").await?;
        page.rest().await?;
        let address = page.seen().await?.address;
        ensure!(address == "gpu=geforce-rtx-4090", "{address}");
        Ok(())
    })
}

#[test]
fn a_key_without_a_name_leaves_the_chart_working() -> Result<()> {
    visit(Visit::to(""), async |page| {
        let before = page.seen_whole().await?;
        send(page, ".frontier-points", "keydown").await?;
        page.run::<()>("document.querySelector('.frontier-points').focus()")
            .await?;
        page.press(Key::Left).await?;
        let after = page.seen().await?;
        ensure!(
            after.selected() != before.selected(),
            "{:?}",
            after.selected()
        );
        Ok(())
    })
}

#[test]
fn a_focus_that_is_only_said_is_no_complaint() -> Result<()> {
    visit(Visit::to(""), async |page| {
        for field in ["input[name=vram-value]", "#gpu", ".copy-by-hand input"] {
            send(page, field, "focus").await?;
        }
        // A real focus still selects what is in the field, so that typing replaces it.
        page.run::<()>("document.querySelector('input[name=vram-value]').focus()")
            .await?;
        page.type_text("48").await?;
        page.press(Key::Enter).await?;
        page.rest().await?;
        let address = page.seen().await?.address;
        ensure!(address == "vram=48", "{address}");
        Ok(())
    })
}
