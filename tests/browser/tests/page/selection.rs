//! What is selected in one place is selected in all.

use anyhow::{Context, Result, ensure};
use browser_tests::{Page, Seen, Visit, visit};

/// The row with this pick is the one that table, chart, breakdown and link speak of.
fn selected(seen: &Seen, pick: &str) -> Result<()> {
    ensure!(
        seen.selected() == Some(pick),
        "{:?} instead of {pick}",
        seen.selected()
    );
    ensure!(seen.rows.iter().filter(|row| row.selected).count() == 1);
    let row = seen
        .rows
        .iter()
        .find(|row| row.pick == pick)
        .context("no such row")?;
    let name = seen.breakdown.as_deref().unwrap_or_default();
    ensure!(
        name.starts_with(&row.model) && name.ends_with(&row.quantization),
        "{name}"
    );
    ensure!(seen.ringed, "no ring in the chart");
    if seen.points.iter().any(|point| point == pick) {
        ensure!(
            seen.ringed_point.as_deref() == Some(pick),
            "the ring is elsewhere"
        );
    }
    let model = pick.split(['@', ':']).next().unwrap_or_default();
    ensure!(
        seen.address.contains(&format!("pick={model}")),
        "{}",
        seen.address
    );
    Ok(())
}

async fn rested(page: &Page) -> Result<Seen> {
    page.rest().await?;
    page.seen_whole().await
}

#[test]
fn a_row_is_selected_everywhere() -> Result<()> {
    visit(Visit::to("vram=24&ctx=32k"), async |page| {
        for place in [3, 6, 2] {
            let rows = page.seen_whole().await?.rows;
            let pick = rows.get(place - 1).context("too few rows")?.pick.clone();
            page.click(&format!(
                "[data-testid=table] tbody tr:nth-child({place}) .column-memory"
            ))
            .await?;
            selected(&rested(page).await?, &pick)?;
        }
        // A reload keeps it.
        let before = page.seen_whole().await?;
        page.reload().await?;
        ensure!(page.seen_whole().await?.rows == before.rows);
        Ok(())
    })
}

#[test]
fn a_point_of_the_chart_is_selected_everywhere() -> Result<()> {
    visit(Visit::to("vram=24&ctx=32k"), async |page| {
        let seen = page.seen_whole().await?;
        for pick in seen.points.iter().rev().step_by(4).take(4) {
            let point = format!(".frontier-point[data-pick='{pick}']");
            if page.find(&format!("{point}.out-of-sight")).await.is_ok() {
                continue;
            }
            let [left, top, width, height] = page.area(&point).await?;
            page.click_at((left + width / 2.0, top + height / 2.0))
                .await?;
            selected(&rested(page).await?, pick)?;
        }
        Ok(())
    })
}

#[test]
fn the_card_under_the_pointer_names_the_dot() -> Result<()> {
    visit(Visit::to("vram=24&ctx=32k"), async |page| {
        let seen = page.seen_whole().await?;
        let best = seen.rows.first().context("no rows")?.clone();
        let [left, top, width, height] = page
            .area(&format!(".frontier-point[data-pick='{}']", best.pick))
            .await?;
        page.point((left + width / 2.0, top + height / 2.0)).await?;
        let card: String = page
            .run("return document.querySelector('.tooltip')?.textContent ?? ''")
            .await?;
        ensure!(card.contains(&best.model), "{card}");
        ensure!(card.contains(&best.memory), "{card}");
        // It goes when the pointer leaves.
        page.point((5.0, 5.0)).await?;
        page.until_true("!document.querySelector('.tooltip')").await
    })
}

#[test]
fn the_budget_line_is_dragged_like_the_slider() -> Result<()> {
    visit(Visit::to("vram=24&ctx=32k"), async |page| {
        let before = page.seen_whole().await?;
        let [left, top, width, height] = page.area(".budget-handle").await?;
        let from = (left + width / 2.0, top + height / 2.0);
        page.drag(
            &[
                from,
                (from.0 - 120.0, from.1),
                (from.0 - 160.0, from.1 + 60.0),
            ],
            200,
        )
        .await?;
        let after = rested(page).await?;
        ensure!(after.budget != before.budget && after.rows != before.rows);
        ensure!(after.control("vram") != before.control("vram"));
        ensure!(after.address.contains("vram="), "{}", after.address);
        ensure!(!after.address.contains("vram=24"), "{}", after.address);
        ensure!(
            !after.address.contains("pick="),
            "The drag selected a candidate: {}",
            after.address
        );
        Ok(())
    })
}

