//! The table as a file.

use std::fs;

use anyhow::{Context, Result, ensure};
use browser_tests::{Visit, visit};
use serde_json::Value;

#[test]
fn files_are_saved_with_the_rows_of_the_table() -> Result<()> {
    let query = "vram=24&ctx=32k&kv=any&sort=memory";
    visit(Visit::to(query), async |page| {
        let seen = page.seen_whole().await?;
        for (place, name) in [(1, "headroom.csv"), (2, "headroom.json")] {
            page.click(&format!(".export button:nth-of-type({place})"))
                .await?;
            let path = page.downloads().join(name);
            page.until("the file is saved", async || Ok(path.is_file()))
                .await?;
            let text = fs::read_to_string(&path)?;
            let picks = if name.ends_with("csv") {
                from_csv(&text)?
            } else {
                from_json(&text)?
            };
            ensure!(picks == seen.picks(), "{name} has other rows");
        }
        Ok(())
    })
}

fn from_json(text: &str) -> Result<Vec<String>> {
    let rows: Vec<Value> = serde_json::from_str(text)?;
    rows.iter()
        .map(|row| {
            let part = |name: &str| row.get(name).and_then(Value::as_str).context("no text");
            Ok(format!(
                "{}@{}:{}:{}",
                part("model")?,
                part("mode")?,
                part("quantization")?,
                part("kv_cache")?
            ))
        })
        .collect()
}

fn from_csv(text: &str) -> Result<Vec<String>> {
    let mut lines = text.lines();
    let head = lines.next().context("no head")?;
    ensure!(
        head.starts_with("model,mode,quantization,kv_cache,memory_bytes,"),
        "{head}"
    );
    lines
        .map(|line| {
            let mut parts = line.split(',');
            let mut part = || parts.next().context("too short");
            Ok(format!("{}@{}:{}:{}", part()?, part()?, part()?, part()?))
        })
        .collect()
}

/// Copies the link with the button and pastes it into the search field.
#[test]
fn the_link_is_copied() -> Result<()> {
    visit(Visit::to("vram=48&use=code"), async |page| {
        page.drag_slider("ctx", 0.8).await?;
        page.click(".header-nav > button").await?;
        page.until_true(
            "document.querySelector('.header-nav > button').textContent.includes('Copied')",
        )
        .await?;
        page.rest().await?;
        let link: String = page.run("return location.href").await?;
        page.click("input[name=q]").await?;
        page.press_with(fantoccini::key::Key::Control, 'v').await?;
        let pasted: String = page
            .run("return document.querySelector('input[name=q]').value")
            .await?;
        ensure!(pasted == link, "{pasted} is not {link}");
        Ok(())
    })
}

#[test]
fn the_link_is_shown_where_the_clipboard_refuses() -> Result<()> {
    let refused = Visit::to("vram=48").with(browser_tests::Fault::ClipboardRefused);
    visit(refused, async |page| {
        page.click(".header-nav > button").await?;
        page.until_true("document.querySelector('.copy-by-hand input')")
            .await?;
        let shown: String = page
            .run("return document.querySelector('.copy-by-hand input').value")
            .await?;
        ensure!(shown == page.address("vram=48"), "{shown}");
        Ok(())
    })
}
