//! An automatic checker finds nothing, in either view, in both themes, on wide and narrow screens.

use std::env;
use std::fs;

use anyhow::{Context, Result, ensure};
use browser_tests::{Page, Visit, visit};

use crate::theme::prefer;

const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
      ({ violations }) => done(violations.map(({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.slice(0, 4).map((node) => `${node.html.slice(0, 160)} [${node.failureSummary}]`).join(' | ')}`)),
      (error) => done([String(error)]),
    );";

/// Runs the checker on the page as it is, in both themes.
async fn check(page: &Page, what: &str) -> Result<()> {
    let script = env::var_os("AXE_CORE").context(
        "AXE_CORE names the file of axe.min.js; `cargo xtask test` fetches it and sets it.",
    )?;
    let script = fs::read_to_string(script)?;
    page.run::<Option<bool>>(&format!("{script}; return true"))
        .await?;
    for scheme in ["light", "dark"] {
        prefer(page, scheme).await?;
        // Colours may take a moment to change.
        page.pause(300).await;
        let violations: Vec<String> = page.run_async(RUN).await?;
        ensure!(violations.is_empty(), "{what}, {scheme}: {violations:#?}");
    }
    Ok(())
}

const WIDE: (u32, u32) = (1440, 900);
const NARROW: (u32, u32) = (390, 800);

async fn check_all(page: &Page) -> Result<()> {
    for (width, height) in [WIDE, NARROW] {
        page.resize(width, height).await?;
        for query in ["", "view=how"] {
            page.open(query).await?;
            check(page, &format!("{width} pixels, ?{query}")).await?;
        }
    }
    Ok(())
}

#[test]
fn no_violation_in_either_view() -> Result<()> {
    visit(Visit::to(""), check_all)
}

#[test]
fn no_violation_with_the_list_of_cards_open() -> Result<()> {
    visit(Visit::to(""), async |page| {
        for typed in ["", "40", "no such card"] {
            page.open("").await?;
            page.click("input[name=gpu]").await?;
            page.type_text(typed).await?;
            page.until_true("!document.querySelector('#gpu-list').hidden")
                .await?;
            check(page, &format!("searching for {typed:?}")).await?;
        }
        Ok(())
    })
}

#[test]
fn no_violation_with_everything_unfolded_and_a_notice() -> Result<()> {
    for (width, height) in [WIDE, NARROW] {
        let query = "vram=x&kv=any&show=all&family=Qwen&gpus=2&gpu=geforce-rtx-4090";
        visit(Visit::to(query).sized(width, height), async |page| {
            page.run::<()>(
                "for (const fold of document.querySelectorAll('details')) fold.open = true",
            )
            .await?;
            page.run::<()>("document.querySelector('input[name=reserve]').focus()")
                .await?;
            page.enter("input[name=reserve]", "nonsense").await?;
            check(page, &format!("{width} pixels")).await
        })?;
    }
    Ok(())
}
