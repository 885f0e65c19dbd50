//! Everything can be done with the keyboard alone, and one sees where one is.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use browser_tests::{Page, Visit, visit};
use fantoccini::key::Key;
use serde::Deserialize;

/// Where the focus is.
#[derive(Debug, Deserialize)]
struct Focus {
    /// A number for each element that can have the focus; `None` outside the page.
    number: Option<usize>,
    what: String,
    visible: bool,
    on_screen: bool,
}

/// Numbers everything that is to be reached, and returns how many there are.
const NUMBER: &str = "
    const wanted = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex=\"0\"]')]
      .filter((element) => !element.disabled && element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => element.type !== 'radio' || element.checked
        || !document.querySelector(`input[type=radio][name='${element.name}']:checked`));
    wanted.forEach((element, number) => { element.dataset.number = number; });
    return wanted.length;";

const FOCUS: &str = "
    const element = document.activeElement;
    const outlined = (element) => {
      const style = getComputedStyle(element);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
    };
    const shown = [element, element.nextElementSibling, element.parentElement].filter((other) => other);
    const area = element.getBoundingClientRect();
    return {
      number: element === document.body || element.dataset.number === undefined ? null : Number(element.dataset.number),
      what: `${element.outerHTML.slice(0, 120)} ${element.textContent.slice(0, 30)}`,
      visible: shown.some(outlined),
      on_screen: area.bottom > 0 && area.top < innerHeight && area.right > 0 && area.left < innerWidth,
    };";

/// Goes through the page with Tab from its beginning.
async fn reaches_everything(page: &Page) -> Result<()> {
    let wanted: usize = page.run(NUMBER).await?;
    let mut reached = BTreeSet::new();
    for _ in 0..wanted + 10 {
        page.press(Key::Tab).await?;
        let focus: Focus = page.run(FOCUS).await?;
        let Some(number) = focus.number else {
            continue;
        };
        ensure!(focus.visible, "The focus is not seen on {}", focus.what);
        ensure!(focus.on_screen, "The focus is out of sight: {}", focus.what);
        if !reached.insert(number) {
            break;
        }
    }
    let missing: Vec<usize> = (0..wanted).filter(|at| !reached.contains(at)).collect();
    let mut names = Vec::new();
    for number in &missing {
        let name: String = page
            .run(&format!(
                "return document.querySelector('[data-number=\"{number}\"]')?.outerHTML.slice(0, 150) ?? 'gone'"
            ))
            .await?;
        names.push(name);
    }
    ensure!(names.is_empty(), "Not reached: {names:#?}");
    Ok(())
}

#[test]
fn tab_reaches_everything_visibly_in_the_explorer() -> Result<()> {
    visit(Visit::to("vram=4&ctx=32k"), reaches_everything)
}

#[test]
fn tab_reaches_everything_visibly_on_a_narrow_screen() -> Result<()> {
    visit(
        Visit::to("vram=4&ctx=32k").sized(390, 800),
        reaches_everything,
    )
}

#[test]
fn tab_reaches_everything_visibly_with_filters_open() -> Result<()> {
    visit(
        Visit::to("vram=2&ctx=32k&family=Qwen&foo=1&use=x"),
        async |page| {
            page.run::<()>(
                "for (const fold of document.querySelectorAll('details')) fold.open = true",
            )
            .await?;
            reaches_everything(page).await
        },
    )
}

#[test]
fn tab_reaches_everything_visibly_in_how_it_works() -> Result<()> {
    visit(Visit::to("view=how"), reaches_everything)
}

/// Presses Tab until what a selector finds has the focus.
async fn tab_to(page: &Page, selector: &str) -> Result<()> {
    for _ in 0..400 {
        let there: bool = page
            .run(&format!(
                "return document.activeElement.matches({selector:?})"
            ))
            .await?;
        if there {
            return Ok(());
        }
        page.press(Key::Tab).await?;
    }
    anyhow::bail!("Tab does not reach {selector}.")
}

/// What has the focus still has it.
async fn has_focus(page: &Page, selector: &str) -> Result<()> {
    let there: bool = page
        .run(&format!(
            "return document.activeElement.matches({selector:?})"
        ))
        .await?;
    let what: String = page
        .run("return document.activeElement.outerHTML.slice(0, 100)")
        .await?;
    ensure!(there, "{what} has the focus instead of {selector}");
    Ok(())
}

