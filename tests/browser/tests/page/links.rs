//! A link says everything: the page shows for it what the library says.

use std::sync::{Arc, LazyLock};

use anyhow::{Context, Result, ensure};
use browser_tests::{Page, Visit, visit};
use headroom_cli::frontier::Report;
use headroom_core::evaluate::{Precomputed, Row};
use headroom_core::scenario::Scenario;
use headroom_core::units::TokensPerSecond;
use serde_json::Value;

/// Rows that the page draws when the visitor has come to rest.
pub(crate) const AT_REST: usize = 600;

pub(crate) static PRECOMPUTED: LazyLock<Arc<Precomputed>> = LazyLock::new(|| {
    #[expect(clippy::expect_used)]
    let catalog = headroom_data::catalog().expect("the catalog unpacks");
    Arc::new(Precomputed::new(Arc::new(catalog)))
});

/// Tokens per second, with decimals where they are few.
fn rate(speed: TokensPerSecond) -> String {
    let value = speed.get();
    if value < 0.995 {
        format!("{value:.2}")
    } else if value < 9.95 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

/// What the page is to say of a row.
pub(crate) fn written(report: &Report, row: &Row<'_>) -> browser_tests::Row {
    let evaluation = report.evaluation();
    browser_tests::Row {
        pick: row.pick(),
        selected: evaluation.selected() == Some(row.position),
        model: row.model.name.clone(),
        quantization: row.quantization.id.clone(),
        bits: format!("{:.2}", row.candidate.bits),
        memory: row
            .memory
            .to_number_string(evaluation.scenario().view.listing.unit),
        quality: row.quality.map_or_else(
            || "not rated".to_owned(),
            |quality| {
                let mark = if quality.inferred { "≈ " } else { "" };
                let value = quality.value.rounded();
                format!("{mark}{value} ±{:.0}", quality.half_width())
            },
        ),
        speed: evaluation.tells_speed().then(|| {
            row.speed().map_or_else(
                || "–".to_owned(),
                |speed| {
                    let [value, low, high] = [speed.value, speed.low, speed.high].map(rate);
                    format!("{value} {low}–{high}")
                },
            )
        }),
        license: row
            .model
            .license
            .clone()
            .unwrap_or_else(|| "unknown".to_owned()),
    }
}

/// Opens the link and compares all that it shows with the library.
async fn shows_what_the_library_says(page: &Page, query: &str) -> Result<()> {
    page.open(query).await?;
    let report = Report::new(query, &PRECOMPUTED);
    let expected: Vec<_> = report
        .rows()
        .iter()
        .map(|row| written(&report, row))
        .collect();
    let drawn = expected.len().min(AT_REST);
    let seen = page.seen_whole().await?;
    ensure!(seen.rows.len() == drawn, "{} rows", seen.rows.len());
    for (at, (shown, expected)) in seen.rows.iter().zip(&expected).enumerate() {
        ensure!(shown == expected, "row {at}: {shown:?} is not {expected:?}");
    }
    let evaluation = report.evaluation();
    let frontier: Vec<String> = evaluation
        .frontier()
        .iter()
        .rev()
        .filter_map(|&position| evaluation.row(position).map(|row| row.pick()))
        .collect();
    ensure!(seen.points == frontier, "the chart's frontier differs");
    let selected = evaluation.selected().and_then(|at| evaluation.row(at));
    match (&selected, &seen.breakdown) {
        (Some(row), Some(name)) => ensure!(name.starts_with(&row.model.name), "{name}"),
        (None, None) => {}
        (row, name) => anyhow::bail!("{name:?} instead of {row:?}"),
    }
    ensure!(seen.notice.is_empty(), "{:?}", seen.notice);
    // The export holds what the table cannot show: exact bytes.
    page.click(".export button:nth-of-type(2)").await?;
    page.until_true("window.recorded.saved.length > 0").await?;
    let saved = page.recorded().await?.saved;
    let exported: Value = serde_json::from_str(&saved.last().context("no file")?.text)?;
    let all = serde_json::to_value(report.rows())?;
    same(&exported, &all)
}

/// What the reader of JSON may round off a number of seventeen digits.
const LAST_DIGIT: f64 = 1e-15;

/// The same JSON, where `100` is `100.0`: scripts know one kind of number only.
fn same(one: &Value, other: &Value) -> Result<()> {
    match (one, other) {
        (Value::Number(a), Value::Number(b)) => {
            let [a, b] = [a, b].map(|number| number.as_f64().unwrap_or(f64::NAN));
            ensure!(
                a == b || (a - b).abs() <= LAST_DIGIT * a.abs(),
                "{a} is not {b}"
            );
        }
        (Value::Array(a), Value::Array(b)) => {
            ensure!(a.len() == b.len(), "{} rows are not {}", a.len(), b.len());
            for (one, other) in a.iter().zip(b) {
                same(one, other)?;
            }
        }
        (Value::Object(a), Value::Object(b)) => {
            ensure!(a.keys().eq(b.keys()), "{one} is not {other}");
            for (name, one) in a {
                let other = b.get(name).context("a field is missing")?;
                same(one, other).with_context(|| name.clone())?;
            }
        }
        _ => ensure!(one == other, "{one} is not {other}"),
    }
    Ok(())
}

fn compare(links: &[&str]) -> Result<()> {
    visit(Visit::to(""), async |page| {
        for link in links {
            shows_what_the_library_says(page, link)
                .await
                .with_context(|| format!("the link {link}"))?;
        }
        Ok(())
    })
}

/// The links whose every number `tests/every_number.rs` walks back to `data/`.
static WALKED: &str = include_str!("../../../data/links.txt");

/// Every fifth of them, from `first` on.
fn compare_walked(first: usize) -> Result<()> {
    let links: Vec<&str> = WALKED.lines().skip(first).step_by(5).collect();
    compare(&links)
}

#[test]
fn walked_links_show_what_the_library_says_one() -> Result<()> {
    compare_walked(0)
}

#[test]
fn walked_links_show_what_the_library_says_two() -> Result<()> {
    compare_walked(1)
}

#[test]
fn walked_links_show_what_the_library_says_three() -> Result<()> {
    compare_walked(2)
}

#[test]
fn walked_links_show_what_the_library_says_four() -> Result<()> {
    compare_walked(3)
}

#[test]
fn walked_links_show_what_the_library_says_five() -> Result<()> {
    compare_walked(4)
}

#[test]
fn links_to_the_frontier_show_what_the_library_says() -> Result<()> {
    compare(&[
        "",
        "vram=24&ctx=32k",
        "vram=8GiB&ctx=512&use=code",
        "vram=1&ctx=512",
        "gpu=geforce-rtx-4090&ctx=128k&kv=q8_0&use=math",
        "vram=80&gpus=8&ctx=1m&kv=any&use=tools",
        "vram=48&use=vision&unit=gib",
        "vram=16&reserve=2&seqs=4&overhead=5%&sort=-memory",
        "vram=24&family=Qwen&size=7-40&reasoning=no&sort=headroom",
        "vram=24&quants=Q4_K_M,Q8_0&sort=-context",
    ])
}

#[test]
fn links_to_one_per_model_show_what_the_library_says() -> Result<()> {
    compare(&[
        "show=models",
        "vram=12&show=models&sort=model&ctx=16k",
        "vram=192&show=models&sort=-size&license=Apache-2.0",
        "vram=24&show=models&q=llama&sort=license&unit=gib",
    ])
}

#[test]
fn links_to_all_that_fit_show_what_the_library_says() -> Result<()> {
    compare(&[
        "vram=8&show=fits",
        "vram=24&ctx=64k&kv=any&show=fits&sort=quantization",
        "vram=4&show=fits&sort=-quality&use=math&reasoning=yes",
    ])
}

#[test]
fn links_to_everything_show_what_the_library_says() -> Result<()> {
    compare(&[
        "show=all&ctx=2m",
        "show=all&ctx=512&sort=memory&q=mistral",
        "show=all&vram=24&sort=-headroom&use=vision",
        "show=all&vram=16&q=nothing-has-this-name",
    ])
}

#[test]
fn links_to_platforms_and_picks_show_what_the_library_says() -> Result<()> {
    // A platform that is sold with several sizes, with one of them chosen.
    let platform = PRECOMPUTED
        .catalog()
        .gpus
        .iter()
        .find(|gpu| gpu.memory.len() > 2)
        .context("no platform of several sizes")?;
    let size = platform.memory.get(1).context("no second size")?.bytes;
    let several = format!("gpu={}&vram={size}&ctx=16k", platform.id);
    let (scenario, _) = Scenario::parse("vram=24&ctx=16k", PRECOMPUTED.catalog());
    ensure!(scenario.view.pick.is_none());
    let report = Report::new("vram=24&ctx=16k", &PRECOMPUTED);
    let rows = report.rows();
    let last = rows.last().context("no row")?.pick();
    compare(&[
        &several,
        &format!("vram=24&ctx=16k&pick={last}"),
        &format!("vram=24&ctx=16k&kv=any&show=models&pick={last}"),
    ])
}

#[test]
fn more_rows_come_when_they_are_asked_for() -> Result<()> {
    visit(Visit::to("show=all"), async |page| {
        let report = Report::new("show=all", &PRECOMPUTED);
        let expected: Vec<String> = report.rows().iter().map(Row::pick).collect();
        ensure!(expected.len() > 3 * AT_REST);
        for drawn in [AT_REST, 2 * AT_REST, 3 * AT_REST] {
            page.until("the rows are drawn", async || {
                Ok(page.seen().await?.rows.len() == drawn)
            })
            .await?;
            let seen = page.seen().await?;
            ensure!(
                seen.picks()
                    .iter()
                    .zip(&expected)
                    .all(|(shown, expected)| shown == expected)
            );
            page.click(".table-note button").await?;
        }
        // Another order begins at its beginning.
        page.click("th.column-memory button").await?;
        page.rest().await?;
        ensure!(page.seen().await?.rows.len() == AT_REST);
        Ok(())
    })
}

/// Broken values, with what is used instead.
const BROKEN: &[(&str, &str, &str)] = &[
    ("vram=abc", "vram=abc", "24"),
    ("vram=-1", "vram=-1", "24"),
    ("vram=1e999", "vram=1e999", ""),
    ("vram=0", "vram=0", "1"),
    ("vram=NaN", "vram=NaN", "24"),
    ("vram=24lightyears", "vram=24lightyears", "24"),
    ("vram=99999", "vram=99999", "1500"),
    ("gpu=voodoo2", "gpu=voodoo2", ""),
    ("gpus=0", "gpus=0", "1"),
    ("gpus=65", "gpus=65", "64"),
    ("gpus=two", "gpus=two", "1"),
    ("reserve=-5", "reserve=-5", "0"),
    ("ctx=5", "ctx=5", "512"),
    ("ctx=1e9", "ctx=1e9", ""),
    ("ctx=99m", "ctx=99m", "2"),
    ("ctx=", "ctx=", "8"),
    ("kv=q9_9", "kv=q9_9", "f16"),
    ("seqs=999", "seqs=999", "256"),
    ("use=poetry", "use=poetry", "general"),
    ("axis=price", "axis=price", "quality"),
    ("method=guess", "method=guess", "exact"),
    ("overhead=lots", "overhead=lots", "0.5"),
    ("unit=mb", "unit=mb", "gb"),
    ("family=Nokia", "family=Nokia", ""),
    ("license=none-such", "license=none-such", ""),
    ("size=big", "size=big", ""),
    ("size=9-3", "size=9-3", ""),
    ("reasoning=perhaps", "reasoning=perhaps", ""),
    ("quants=Q9_X", "quants=Q9_X", ""),
    ("show=none", "show=none", "frontier"),
    ("sort=beauty", "sort=beauty", ""),
    ("pick=no-such-model:Q4_K_M", "pick=no-such-model:Q4_K_M", ""),
    ("pick=:", "pick=:", ""),
    ("view=sideways", "view=sideways", ""),
    ("vram=%00", "vram=", "24"),
    ("use=%F0%9F%A6%99", "use=🦙", "general"),
    ("use=%FF%FE", "use=", "general"),
    (
        "kv=%3Cscript%3Ealert(1)%3C/script%3E",
        "kv=<script>alert(1)</script>",
        "f16",
    ),
    ("ctx=%D9%A3%D9%A2k", "ctx=٣٢k", "8"),
];

#[test]
fn a_broken_value_is_named_with_what_is_used_instead() -> Result<()> {
    visit(Visit::to(""), async |page| {
        for (query, named, used) in BROKEN {
            page.open(query).await?;
            let seen = page.seen_whole().await?;
            let notice = seen
                .notice
                .first()
                .with_context(|| format!("no notice for {query}"))?;
            ensure!(seen.notice.len() == 1, "{query}: {:?}", seen.notice);
            ensure!(notice.starts_with(named), "{query}: {notice}");
            let end = if used.is_empty() {
                ""
            } else {
                "is used instead"
            };
            let (_, behind) = notice.rsplit_once("; ").context("nothing instead")?;
            ensure!(
                behind.starts_with(used) && behind.contains(end),
                "{query}: {notice}"
            );
            ensure!(
                !seen.rows.is_empty() && seen.answer.is_some(),
                "{query}: no results"
            );
            let report = Report::new(query, &PRECOMPUTED);
            let expected: Vec<String> = report.rows().iter().map(Row::pick).collect();
            ensure!(seen.picks() == expected, "{query}: other rows");
        }
        // The page is alive, and the notice goes.
        page.click(".notice button").await?;
        ensure!(page.seen().await?.notice.is_empty());
        page.drag_slider("vram", 0.9).await?;
        crate::sliders::together(&page.seen_whole().await?)
    })
}

#[test]
fn many_broken_values_are_all_named() -> Result<()> {
    visit(
        Visit::to("vram=x&ctx=y&kv=z&use=a&show=b&sort=c&unit=d&vram=48"),
        async |page| {
            let seen = page.seen_whole().await?;
            ensure!(seen.notice.len() == 7, "{:?}", seen.notice);
            crate::sliders::together(&seen)
        },
    )
}

#[test]
fn unknown_keys_are_left_alone() -> Result<()> {
    visit(
        Visit::to("utm_source=x&fbclid=1&vram=16&%3Cb%3E=2&&=&a&vramm=3"),
        async |page| {
            let seen = page.seen().await?;
            ensure!(seen.notice.is_empty(), "{:?}", seen.notice);
            ensure!(seen.answer.is_some_and(|answer| answer.contains("16 GB")));
            Ok(())
        },
    )
}

#[test]
fn hostile_links_leave_a_working_page() -> Result<()> {
    visit(Visit::to(""), async |page| {
        // No longer than what the tests' server takes, which is 64 KiB; other hosts take less.
        let long = "a".repeat(60_000);
        let half = "a".repeat(30_000);
        let deep = "&vram=".repeat(5_000);
        for query in [
            format!("q={long}"),
            format!("pick={half}:{half}"),
            format!("family={}", "x,".repeat(20_000)),
            format!("vram={}", "9".repeat(60_000)),
            deep,
            "%%%&%=%&=%25&%u0041".to_owned(),
            "q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E".to_owned(),
            "q=%22%3E%3Csvg/onload=alert(1)%3E".to_owned(),
            "q=%E2%80%AE%F0%9F%8F%B4%CC%81%00".to_owned(),
            "vram=1e308&ctx=18446744073709551616&gpus=99999999999999999999".to_owned(),
            "size=-1e400-1e400&overhead=1e300%25&reserve=1e300".to_owned(),
            "vram=1&reserve=1500&gpus=64".to_owned(),
            "constructor=1&__proto__=2&hasOwnProperty=3".to_owned(),
        ] {
            let begin: String = query.chars().take(60).collect();
            page.open(&query).await.with_context(|| begin.clone())?;
            ensure!(
                page.seen().await?.answer.is_some(),
                "{begin} gives no answer"
            );
            let alive: bool = page
                .run("return !document.querySelector('#boot-failure') && !document.querySelector('img, script:not([src])')")
                .await?;
            ensure!(alive, "{begin}");
            page.drag_slider("vram", 0.5).await?;
            page.drag_slider("vram", 0.6).await?;
            ensure!(page.seen().await?.answer.is_some(), "{begin}");
        }
        Ok(())
    })
}
