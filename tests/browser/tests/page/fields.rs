//! Fields take values as people write them, and say why they do not.

use anyhow::{Result, ensure};
use browser_tests::{Visit, visit};
use fantoccini::key::Key;
use headroom_cli::frontier::Report;
use headroom_core::evaluate::Row;

use crate::links::PRECOMPUTED;

const VRAM: &str = "input[name=vram-value]";
const CONTEXT: &str = "input[name=ctx-value]";

#[test]
fn memory_is_taken_as_people_write_it() -> Result<()> {
    visit(Visit::to(""), async |page| {
        for (typed, shown, address) in [
            ("48", "48", "vram=48"),
            ("24GiB", "25.8", "vram=24GiB"),
            ("24564MiB", "25.8", "vram=24564MiB"),
            (" 16 gb ", "16", "vram=16"),
            ("80 GB", "80", "vram=80"),
            ("1500", "1500", "vram=1500"),
        ] {
            page.enter(VRAM, typed).await?;
            page.rest().await?;
            let seen = page.seen().await?;
            ensure!(seen.problems.is_empty(), "{typed}: {:?}", seen.problems);
            let field = seen
                .control("vram-value")
                .unwrap_or_default()
                .replace(',', "");
            ensure!(field == shown, "{typed}: {field}");
            ensure!(
                seen.address.starts_with(address),
                "{typed}: {}",
                seen.address
            );
        }
        Ok(())
    })
}

#[test]
fn context_is_taken_as_people_write_it() -> Result<()> {
    visit(Visit::to(""), async |page| {
        for (typed, address) in [
            ("32768", "ctx=32k"),
            ("100k", "ctx=100k"),
            ("12345", "ctx=12345"),
            ("1m", "ctx=1m"),
            ("512", "ctx=512"),
        ] {
            page.enter(CONTEXT, typed).await?;
            page.rest().await?;
            let seen = page.seen().await?;
            ensure!(seen.problems.is_empty(), "{typed}: {:?}", seen.problems);
            ensure!(seen.address == address, "{typed}: {}", seen.address);
        }
        Ok(())
    })
}

#[test]
fn nonsense_stays_with_the_reason_until_it_is_corrected() -> Result<()> {
    visit(Visit::to("vram=16"), async |page| {
        for (field, name) in [(VRAM, "vram-value"), (CONTEXT, "ctx-value")] {
            page.rest().await?;
            for typed in ["a lot", "-5", "1e999", "0", "99999999999999999999 GB", ""] {
                let before = page.seen_whole().await?;
                page.enter(field, typed).await?;
                if typed.is_empty() {
                    page.press(Key::Backspace).await?;
                    page.press(Key::Enter).await?;
                }
                let seen = page.seen_whole().await?;
                ensure!(
                    seen.problems.len() == 1,
                    "{name}={typed}: {:?}",
                    seen.problems
                );
                ensure!(
                    seen.control(name) == Some(typed),
                    "{name}={typed}: {:?}",
                    seen.control(name)
                );
                ensure!(seen.rows == before.rows, "{name}={typed}: the rows differ");
                ensure!(
                    seen.address == before.address,
                    "{name}={typed}: {}",
                    seen.address
                );
            }
            let invalid: String = page
                .run(&format!(
                    "return document.querySelector('{field}').getAttribute('aria-invalid')"
                ))
                .await?;
            ensure!(invalid == "true");
            page.enter(field, "32k").await?;
            page.enter(field, "48").await?;
            page.enter(field, "4096").await?;
            page.enter(field, "1024").await?;
            ensure!(
                page.seen().await?.problems.is_empty(),
                "{:?}",
                page.seen().await?.problems
            );
        }
        Ok(())
    })
}

#[test]
fn a_complaint_goes_when_the_slider_moves() -> Result<()> {
    visit(Visit::to(""), async |page| {
        page.enter(VRAM, "nonsense").await?;
        ensure!(page.seen().await?.problems.len() == 1);
        page.drag_slider("vram", 0.3).await?;
        let seen = page.seen().await?;
        ensure!(seen.problems.is_empty(), "{:?}", seen.problems);
        ensure!(seen.control("vram-value") != Some("nonsense"));
        Ok(())
    })
}

