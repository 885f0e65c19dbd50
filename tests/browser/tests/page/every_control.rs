//! Every control of the page, turned: table, counts, likelihoods and answer are then those of the
//! library for the query string in the address bar.
//!
//! The controls are found in the page, so that a new one that is not turned here is a failure.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail, ensure};
use browser_tests::{Page, Seen, Visit, visit};
use fantoccini::key::Key;
use headroom_cli::frontier::Report;
use headroom_core::scenario::Show;
use headroom_core::units::thousands;
use serde::Deserialize;

use crate::links::{AT_REST, PRECOMPUTED, written};

/// The link that a control is turned on, where its settings need no other.
const LINK: &str = "vram=64GiB&gpu=apple-m3-max-40c&ctx=32k";

/// The controls that need another link, or whose values the page does not list: name, link, values
/// that follow each other, none of them the one before. Sliders go to shares of their way.
const TURNED: &[(&str, &str, &[&str])] = &[
    ("vram", LINK, &["0.2", "0.9", "0.1"]),
    ("vram-value", "ctx=32k", &["8", "80GiB", "11.5"]),
    ("gpu", "ctx=32k", &["RTX 4090", "M3 Max", "A100"]),
    ("gpus", "vram=24", &["2", "8", "1"]),
    ("reserve", "vram=24", &["2", "4GiB", "0"]),
    ("also", "vram=24", &["2x P40", "RTX 3090", ""]),
    ("share", LINK, &["50", "95", "30"]),
    ("ctx", LINK, &["0.1", "0.8", "0.5"]),
    ("ctx-value", LINK, &["4k", "128k", "10000"]),
    ("use-general", "use=general:2,code", &["1", "5", "0"]),
    ("use-code", LINK, &["2", "1", "0"]),
    ("use-math", LINK, &["2", "1", "0"]),
    ("use-tools", LINK, &["2", "1", "0"]),
    ("use-reasoning", LINK, &["2", "1", "0"]),
    ("use-instruct", LINK, &["2", "1", "0"]),
    ("q", LINK, &["qwen", "gemma 3", "llama"]),
    ("least", LINK, &["100", "120", ""]),
    ("bandwidth", "vram=24&ctx=32k", &["400", "1800", ""]),
    ("depth", LINK, &["1000", "30000", "0"]),
    ("prompt", LINK, &["4000", "16000", "100"]),
    ("ram", LINK, &["16", "64GiB", "0"]),
    ("seqs", "vram=24&ctx=32k", &["16", "2", "256"]),
    ("overhead", "vram=24&method=formula", &["2GB", "20%", "0"]),
];

/// The controls that change nothing in table and answer: the prompt's time is in the breakdown.
const UNSEEN: &[&str] = &["prompt"];

/// Values of a list, of chips or of boxes that are chosen, at most.
const MOST_CHOSEN: usize = 5;

/// Looks at the page until it has come to rest.
const LOOKS: usize = 100;

/// A control, or several of one name.
#[derive(Clone, Debug, Deserialize)]
struct Control {
    /// Its name.
    name: String,
    /// `range`, `number`, `text`, `search`, `select`, `radio`, `checkbox` or `header`.
    kind: String,
    /// The values that can be chosen, the present one last.
    values: Vec<String>,
}

/// All controls; what is folded away is unfolded.
async fn controls(page: &Page) -> Result<Vec<Control>> {
    page.run(
        "for (const fold of document.querySelectorAll('details')) fold.open = true;\
         const found = new Map();\
         const add = (kind, name, values, chosen) => {\
           const control = found.get(name) ?? { kind, name, values: [] };\
           for (const value of values) chosen(value) ? control.values.push(value) : control.values.unshift(value);\
           found.set(name, control);\
         };\
         for (const input of document.querySelectorAll('input:not([readonly]), textarea'))\
           add(input.type, input.name, /radio|checkbox/.test(input.type) ? [input.value] : [], () => input.checked);\
         for (const list of document.querySelectorAll('select'))\
           add('select', list.name, [...list.options].map((option) => option.value), (value) => value === list.value);\
         for (const header of document.querySelectorAll('[data-testid=table] thead th:has(button)'))\
           add('header', 'sort', [header.className, header.className], () => header.ariaSort !== 'none');\
         return [...found.values()]",
    )
    .await
}

