//! How long a step of a slider takes in a real browser.
//!
//! ```text
//! cargo run --release --package browser-tests --example slider
//! ```
//!
//! `HEADROOM_DIST` names the folder of the built site; a query string may follow, as `-- kv=any`.
//!
//! Real key presses move the context slider and the VRAM slider from end to end; for each:
//!
//! - *handler*: from the `input` event to the end of all that it sets off at once;
//! - *work*: the handler, and the next frame from its first callback to the end of its style, layout
//!   and paint: what the main thread does for the step;
//! - *latency*: from the `input` event to the end of that frame, the wait for its turn included. A
//!   screen of 60 Hz gives a turn every 16.7 ms, so half of that is waiting on average.
//!
//! The end of a frame is when a message that its animation callback sent to itself arrives.

use std::sync::Arc;
use std::thread::available_parallelism;

use anyhow::{Context, Result};
use browser_tests::{Page, Visit, visit};
use fantoccini::key::Key;
use headroom_cli::frontier::Report;
use headroom_core::evaluate::Precomputed;
use serde_json::json;

/// Sweeps from one end of a slider to the other.
const SWEEPS: usize = 4;
/// Times the page is opened.
const STARTS: usize = 7;
/// Milliseconds between two key presses: each has a frame of its own.
const PACE: u64 = 40;

const PREPARE: &str = "
    window.steps = [];
    const channel = new MessageChannel();
    const calls = [];
    channel.port1.onmessage = () => calls.shift()();
    const later = (call) => { calls.push(call); channel.port2.postMessage(0); };
    // Effects run after the event's listeners, and may set off others: this waits for them in line.
    const behind = (times, call) => (times > 0 ? queueMicrotask(() => behind(times - 1, call)) : call());
    let begun, step;
    addEventListener('input', () => { begun = performance.now(); step = {}; }, true);
    addEventListener('input', () => {
      const [event, figures] = [begun, step];
      behind(50, () => { figures.handler = performance.now() - event; });
      requestAnimationFrame(() => {
        const frame = performance.now();
        later(() => {
          const end = performance.now();
          figures.latency = end - event;
          figures.work = figures.handler + end - frame;
          window.steps.push(figures);
        });
      });
    });";

const STARTED: &str = "
    new MutationObserver(() => {
      if (document.documentElement?.hasAttribute('data-ready')) window.readyAt ??= performance.now();
    }).observe(document, { attributes: true, subtree: true });";

fn main() -> Result<()> {
    let query = std::env::args().nth(1).unwrap_or_default();
    let precomputed = Arc::new(Precomputed::new(Arc::new(headroom_data::catalog()?)));
    let counts = Report::new(&query, &precomputed).evaluation().counts();
    println!(
        "{} processors, {} candidates. Milliseconds: median and 95th percentile.",
        available_parallelism()?,
        counts.candidates
    );
    visit(Visit::to(&query).unrecorded(), async |page| {
        let source = json!({ "source": STARTED });
        page.devtools("Page.addScriptToEvaluateOnNewDocument", source)
            .await?;
        for throttling in [1, 4] {
            let rate = json!({ "rate": throttling });
            page.devtools("Emulation.setCPUThrottlingRate", rate)
                .await?;
            start(page, &query, throttling).await?;
            for slider in ["ctx", "vram"] {
                page.open(&query).await?;
                sweep(page, slider, throttling).await?;
            }
        }
        Ok(())
    })
}

/// Opens the page a few times, from a warm cache.
async fn start(page: &Page, query: &str, throttling: u32) -> Result<()> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        page.open(query).await?;
        times.push(page.run("return window.readyAt").await?);
    }
    print("start", throttling, "until ready", &mut times)
}

/// Moves the slider from end to end.
async fn sweep(page: &Page, slider: &str, throttling: u32) -> Result<()> {
    page.run::<()>(PREPARE).await?;
    page.run::<()>(&format!(
        "document.querySelector('input[type=range][name={slider}]').focus()"
    ))
    .await?;
    let stops: usize = page
        .run("return Number(document.activeElement.max)")
        .await?;
    page.press(Key::Home).await?;
    page.run::<()>("window.steps.length = 0").await?;
    for sweep in 0..SWEEPS {
        let key = if sweep % 2 == 0 {
            Key::Right
        } else {
            Key::Left
        };
        page.press_repeatedly(key, stops, PACE * u64::from(throttling))
            .await?;
    }
    page.rest().await?;
    for name in ["handler", "work", "latency"] {
        let mut times: Vec<f64> = page
            .run(&format!("return window.steps.map((step) => step.{name})"))
            .await?;
        print(slider, throttling, name, &mut times)?;
    }
    Ok(())
}

fn print(what: &str, throttling: u32, name: &str, times: &mut [f64]) -> Result<()> {
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| {
        let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        times.get(place).copied().context("nothing was measured")
    };
    println!(
        "{what:6} CPU / {throttling}  {name:12} {:7.1} {:7.1}   of {}",
        at(50)?,
        at(95)?,
        times.len()
    );
    Ok(())
}
