//! The page fits every window.

use anyhow::{Result, ensure};
use browser_tests::{Page, Visit, visit};
use serde_json::json;

/// Nothing makes the page scroll sideways; if something does, this names it.
async fn fits_sideways(page: &Page, what: &str) -> Result<()> {
    page.settle().await?;
    let (scroll, client): (u32, u32) = page
        .run("const page = document.scrollingElement; return [page.scrollWidth, page.clientWidth]")
        .await?;
    if scroll <= client {
        return Ok(());
    }
    let wide: Vec<String> = page
        .run(
            "return [...document.querySelectorAll('body *')]\
             .filter((element) => element.getBoundingClientRect().right > document.scrollingElement.clientWidth + 1)\
             .map((element) => `${element.tagName}.${element.className}`).slice(0, 12)",
        )
        .await?;
    anyhow::bail!("{what}: {scroll} pixels in {client}: {wide:?}")
}

#[test]
fn nothing_scrolls_sideways_at_any_width() -> Result<()> {
    visit(Visit::to("").sized(320, 700), async |page| {
        for width in [320, 390, 768, 900, 901, 1024] {
            page.resize(width, 700).await?;
            for query in [
                "",
                "view=how",
                "kv=any&show=all&unit=gib&ctx=2m",
                "vram=1500&gpus=64&reserve=3&use=x&pick=nonsense&family=a-very-long-name-of-a-family-that-is-not-there",
                "vram=1&ctx=512",
            ] {
                page.open(query).await?;
                page.run::<()>(
                    "for (const fold of document.querySelectorAll('details')) fold.open = true",
                )
                .await?;
                fits_sideways(page, &format!("{width} pixels, ?{query}")).await?;
            }
        }
        Ok(())
    })
}

#[test]
fn both_sliders_stay_at_hand_on_a_narrow_screen() -> Result<()> {
    visit(Visit::to("").sized(390, 800), async |page| {
        for share in [0.3, 0.6, 0.9] {
            page.run::<()>(&format!(
                "scrollTo(0, {share} * (document.documentElement.scrollHeight - innerHeight))"
            ))
            .await?;
            page.settle().await?;
            for name in ["vram", "ctx"] {
                let [_, top, _, height] = page
                    .area(&format!("input[type=range][name={name}]"))
                    .await?;
                ensure!(top >= 0.0 && top + height <= 800.0, "{name} is at {top}");
                let reached: bool = page
                    .run(&format!(
                        "const slider = document.querySelector('input[type=range][name={name}]');\
                         const area = slider.getBoundingClientRect();\
                         return document.elementFromPoint(area.left + area.width / 2, area.top + area.height / 2) === slider"
                    ))
                    .await?;
                ensure!(reached, "{name} is covered");
            }
            let before = page.seen().await?;
            page.drag_slider("vram", share).await?;
            ensure!(page.seen().await?.answer != before.answer);
        }
        Ok(())
    })
}

#[test]
fn windows_of_all_sizes_with_a_dot_under_the_pointer() -> Result<()> {
    visit(Visit::to("vram=24&ctx=32k"), async |page| {
        let [left, top, width, height] = page.area(".frontier-point:last-of-type").await?;
        page.point((left + width / 2.0, top + height / 2.0)).await?;
        for (width, height) in [
            (900, 700),
            (390, 500),
            (1_800, 1_000),
            (320, 240),
            (200, 150),
            (1_024, 300),
            (1_440, 900),
        ] {
            let metrics = json!({
                "width": width, "height": height, "deviceScaleFactor": 0, "mobile": false,
            });
            page.devtools("Emulation.setDeviceMetricsOverride", metrics)
                .await?;
            page.settle().await?;
            page.point((f64::from(width) / 2.0, f64::from(height) / 2.0))
                .await?;
        }
        for zoom in [3.0, 0.5, 1.0] {
            let metrics = json!({
                "width": 700, "height": 500, "deviceScaleFactor": zoom, "mobile": false,
            });
            page.devtools("Emulation.setDeviceMetricsOverride", metrics)
                .await?;
            page.settle().await?;
        }
        page.devtools("Emulation.clearDeviceMetricsOverride", json!({}))
            .await?;
        page.settle().await?;
        ensure!(page.seen().await?.answer.is_some());
        Ok(())
    })
}

#[test]
fn a_row_under_the_pointer_while_everything_changes() -> Result<()> {
    visit(Visit::to("kv=any&show=fits"), async |page| {
        let [left, top, width, _] = page.area("[data-testid=chart] .chart").await?;
        page.point((left + width / 2.0, top + 120.0)).await?;
        page.press(fantoccini::key::Key::Tab).await?;
        for (name, value) in [
            ("kv", "q4_0"),
            ("use", "vision"),
            ("use", "math"),
            ("kv", "any"),
        ] {
            page.run::<()>(&format!(
                "document.querySelector(\"input[name='{name}'][value='{value}']\").click()"
            ))
            .await?;
            page.settle().await?;
        }
        page.run::<()>("history.back()").await?;
        page.settle().await?;
        ensure!(page.seen().await?.answer.is_some());
        Ok(())
    })
}

#[test]
fn switching_between_the_views_leaves_nothing_behind() -> Result<()> {
    visit(Visit::to("vram=24"), async |page| {
        let before = page.seen_whole().await?;
        for _ in 0..4 {
            page.click(".header-link").await?;
            page.until_true("document.querySelector('[data-testid=how]')")
                .await?;
            page.resize(1_100, 800).await?;
            page.click(".header-link").await?;
            page.until_true("document.querySelector('[data-testid=table]')")
                .await?;
            page.resize(1_440, 900).await?;
        }
        page.rest().await?;
        let after = page.seen_whole().await?;
        ensure!(after.rows == before.rows && after.line == before.line);
        crate::sliders::together(&after)
    })
}