fn all(values: &[String]) -> Vec<&str> {
    values.iter().map(String::as_str).collect()
}

/// At most [`MOST_CHOSEN`] values out of the whole length of a list, the last one among them.
fn spread(values: &[String]) -> Vec<&str> {
    let step = values.len().div_ceil(MOST_CHOSEN).max(1);
    let mut chosen: Vec<&str> = all(values).into_iter().rev().step_by(step).collect();
    chosen.reverse();
    chosen
}

/// Sets a control to a value.
async fn turn(page: &Page, Control { name, kind, .. }: &Control, value: &str) -> Result<()> {
    match kind.as_str() {
        "range" => page.drag_slider(name, value.parse()?).await,
        "number" | "text" | "search" => {
            let field = format!("input[name='{name}']:not([type=range])");
            if !value.is_empty() {
                return page.enter(&field, value).await;
            }
            page.click(&field).await?;
            page.press_with(Key::Control, 'a').await?;
            page.press(Key::Delete).await?;
            page.press(Key::Enter).await
        }
        "select" => page.select(name, value).await,
        "radio" => page.choose(name, value).await,
        "checkbox" => {
            page.click(&format!("label:has(> input[name='{name}'][value='{value}']), label:has(> input[name='{name}']:not([value]))"))
                .await
        }
        "header" => page.click(&format!("th.{value} button")).await,
        _ => bail!("no way to turn a control of the kind {kind}"),
    }
}

/// How likely the rows say that they are on the frontier; empty where they do not.
async fn likelihoods(page: &Page) -> Result<Vec<String>> {
    page.run(
        "return [...document.querySelectorAll('[data-testid=table] tbody tr')]\
         .map((row) => row.querySelector('.frontier-probability')?.textContent ?? '')",
    )
    .await
}

/// The counts on the tabs.
async fn counts(page: &Page) -> Result<Vec<String>> {
    page.run(
        "return [...document.querySelectorAll('.tab-count')].map((count) => count.textContent)",
    )
    .await
}

/// The page shows what the library says.
async fn shows(page: &Page, seen: &Seen, report: &Report) -> Result<()> {
    let evaluation = report.evaluation();
    let rows = report.rows();
    let drawn = rows.len().min(AT_REST);
    let count = seen.rows.len();
    ensure!(count == drawn, "{count} rows instead of {drawn}");
    let likely = likelihoods(page).await?;
    for (at, (shown, row)) in seen.rows.iter().zip(&rows).enumerate() {
        let expected = written(report, row);
        ensure!(
            *shown == expected,
            "row {at}: {shown:?} is not {expected:?}"
        );
        let share = row.likelihood.filter(|_| row.on_frontier);
        let share = share.map_or_else(String::new, |share| {
            format!("{:.0} %", f64::from(share) * 100.0)
        });
        ensure!(
            likely.get(at) == Some(&share),
            "row {at} is {:?} likely instead of {share:?}",
            likely.get(at)
        );
    }
    let expected = Show::ALL
        .iter()
        .map(|&show| thousands(evaluation.count(show) as u64));
    let expected: Vec<String> = expected.collect();
    let tabs = counts(page).await?;
    ensure!(tabs == expected, "{tabs:?} are not {expected:?}");
    let answer = seen.answer.as_deref().context("no answer")?;
    let Some(best) = evaluation.best().and_then(|best| evaluation.row(best)) else {
        ensure!(answer.starts_with("No"), "{answer}");
        return Ok(());
    };
    let unit = evaluation.scenario().view.listing.unit;
    let parts = [
        evaluation.memory_budget().budget.to_short_string(unit),
        format!(
            "{} tokens",
            evaluation.scenario().workload.context.to_short_string()
        ),
        best.model.name.clone(),
        best.quantization.id.clone(),
        best.memory.to_string_in(unit),
        format!(
            "{} to spare",
            best.budget.saturating_sub(best.memory).to_string_in(unit)
        ),
    ];
    for part in parts {
        ensure!(answer.contains(&part), "no {part} in “{answer}”");
    }
    let of = evaluation.counts();
    let (frontier, fit) = (thousands(of.frontier as u64), thousands(of.fit as u64));
    let line = seen.counts.as_deref().unwrap_or_default();
    ensure!(
        line.starts_with(&format!("{frontier} of {fit} options")),
        "{frontier} of {fit} fit: “{line}”"
    );
    Ok(())
}

