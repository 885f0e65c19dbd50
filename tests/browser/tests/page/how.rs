//! How it works is fetched when it is opened, and holds the visitor's own numbers.

use anyhow::{Result, ensure};
use browser_tests::{Page, Visit, visit};

const LOADED: &str = "document.querySelector('[data-testid=how][aria-busy=false] [data-slot]')";

/// The files of the view that were asked for.
async fn fetched(page: &Page) -> Result<Vec<String>> {
    page.run(
        "return performance.getEntriesByType('resource').map((entry) => entry.name)\
         .filter((name) => name.endsWith('.html'))",
    )
    .await
}

async fn text(page: &Page, selector: &str) -> Result<String> {
    page.run(&format!(
        "return document.querySelector({selector:?})?.textContent ?? ''"
    ))
    .await
}

#[test]
fn it_is_fetched_when_it_is_opened_and_not_before() -> Result<()> {
    visit(Visit::to(""), async |page| {
        let before = fetched(page).await?;
        ensure!(before.is_empty(), "{before:?}");
        page.click(".header-link").await?;
        page.until_true(LOADED).await?;
        let after = fetched(page).await?;
        ensure!(
            after.len() == 1 && after.iter().all(|name| name.contains("/how-")),
            "{after:?}"
        );
        Ok(())
    })
}

#[test]
fn a_link_to_it_shows_the_numbers_of_its_scenario() -> Result<()> {
    let link = "vram=24&ctx=16k&pick=llama-3.1-8b:Q4_K_M&view=how";
    visit(Visit::to(link), async |page| {
        let worked = text(page, "[data-slot=worked]").await?;
        for part in ["Llama 3.1 8B", "Q4_K_M", "16,384 tokens"] {
            ensure!(worked.contains(part), "{part} is not in {worked}");
        }
        // 32 layers with 8 heads of 128 values, keys and values of 2 bytes each.
        ensure!(worked.contains("2×32×8×128×16,384×2"), "{worked}");
        let figure = text(page, "[data-slot=frontier] figcaption").await?;
        ensure!(figure.starts_with("Your scenario: "), "{figure}");
        let steps: String = page
            .run("return document.querySelector('[data-slot=frontier] .frontier-line').getAttribute('d')")
            .await?;
        ensure!(steps.contains('V'), "{steps}");
        Ok(())
    })
}

#[test]
fn it_says_that_it_could_not_be_fetched_and_tries_again() -> Result<()> {
    visit(Visit::to(""), async |page| {
        page.run::<()>(
            "window.online = window.fetch; window.fetch = () => Promise.reject(new TypeError('offline'))",
        )
        .await?;
        page.click(".header-link").await?;
        page.until_true("document.querySelector('.how button:not([hidden])')")
            .await?;
        let status = text(page, ".how [role=status]").await?;
        ensure!(status.contains("could not be loaded"), "{status}");
        page.click(".how button").await?;
        page.until_true("document.querySelector('.how button:not([hidden])')")
            .await?;
        page.run::<()>("window.fetch = window.online").await?;
        page.click(".how button").await?;
        page.until_true(LOADED).await?;
        let status = text(page, ".how [role=status]").await?;
        ensure!(status.is_empty(), "{status}");
        let hidden: bool = page
            .run("return document.querySelector('.how button').hidden")
            .await?;
        ensure!(hidden, "The button is still there.");
        Ok(())
    })
}