#[test]
fn other_cards_are_taken_by_their_names() -> Result<()> {
    visit(Visit::to("gpu=geforce-rtx-4090"), async |page| {
        let field = "input[name=also]";
        for (typed, shown, address) in [
            ("2x p40", "2 × NVIDIA Tesla P40", "&also=tesla-p40:2"),
            (
                "3060 12gb",
                "NVIDIA GeForce RTX 3060 12GB",
                "&also=geforce-rtx-3060-12gb",
            ),
        ] {
            page.enter(field, typed).await?;
            page.rest().await?;
            let seen = page.seen().await?;
            ensure!(seen.problems.is_empty(), "{typed}: {:?}", seen.problems);
            ensure!(
                seen.control("also") == Some(shown),
                "{typed}: {:?}",
                seen.control("also")
            );
            ensure!(seen.address.ends_with(address), "{typed}: {}", seen.address);
        }
        // What may be several cards is not guessed, and stays to be corrected.
        let before = page.seen().await?.address;
        page.enter(field, "3060").await?;
        page.rest().await?;
        let seen = page.seen().await?;
        ensure!(seen.control("also") == Some("3060") && seen.address == before);
        let problem = seen
            .problems
            .first()
            .map(String::as_str)
            .unwrap_or_default();
        ensure!(problem.contains("RTX 3060 8GB"), "{problem}");
        Ok(())
    })
}

#[test]
fn use_cases_are_weighed_against_each_other() -> Result<()> {
    visit(Visit::to("use=code,math"), async |page| {
        for (case, weight, address) in [
            ("code", "2", "use=code:2,math"),
            ("math", "0", "use=code:2"),
            ("tools", "3", "use=code:2,tools:3"),
            ("code", "0", "use=tools:3"),
            ("tools", "0", ""),
        ] {
            page.enter(&format!("input[name=use-{case}]"), weight)
                .await?;
            page.rest().await?;
            let seen = page.seen().await?;
            ensure!(seen.address == address, "{case} {weight}: {}", seen.address);
        }
        page.click("input[name=use-vision]").await?;
        page.rest().await?;
        let seen = page.seen().await?;
        ensure!(seen.address == "use=vision", "{}", seen.address);
        ensure!(seen.control("use") == Some("vision"));
        Ok(())
    })
}

#[test]
fn counts_out_of_range_are_brought_into_it() -> Result<()> {
    visit(Visit::to(""), async |page| {
        for (typed, shown) in [
            ("3", "3"),
            ("0", "1"),
            ("-4", "1"),
            ("1000", "64"),
            ("2.6", "3"),
        ] {
            page.enter("input[name=gpus]", typed).await?;
            page.rest().await?;
            let seen = page.seen().await?;
            ensure!(
                seen.control("gpus") == Some(shown),
                "{typed}: {:?}",
                seen.control("gpus")
            );
        }
        Ok(())
    })
}

#[test]
fn the_search_narrows_the_table_while_one_types() -> Result<()> {
    visit(Visit::to("show=models"), async |page| {
        page.type_into_search("qwen").await?;
        let seen = page.seen_whole().await?;
        let expected = Report::new("show=models&q=qwen", &PRECOMPUTED);
        let expected: Vec<String> = expected.rows().iter().map(Row::pick).collect();
        ensure!(!expected.is_empty() && seen.picks() == expected);
        page.type_text(" no such model").await?;
        let seen = page.seen().await?;
        ensure!(seen.rows.is_empty());
        ensure!(
            seen.answer
                .is_some_and(|answer| answer.contains("No model passes"))
        );
        page.rest().await?;
        ensure!(
            page.seen()
                .await?
                .address
                .contains("q=qwen%20no%20such%20model")
        );
        Ok(())
    })
}