/// Waits until the address is another than before and the page shows what the library says for it.
async fn follows(page: &Page, before: &str) -> Result<Seen> {
    let mut report: Option<(String, Report)> = None;
    let mut outcome = Err(anyhow::anyhow!("never looked"));
    for _ in 0..LOOKS {
        let seen = page.seen().await?;
        if seen.address == before {
            outcome = Err(anyhow::anyhow!("the address stays {before}"));
        } else {
            if report.as_ref().is_none_or(|(of, _)| *of != seen.address) {
                report = Some((
                    seen.address.clone(),
                    Report::new(&seen.address, &PRECOMPUTED),
                ));
            }
            let (_, report) = report.as_ref().context("no report")?;
            match shows(page, &seen, report).await {
                Ok(()) => return Ok(seen),
                Err(error) => outcome = Err(error.context(format!("for {}", seen.address))),
            }
        }
        page.pause(100).await;
    }
    outcome
}

/// Turns one control through its values.
async fn turn_through(page: &Page, control: &Control) -> Result<()> {
    let entry = TURNED.iter().find(|(name, ..)| *name == control.name);
    let (link, values) = match entry {
        Some(&(_, link, values)) => (link, values.to_vec()),
        None if control.values.is_empty() => bail!("no values for this control"),
        None if control.kind == "header" => (LINK, all(&control.values)),
        None => (LINK, spread(&control.values)),
    };
    page.open(link).await?;
    controls(page).await?;
    let first = page.seen_whole().await?;
    let shown = |seen: &Seen| (seen.rows.clone(), seen.counts.clone(), seen.answer.clone());
    let (mut address, mut moved) = (first.address.clone(), false);
    for value in values {
        let seen = async {
            turn(page, control, value).await?;
            follows(page, &address).await
        };
        let seen = seen.await.with_context(|| format!("set to “{value}”"))?;
        moved |= shown(&seen) != shown(&first);
        address = seen.address;
    }
    let is_unseen = UNSEEN.contains(&control.name.as_str());
    ensure!(moved != is_unseen, "table and answer moved: {moved}");
    Ok(())
}

/// Turns every control of these kinds, and says of all that fail why.
fn turn_all(kinds: &[&str]) -> Result<()> {
    visit(Visit::to(LINK), async |page| {
        let found = controls(page).await?;
        let mut failures = Vec::new();
        for control in found
            .iter()
            .filter(|one| kinds.contains(&one.kind.as_str()))
        {
            if let Err(error) = turn_through(page, control).await {
                failures.push(format!("{}: {error:#}", control.name));
            }
        }
        ensure!(failures.is_empty(), "{failures:#?}");
        Ok(())
    })
}

/// The kinds that the tests below turn, test by test.
const KINDS: [&[&str]; 4] = [
    &["range", "text", "search"],
    &["number"],
    &["select", "radio"],
    &["checkbox", "header"],
];

#[test]
fn sliders_and_fields_change_all_that_is_shown() -> Result<()> {
    turn_all(KINDS[0])
}

#[test]
fn numbers_change_all_that_is_shown() -> Result<()> {
    turn_all(KINDS[1])
}

#[test]
fn lists_and_chips_change_all_that_is_shown() -> Result<()> {
    turn_all(KINDS[2])
}

#[test]
fn boxes_and_headers_change_all_that_is_shown() -> Result<()> {
    turn_all(KINDS[3])
}

#[test]
fn no_control_is_forgotten() -> Result<()> {
    visit(Visit::to(LINK), async |page| {
        let found = controls(page).await?;
        for Control { name, kind, values } in &found {
            ensure!(!name.is_empty(), "a control of the kind {kind} has no name");
            ensure!(
                KINDS.concat().contains(&kind.as_str()),
                "nothing turns {name}"
            );
            let has_values = TURNED.iter().any(|(turned, ..)| turned == name);
            ensure!(
                has_values || !values.is_empty(),
                "there are no values for {name}"
            );
        }
        let names: BTreeSet<&str> = found.iter().map(|control| control.name.as_str()).collect();
        for (name, ..) in TURNED {
            ensure!(names.contains(name), "{name} is not on the page");
        }
        Ok(())
    })
}
