//! The page starts wherever it is put, and says in words where it cannot.

use anyhow::{Result, ensure};
use browser_tests::{Fault, POLICY, Page, Visit, visit};

async fn has_results(page: &Page) -> Result<()> {
    let seen = page.seen().await?;
    ensure!(!seen.rows.is_empty(), "The table has no rows.");
    ensure!(!seen.points.is_empty(), "The chart has no frontier.");
    ensure!(seen.answer.is_some() && seen.breakdown.is_some());
    Ok(())
}

#[test]
fn loads_without_a_complaint_or_a_foreign_request() -> Result<()> {
    visit(Visit::to(""), has_results)
}

#[test]
fn works_under_a_path() -> Result<()> {
    visit(Visit::to("vram=48").under("/a/deep/path/"), async |page| {
        has_results(page).await?;
        page.drag_slider("ctx", 0.6).await?;
        page.until("the address is the path's", async || {
            let path: String = page
                .run("return location.pathname + location.search")
                .await?;
            Ok(path.starts_with("/a/deep/path/?vram=48&ctx="))
        })
        .await
    })
}

#[test]
fn runs_under_the_strict_policy() -> Result<()> {
    let strict = Visit::to("").with_header("Content-Security-Policy", POLICY);
    visit(strict, async |page| {
        has_results(page).await?;
        page.drag_slider("vram", 0.7).await?;
        page.click(".header-link").await?;
        page.until_true("document.querySelector('[data-testid=how][aria-busy=false] .worked')")
            .await
    })
}

/// The alert, when there is one.
async fn alert(page: &Page) -> Result<String> {
    page.until_true("document.querySelector('[role=alert]')?.textContent.trim()")
        .await?;
    page.run("return document.querySelector('[role=alert]').innerText")
        .await
}

#[test]
fn says_so_where_a_policy_forbids_webassembly() -> Result<()> {
    let without = POLICY.replace(" 'wasm-unsafe-eval'", "");
    let forbidden = Visit::to("")
        .with_header("Content-Security-Policy", &without)
        .unready()
        .expecting(&["Content Security Policy", "policy", "wasm"]);
    visit(forbidden, async |page| {
        let alert = alert(page).await?;
        ensure!(alert.contains("security rule"), "{alert}");
        ensure!(alert.contains("wasm-unsafe-eval"), "{alert}");
        Ok(())
    })
}

#[test]
fn says_so_where_the_program_is_missing() -> Result<()> {
    let missing = Visit::to("")
        .with(Fault::ProgramMissing)
        .unready()
        .expecting(&["404"]);
    visit(missing, async |page| {
        let alert = alert(page).await?;
        ensure!(alert.contains("could not be loaded"), "{alert}");
        ensure!(alert.contains("404"), "{alert}");
        Ok(())
    })
}

#[test]
fn says_so_where_there_is_no_webassembly() -> Result<()> {
    let without = Visit::to("")
        .with(Fault::NoWebAssembly)
        .unready()
        .expecting(&["WebAssembly"]);
    visit(without, async |page| {
        let alert = alert(page).await?;
        ensure!(alert.contains("WebAssembly"), "{alert}");
        Ok(())
    })
}

#[test]
fn goes_on_where_the_address_bar_cannot_be_written() -> Result<()> {
    visit(Visit::to("").with(Fault::AddressRefused), async |page| {
        let before = page.seen().await?;
        page.drag_slider("vram", 0.8).await?;
        page.choose("use", "code").await?;
        page.rest().await?;
        let after = page.seen().await?;
        ensure!(after.answer != before.answer);
        ensure!(after.control("use") == Some("code"));
        ensure!(after.address.is_empty());
        page.drag_slider("ctx", 0.2).await?;
        ensure!(page.seen().await?.rows != after.rows);
        has_results(page).await
    })
}

#[test]
fn works_without_storage_and_clipboard() -> Result<()> {
    let without = Visit::to("vram=12")
        .with(Fault::NoStorage)
        .with(Fault::NoClipboard);
    visit(without, async |page| {
        has_results(page).await?;
        page.click("button[aria-label^='Colours']").await?;
        page.until_true("document.documentElement.dataset.theme === 'light'")
            .await?;
        page.click(".header-nav button:nth-of-type(1)").await?;
        page.until("the link is shown", async || {
            let link: Option<String> = page
                .run("return document.querySelector('.copy-by-hand input')?.value")
                .await?;
            Ok(link == Some(page.address("vram=12")))
        })
        .await
    })
}
