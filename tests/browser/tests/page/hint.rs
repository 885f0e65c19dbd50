//! The GPU that the browser names is offered, and nothing is set unasked.

use anyhow::{Result, ensure};
use browser_tests::{Page, Visit, visit};
use serde_json::json;

const OFFER: &str = "return [...document.querySelectorAll('.hint button')].map(b => b.textContent)";

/// Lets the browser name a GPU: the machine of the tests has none.
async fn naming(page: &Page, renderer: &str) -> Result<()> {
    let source = format!(
        "WebGLRenderingContext.prototype.getParameter = (real => function (name) {{
             return name === 0x9246 || name === 0x1F01 ? {} : real.call(this, name);
         }})(WebGLRenderingContext.prototype.getParameter);",
        serde_json::to_string(renderer)?
    );
    let parameters = json!({ "source": source });
    page.devtools("Page.addScriptToEvaluateOnNewDocument", parameters)
        .await?;
    Ok(())
}

#[test]
fn a_named_gpu_is_offered_and_set_when_it_is_taken() -> Result<()> {
    visit(Visit::to("vram=8"), async |page| {
        naming(
            page,
            "ANGLE (NVIDIA, NVIDIA GeForce RTX 4090 (0x2684) Direct3D11, D3D11)",
        )
        .await?;
        page.open("vram=8").await?;
        page.until_true("!document.querySelector('.hint').hidden")
            .await?;
        ensure!(page.seen().await?.address.contains("vram=8"));
        let offered: Vec<String> = page.run(OFFER).await?;
        ensure!(offered == ["NVIDIA GeForce RTX 4090", "No"], "{offered:?}");
        page.click(".hint button").await?;
        page.until("the card is set", async || {
            Ok(page.seen().await?.address.contains("gpu=geforce-rtx-4090"))
        })
        .await?;
        page.until_true("document.querySelector('.hint').hidden")
            .await
    })
}

#[test]
fn an_offer_that_was_declined_does_not_come_back() -> Result<()> {
    visit(Visit::to(""), async |page| {
        naming(page, "Apple M3 Max").await?;
        page.open("vram=36").await?;
        page.until_true("document.querySelectorAll('.hint button').length === 3")
            .await?;
        page.click(".hint button:last-child").await?;
        page.until_true("document.querySelector('.hint').hidden")
            .await?;
        page.open("vram=36").await?;
        page.pause(900).await;
        let offered: Vec<String> = page.run(OFFER).await?;
        ensure!(offered.is_empty(), "{offered:?}");
        ensure!(!page.seen().await?.address.contains("gpu="));
        Ok(())
    })
}

#[test]
fn a_browser_that_names_no_known_gpu_gets_no_offer() -> Result<()> {
    visit(Visit::to("vram=8"), async |page| {
        page.pause(900).await;
        let offered: Vec<String> = page.run(OFFER).await?;
        ensure!(offered.is_empty(), "{offered:?}");
        Ok(())
    })
}
