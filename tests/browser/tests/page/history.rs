//! The address bar holds the whole scenario: a link restores it, and so do back and forward.

use anyhow::{Context, Result, ensure};
use browser_tests::{Page, Seen, Visit, visit};
use fantoccini::key::Key;

/// The same scenario with the same results.
fn same(shown: &Seen, expected: &Seen) -> Result<()> {
    ensure!(
        shown.address == expected.address,
        "{} is not {}",
        shown.address,
        expected.address
    );
    ensure!(shown.view == expected.view);
    ensure!(
        shown.answer == expected.answer,
        "{:?} is not {:?}",
        shown.answer,
        expected.answer
    );
    ensure!(shown.counts == expected.counts);
    ensure!(shown.rows == expected.rows, "the rows differ");
    ensure!(shown.points == expected.points, "the frontiers differ");
    ensure!(shown.breakdown == expected.breakdown);
    ensure!(shown.reading == expected.reading);
    for (name, value) in &expected.controls {
        ensure!(
            shown.control(name) == Some(value),
            "{name} is {:?} instead of {value}",
            shown.control(name)
        );
    }
    Ok(())
}

/// Waits until the address bar holds this query string, and looks.
async fn at(page: &Page, expected: &Seen) -> Result<()> {
    page.until(
        &format!("the address is {:?}", expected.address),
        async || Ok(page.seen().await?.address == expected.address),
    )
    .await?;
    same(&page.seen_whole().await?, expected).with_context(|| expected.address.clone())
}

/// Opens what lies behind “Filters” and “Advanced”.
async fn unfold(page: &Page) -> Result<()> {
    page.run("for (const fold of document.querySelectorAll('.controls details')) fold.open = true")
        .await
}

#[test]
fn a_link_opened_afresh_is_the_same_page() -> Result<()> {
    let mut link = None;
    let mut left = None;
    visit(Visit::to(""), async |page| {
        unfold(page).await?;
        page.drag_slider("vram", 0.55).await?;
        page.drag_slider("ctx", 0.4).await?;
        page.choose("use", "code").await?;
        page.choose("kv", "q8_0").await?;
        page.enter("input[name=gpus]", "2").await?;
        page.enter("input[name=reserve]", "1.5").await?;
        page.select("reasoning", "no").await?;
        page.choose("quants", "Q5_K_M").await?;
        page.select("unit", "gib").await?;
        page.choose("show", "models").await?;
        page.click("th.column-memory button").await?;
        page.click("[data-testid=table] tbody tr:nth-child(4) .row-name")
            .await?;
        page.rest().await?;
        let seen = page.seen_whole().await?;
        for key in [
            "vram=",
            "gpus=2",
            "reserve=",
            "ctx=",
            "kv=q8_0",
            "use=code",
            "unit=gib",
            "reasoning=no",
            "quants=",
            "show=models",
            "sort=",
            "pick=",
        ] {
            ensure!(
                seen.address.contains(key),
                "{key} is missing: {}",
                seen.address
            );
        }
        link = Some(seen.address.clone());
        left = Some(seen);
        Ok(())
    })?;
    let (link, left) = (link.context("no link")?, left.context("nothing seen")?);
    visit(Visit::to(&link), async |page| {
        page.rest().await?;
        same(&page.seen_whole().await?, &left)
    })
}

#[test]
fn back_and_forward_restore_every_state() -> Result<()> {
    visit(Visit::to("vram=16"), async |page| {
        let mut states = vec![page.seen_whole().await?];
        page.drag_slider("ctx", 0.7).await?;
        page.rest().await?;
        states.push(page.seen_whole().await?);
        page.choose("use", "code").await?;
        page.rest().await?;
        states.push(page.seen_whole().await?);
        page.click(".header-link").await?;
        page.until_true("document.querySelector('[data-testid=how]')")
            .await?;
        page.rest().await?;
        let how = page.seen().await?;
        ensure!(how.view == "how" && how.address.ends_with("view=how"));
        for state in states.iter().rev() {
            page.back().await?;
            at(page, state).await?;
        }
        for state in states.iter().skip(1) {
            page.forward().await?;
            at(page, state).await?;
        }
        page.forward().await?;
        page.until("How it works is back", async || {
            Ok(page.seen().await?.view == "how")
        })
        .await
    })
}