#[test]
fn a_whole_visit_with_the_keyboard_alone() -> Result<()> {
    visit(Visit::to(""), async |page| {
        // A card.
        tab_to(page, "input[name=gpu]").await?;
        page.type_text("4090").await?;
        page.until_true("document.querySelector('#gpu-list .picker-option')")
            .await?;
        page.press(Key::Down).await?;
        page.press(Key::Up).await?;
        page.press(Key::Enter).await?;
        let seen = page.seen().await?;
        ensure!(
            seen.control("gpu")
                .is_some_and(|name| name.contains("4090")),
            "{:?}",
            seen.controls
        );
        has_focus(page, "input[name=gpu]").await?;

        // The context.
        let before = page.seen_whole().await?;
        tab_to(page, "input[type=range][name=ctx]").await?;
        for _ in 0..4 {
            page.press(Key::Right).await?;
        }
        ensure!(page.seen_whole().await?.rows != before.rows);
        has_focus(page, "input[type=range][name=ctx]").await?;

        // The use case.
        tab_to(page, "input[name=use]").await?;
        page.press(Key::Right).await?;
        ensure!(page.seen().await?.control("use") == Some("code"));
        has_focus(page, "input[name=use][value=code]").await?;

        // The order.
        tab_to(page, "th.column-memory button").await?;
        page.press(Key::Enter).await?;
        has_focus(page, "th.column-memory button").await?;
        let sorted: String = page
            .run("return document.querySelector('th.column-memory').getAttribute('aria-sort')")
            .await?;
        ensure!(sorted == "ascending", "{sorted}");

        // A row.
        tab_to(page, "tbody tr:nth-child(3) .row-name").await?;
        page.press(Key::Enter).await?;
        page.rest().await?;
        let seen = page.seen_whole().await?;
        let third = seen.rows.get(2).map(|row| row.pick.as_str());
        ensure!(seen.selected() == third, "{:?}", seen.selected());
        ensure!(seen.address.contains("pick="), "{}", seen.address);
        has_focus(page, "tbody tr:nth-child(3) .row-name").await?;

        // How it works, and back.
        for _ in 0..400 {
            page.press_with(Key::Shift, Key::Tab).await?;
            let there: bool = page
                .run("return document.activeElement.matches('.header-link')")
                .await?;
            if there {
                break;
            }
        }
        page.press(Key::Enter).await?;
        page.until_true("document.querySelector('[data-testid=how]')")
            .await?;
        has_focus(page, ".header-link").await?;
        page.press(Key::Enter).await?;
        page.until_true("document.querySelector('[data-testid=table]')")
            .await?;
        let again = page.seen_whole().await?;
        ensure!(again.selected() == seen.selected());
        ensure!(again.control("gpu") == seen.control("gpu"));
        Ok(())
    })
}

#[test]
fn escape_closes_the_list_of_cards_and_changes_nothing() -> Result<()> {
    visit(Visit::to("gpu=geforce-rtx-4090"), async |page| {
        let before = page.seen_whole().await?;
        tab_to(page, "input[name=gpu]").await?;
        page.type_text("mi300").await?;
        page.until_true("!document.querySelector('#gpu-list').hidden")
            .await?;
        page.press(Key::Escape).await?;
        page.until_true("document.querySelector('#gpu-list').hidden")
            .await?;
        let after = page.seen_whole().await?;
        ensure!(after.controls == before.controls);
        ensure!(after.rows == before.rows);
        has_focus(page, "input[name=gpu]").await
    })
}

#[test]
fn the_list_of_cards_says_that_it_found_none() -> Result<()> {
    visit(Visit::to(""), async |page| {
        tab_to(page, "input[name=gpu]").await?;
        page.type_text("voodoo2").await?;
        page.until_true("document.querySelector('.picker-none')")
            .await?;
        page.press(Key::Down).await?;
        page.press(Key::Enter).await?;
        ensure!(page.seen().await?.address.is_empty());
        page.press(Key::Tab).await?;
        ensure!(page.seen().await?.control("gpu") == Some(""));
        Ok(())
    })
}

#[test]
fn arrow_keys_go_along_the_frontier_of_the_chart() -> Result<()> {
    visit(Visit::to("vram=12"), async |page| {
        let before = page.seen_whole().await?;
        tab_to(page, ".frontier-points").await?;
        for _ in 0..3 {
            page.press(Key::Left).await?;
        }
        page.rest().await?;
        let after = page.seen_whole().await?;
        let wanted = before.points.iter().rev().nth(3).map(String::as_str);
        ensure!(
            after.selected() == wanted,
            "{:?} is not {wanted:?}",
            after.selected()
        );
        ensure!(after.ringed_point.as_deref() == wanted);
        page.press(Key::Home).await?;
        let first = before.points.first().map(String::as_str);
        ensure!(page.seen_whole().await?.selected() == first);
        page.press(Key::End).await?;
        let last = before.points.last().map(String::as_str);
        ensure!(page.seen_whole().await?.selected() == last);
        Ok(())
    })
}

#[test]
fn the_focus_stays_when_a_rare_cache_type_is_left() -> Result<()> {
    visit(Visit::to("kv=q5_1"), async |page| {
        tab_to(page, "input[name=kv]").await?;
        page.press(Key::Left).await?;
        page.rest().await?;
        ensure!(page.seen().await?.control("kv") != Some("q5_1"));
        has_focus(page, "input[name=kv]:checked").await
    })
}

#[test]
fn the_focus_stays_on_what_was_pressed_while_the_results_change() -> Result<()> {
    visit(Visit::to("vram=48&ctx=8k"), async |page| {
        for button in [".step", ".methods .link", ".answer-more .link"] {
            tab_to(page, button).await?;
            let before = page.seen().await?;
            page.press(Key::Enter).await?;
            page.rest().await?;
            has_focus(page, button).await?;
            ensure!(page.seen().await?.address != before.address, "{button}");
        }
        Ok(())
    })
}

#[test]
fn a_row_that_stays_in_the_table_keeps_the_focus() -> Result<()> {
    visit(Visit::to("vram=24&ctx=32k&show=models"), async |page| {
        let focused = "return document.activeElement.closest('tr')?.dataset.pick ?? ''";
        tab_to(page, "input[type=range][name=ctx]").await?;
        page.press(Key::Left).await?;
        page.rest().await?;
        tab_to(page, "tbody tr:nth-child(2) .row-name").await?;
        let (before, row) = (page.seen().await?, page.run::<String>(focused).await?);
        page.back().await?;
        page.rest().await?;
        let after = page.seen().await?;
        ensure!(after.address != before.address, "{}", after.address);
        ensure!(
            !row.is_empty() && page.run::<String>(focused).await? == row,
            "{row}"
        );
        Ok(())
    })
}
