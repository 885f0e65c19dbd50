//! The page starts wherever it is put, and says in words where it cannot.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use browser_tests::{Fault, POLICY, Page, Visit, built, visit};
use xtask::budget::Load;
use xtask::dist;

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

/// Names of the files that were asked for before the page was usable.
const ASKED_BEFORE_READY: &str = "return performance.getEntriesByType('resource')\
    .filter(({ startTime }) => startTime <= recorded.ready)\
    .map(({ name }) => new URL(name).pathname.slice(1));";

#[test]
fn a_first_visit_asks_for_the_files_that_the_budget_counts() -> Result<()> {
    let built = dist::files(&built()?)?;
    visit(Visit::to(""), async |page| {
        // A request is listed when it is answered, which may be after the page is usable.
        page.rest().await?;
        let mut asked: BTreeSet<String> = page.run(ASKED_BEFORE_READY).await?;
        asked.insert("index.html".to_owned());
        for name in &built {
            let (load, asked) = (Load::of(name), asked.contains(name));
            match load {
                Load::UntilUsable => ensure!(asked, "{name} is counted, but not asked for."),
                Load::Later => ensure!(!asked, "{name} is asked for before the page is usable."),
                // Browsers ask for icons when they like.
                Load::Apart => {}
            }
        }
        Ok(())
    })
}

#[test]
fn what_the_policy_forbids_is_a_complaint() -> Result<()> {
    const FORBIDDEN: &str = "
        const add = (name, properties) =>
          document.head.append(Object.assign(document.createElement(name), properties));
        add('script', { textContent: '0' });
        add('style', { textContent: 'p {}' });
        add('img', { src: 'https://example.org/' });
        fetch('https://example.org/').catch(() => {});";
    let forbidden = Visit::to("").expecting(&["policy: ", "error: ", "violates"]);
    visit(forbidden, async |page| {
        page.run::<()>(FORBIDDEN).await?;
        page.until("all four are noted", async || {
            let noted: Vec<String> = page.run("return recorded.complaints").await?;
            let of = |directive: &str| noted.iter().any(|line| line.contains(directive));
            Ok(["script-src", "style-src", "img-src", "connect-src"]
                .into_iter()
                .all(of))
        })
        .await?;
        // Browsers list what was refused among what was asked for.
        page.run("performance.clearResourceTimings()").await
    })
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

/// What the browser says of a file that the host does not have: in the loader's words, and of the
/// link in the head that names it, when its event comes before the page is looked at.
const MISSING: &[&str] = &["404", "error: http"];

#[test]
fn says_so_where_the_program_is_missing() -> Result<()> {
    let missing = Visit::to("")
        .with(Fault::ProgramMissing)
        .unready()
        .expecting(MISSING);
    visit(missing, async |page| {
        let alert = alert(page).await?;
        ensure!(alert.contains("could not be loaded"), "{alert}");
        ensure!(alert.contains("404"), "{alert}");
        Ok(())
    })
}

/// How the page was opened last: `navigate`, or `reload`.
async fn opened_by(page: &Page) -> Result<String> {
    page.run("return performance.getEntriesByType('navigation')[0].type")
        .await
}

#[test]
fn reloads_once_by_itself_where_a_file_is_missing_and_then_when_it_is_asked_to() -> Result<()> {
    for fault in [Fault::ProgramMissing, Fault::BindingsMissing] {
        let missing = Visit::to("vram=48")
            .with(fault)
            .unready()
            .expecting(MISSING);
        visit(missing, async |page| {
            let alert = alert(page).await?;
            ensure!(
                alert.contains("404") && alert.contains("updated"),
                "{alert}"
            );
            ensure!(opened_by(page).await? == "reload");
            // It does not go on and on.
            page.run::<()>("window.here = true").await?;
            page.pause(1_000).await;
            ensure!(page.run::<bool>("return window.here === true").await?);
            page.click("#boot-failure button").await?;
            page.until_true("window.here === undefined && document.querySelector('#boot-failure')")
                .await?;
            ensure!(opened_by(page).await? == "reload");
            page.until_true("location.search === '?vram=48'").await
        })?;
    }
    Ok(())
}

#[test]
fn says_so_where_the_browser_is_too_old() -> Result<()> {
    for fault in [Fault::ProgramUnknown, Fault::NoTextDecoder] {
        let old = Visit::to("")
            .with(fault)
            .unready()
            .expecting(&["CompileError", "TextDecoder"]);
        visit(old, async |page| {
            let alert = alert(page).await?;
            ensure!(alert.contains("up-to-date browser"), "{alert}");
            ensure!(!alert.contains("connection"), "{alert}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn says_so_without_a_script_where_the_loader_is_missing() -> Result<()> {
    let missing = Visit::to("")
        .with(Fault::LoaderMissing)
        .unready()
        .expecting(&["404", "boot-"]);
    visit(missing, async |page| {
        const LATE: &str = "const late = document.querySelector('#boot [data-late]');\
            const [animation] = late.getAnimations();\
            const shown = () => late.checkVisibility({ visibilityProperty: true });";
        // While nothing is known to be wrong, nothing is said.
        let early: bool = page
            .run(&format!("{LATE} animation.currentTime = 0; return shown()"))
            .await?;
        ensure!(!early, "It is too early to say that something is wrong.");
        let delay: f64 = page
            .run(&format!("{LATE} return animation.effect.getTiming().delay"))
            .await?;
        ensure!((3_000.0..=15_000.0).contains(&delay), "{delay} ms");
        let late: bool = page
            .run(&format!("{LATE} animation.finish(); return shown()"))
            .await?;
        ensure!(late, "Nothing is said.");
        let text: String = page
            .run("return document.querySelector('#boot').innerText")
            .await?;
        for reason in ["web server", "slash", "eload"] {
            ensure!(text.contains(reason), "no {reason} in {text}");
        }
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

#[test]
fn offers_the_link_by_hand_where_the_clipboard_throws() -> Result<()> {
    visit(
        Visit::to("vram=12").with(Fault::ClipboardThrows),
        async |page| {
            page.click(".header-nav button:nth-of-type(1)").await?;
            page.until_true("document.querySelector('.copy-by-hand').checkVisibility()")
                .await
        },
    )
}