#[test]
fn back_restores_what_lists_show() -> Result<()> {
    visit(Visit::to(""), async |page| {
        unfold(page).await?;
        let before = page.seen_whole().await?;
        for (name, value) in [
            ("reasoning", "yes"),
            ("size-least", "8"),
            ("size-most", "80"),
            ("unit", "gib"),
            ("license", "MIT"),
        ] {
            page.select(name, value).await?;
            page.rest().await?;
        }
        for _ in 0..5 {
            page.back().await?;
        }
        at(page, &before).await
    })
}

#[test]
fn clearing_the_filters_clears_what_lists_show() -> Result<()> {
    visit(Visit::to(""), async |page| {
        unfold(page).await?;
        let before = page.seen_whole().await?;
        page.select("reasoning", "yes").await?;
        page.select("family", "Qwen").await?;
        page.select("size-least", "3").await?;
        page.choose("quants", "Q4_K_M").await?;
        page.type_into_search("instruct").await?;
        page.rest().await?;
        ensure!(page.seen().await?.address.contains("family=Qwen"));
        page.run::<()>(
            "[...document.querySelectorAll('.controls button')]\
             .find((button) => button.textContent.trim() === 'Clear filters').click()",
        )
        .await?;
        at(page, &before).await
    })
}

#[test]
fn a_deliberate_step_held_down_writes_the_address_seldom() -> Result<()> {
    visit(Visit::to(""), async |page| {
        page.click("input[name=gpus]").await?;
        for _ in 0..5 {
            page.type_text(&char::from(Key::Up).to_string().repeat(25))
                .await?;
            page.type_text(&char::from(Key::Down).to_string().repeat(20))
                .await?;
        }
        page.rest().await?;
        crate::sliders::few_writes(page).await?;
        let seen = page.seen().await?;
        ensure!(
            seen.control("gpus") == Some("26"),
            "{:?}",
            seen.control("gpus")
        );
        ensure!(seen.address == "gpus=26", "{}", seen.address);
        Ok(())
    })
}

#[test]
fn a_pasted_link_of_another_order_and_spelling_is_understood() -> Result<()> {
    visit(
        Visit::to("CTX=1&use=CODE&ctx=32K&vram=24.0GB&kv=Q8_0&show=MODELS"),
        async |page| {
            let seen = page.seen_whole().await?;
            ensure!(seen.notice.is_empty(), "{:?}", seen.notice);
            ensure!(seen.control("use") == Some("code"));
            ensure!(seen.control("kv") == Some("q8_0"));
            ensure!(seen.reading.as_deref() == Some("models"));
            ensure!(seen.control("ctx-value") == Some("32K"));
            Ok(())
        },
    )
}

#[test]
fn coming_back_from_how_it_works_leaves_no_listener_behind() -> Result<()> {
    visit(Visit::to(""), async |page| {
        page.run::<()>(
            "window.listening = 0;\
             for (const [name, change] of [['addEventListener', 1], ['removeEventListener', -1]]) {\
               const original = MediaQueryList.prototype[name];\
               MediaQueryList.prototype[name] = function (...words) {\
                 window.listening += change;\
                 return original.apply(this, words);\
               };\
             }",
        )
        .await?;
        for _ in 0..3 {
            page.click(".header-link").await?;
            page.until_true("document.querySelector('[data-testid=how]')")
                .await?;
            let gone: i32 = page.run("return window.listening").await?;
            ensure!(gone < 0, "{gone}: nothing stopped listening");
            page.click(".header-link").await?;
            page.until_true("document.querySelector('[data-testid=table]')")
                .await?;
            let listening: i32 = page.run("return window.listening").await?;
            ensure!(listening == 0, "{listening} listeners more");
        }
        Ok(())
    })
}