#[test]
fn a_card_is_chosen_by_a_click_and_by_a_tap_but_not_by_a_swipe() -> Result<()> {
    visit(Visit::to(""), async |page| {
        for (name, swipe) in [("click", None), ("tap", Some(0.0)), ("swipe", Some(-120.0))] {
            page.open("").await?;
            page.click("input[name=gpu]").await?;
            page.type_text("rtx").await?;
            page.until_true("document.querySelectorAll('.picker-option').length > 8")
                .await?;
            let [left, top, width, height] = page.area("#gpu-5").await?;
            let place = (left + width / 2.0, top + height / 2.0);
            match swipe {
                None => page.click_at(place).await?,
                Some(way) => page.swipe(place, (place.0, place.1 + way)).await?,
            }
            page.rest().await?;
            let address = page.seen().await?.address;
            ensure!(
                address.starts_with("gpu=") == (name != "swipe"),
                "{name}: {address}"
            );
        }
        Ok(())
    })
}

#[test]
fn the_answers_own_buttons_select() -> Result<()> {
    visit(Visit::to("vram=24&ctx=32k"), async |page| {
        let seen = page.seen_whole().await?;
        let best = seen.rows.first().context("no rows")?.pick.clone();
        page.click("tbody tr:nth-child(5) .row-name").await?;
        page.click(".answer-model").await?;
        selected(&rested(page).await?, &best)
    })
}

#[test]
fn one_more_step_is_taken_from_the_breakdown() -> Result<()> {
    visit(Visit::to("vram=24&ctx=16k"), async |page| {
        let before = page.seen_whole().await?;
        page.click("[data-testid=breakdown] .step").await?;
        let after = rested(page).await?;
        ensure!(after.address != before.address);
        let model = |seen: &Seen| {
            let pick = seen.selected().unwrap_or_default();
            pick.split(['@', ':']).next().unwrap_or_default().to_owned()
        };
        ensure!(model(&before) == model(&after) || after.selected().is_none());
        ensure!(after.breakdown.is_some());
        Ok(())
    })
}

#[test]
fn a_candidate_that_the_filters_leave_out_is_said_to_be_missing() -> Result<()> {
    visit(
        Visit::to("vram=24&family=Qwen3&pick=llama-3.1-8b:Q4_K_M"),
        async |page| {
            let said: String = page
                .run("return document.querySelector('[data-testid=breakdown] .warning')?.textContent ?? ''")
                .await?;
            ensure!(said.contains("left out by the filters"), "{said}");
            Ok(())
        },
    )
}

#[test]
fn the_other_method_is_one_click_away_and_both_totals_are_shown() -> Result<()> {
    const NOTE: &str =
        "return document.querySelector('[data-testid=breakdown] .methods')?.textContent ?? ''";
    // A sliding window is where the methods differ most.
    visit(
        Visit::to("vram=200&ctx=128k&pick=gemma-3-27b:Q4_K_M"),
        async |page| {
            let exact: String = page.run(NOTE).await?;
            ensure!(
                exact.contains("By the formula") && exact.contains("sliding window"),
                "{exact}"
            );
            page.click("[data-testid=breakdown] .methods button")
                .await?;
            let after = rested(page).await?;
            ensure!(
                after.address.contains("method=formula"),
                "{}",
                after.address
            );
            let formula: String = page.run(NOTE).await?;
            ensure!(formula.contains("llama.cpp allocates"), "{formula}");
            page.click("[data-testid=breakdown] .methods button")
                .await?;
            let back = rested(page).await?;
            ensure!(!back.address.contains("method="), "{}", back.address);
            ensure!(page.run::<String>(NOTE).await? == exact);
            Ok(())
        },
    )
}

#[test]
fn the_budget_line_keeps_a_platform_of_several_sizes() -> Result<()> {
    // 64 GiB of the 48, 64 and 128 that it is sold with.
    let link = "vram=64GiB&gpu=apple-m3-max-40c&share=80&ctx=32k";
    visit(Visit::to(link), async |page| {
        let [chart, _, breadth, _] = page.area(".chart").await?;
        for (share, address) in [
            (0.97, link.replace("64GiB", "128GiB")),
            (0.15, link.replace("vram=64GiB&", "")),
        ] {
            let [left, top, width, height] = page.area(".budget-handle").await?;
            let from = (left + width / 2.0, top + height / 2.0);
            page.drag(&[from, (chart + share * breadth, from.1)], 200)
                .await?;
            let after = rested(page).await?;
            ensure!(
                after.address == address,
                "{} is not {address}",
                after.address
            );
        }
        Ok(())
    })
}
