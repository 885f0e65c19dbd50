//! Where a candidate's memory goes.

use leptos::prelude::*;

use super::store::Store;
use crate::evaluate::{Change, Evaluation, NextStep, Row, Status};
use crate::units::{ByteUnit, Bytes, Decimal};

/// One stacked bar for the selected candidate, and what one more step would cost.
#[component]
pub(super) fn BreakdownPanel(store: Store) -> impl IntoView {
    view! {
        <section class="panel breakdown" data-testid="breakdown" aria-label="Memory of the selected candidate">
            {move || {
                let evaluation = store.evaluation();
                match evaluation.selected().and_then(|position| evaluation.row(position)) {
                    Some(row) => breakdown(store, &evaluation, &row).into_any(),
                    None => {
                        view! { <p class="soft">"Select a candidate to see where its memory goes."</p> }
                            .into_any()
                    }
                }
            }}
        </section>
    }
}

fn breakdown(store: Store, evaluation: &Evaluation, row: &Row<'_>) -> impl IntoView + use<> {
    let unit = evaluation.scenario().unit;
    let hardware = *evaluation.hardware();
    let reserve = evaluation.scenario().reserve;
    let whole = row.memory + reserve;
    let available = hardware.budget + reserve;
    let scale = available.max(whole);
    let headroom = row.budget.saturating_sub(row.memory);
    let parts = [
        ("weights", "Weights", row.parts.weights),
        ("kv-cache", "KV cache", row.parts.kv_cache),
        ("recurrent", "Recurrent state", row.parts.recurrent_state),
        ("compute", "Compute", row.parts.compute),
        ("reserve", "Kept free", reserve),
        ("headroom", "Headroom", headroom),
    ];
    let shown = parts
        .into_iter()
        .filter(|(_, _, bytes)| *bytes > Bytes::ZERO);
    let bar = shown
        .clone()
        .map(|(class, _, bytes)| {
            let share = 100.0 * bytes.as_f64() / scale.as_f64().max(1.0);
            view! {
                <span class=format!("part part-{class}") style:width=format!("{}%", Decimal::fixed(share, 3))></span>
            }
        })
        .collect_view();
    let legend = shown
        .map(|(class, name, bytes)| {
            view! {
                <li>
                    <span class=format!("swatch part-{class}") aria-hidden="true"></span>
                    {name}
                    " "
                    <b>{bytes.show(unit)}</b>
                </li>
            }
        })
        .collect_view();
    let over = row.memory.saturating_sub(row.budget);
    view! {
        <div class="panel-head">
            <h2 class="panel-name">
                {row.model.name.clone()} " "
                {row.mode_to_say().map(|name| view! { <span class="soft">{name}</span> " " })}
                <code>{row.quantization.id.clone()}</code>
            </h2>
            <p class="panel-note">
                {format!("{} of {}", whole.show(unit), available.show_short(unit))}
            </p>
        </div>
        {remark(evaluation, row, over, unit)
            .map(|text| view! { <p class="warning">{text}</p> })}
        <div class="bar" aria-hidden="true">
            {bar}
        </div>
        <ul class="legend">{legend}</ul>
        <Steps store steps=describe(store, evaluation, row.position) />
        <RunIt command=command(evaluation, row) repository=row.model.repository.clone() />
    }
}

/// What stands in the way of a candidate.
fn remark(evaluation: &Evaluation, row: &Row<'_>, over: Bytes, unit: ByteUnit) -> Option<String> {
    if evaluation.lost_pick() {
        return Some(
            "The candidate of this link is left out by the filters; the best that fits is shown."
                .to_owned(),
        );
    }
    let limit = row
        .model
        .context
        .map_or_else(String::new, |limit| limit.show());
    match row.status {
        Status::Short => Some(format!("Its context limit is {limit} tokens.")),
        _ if over > Bytes::ZERO => Some(format!("Does not fit: {} too much.", over.show(unit))),
        Status::Broken => Some("This quantization destroys the model.".to_owned()),
        Status::Unrated => Some("Not rated: too few benchmark scores are known.".to_owned()),
        Status::Provisional => Some("Provisional: its quality rests on few scores.".to_owned()),
        Status::Rated => None,
    }
}

/// A step as the page offers it: what it is, what it costs, and how to take it.
struct Offer {
    name: String,
    cost: String,
    step: NextStep,
}

fn describe(store: Store, evaluation: &Evaluation, position: usize) -> Vec<Offer> {
    let catalog = store.catalog();
    let unit = evaluation.scenario().unit;
    let offer = |step: NextStep| {
        let name = match step.change {
            Change::Context(context) => format!("{} context", context.show()),
            Change::Cache(cache) => format!("{} cache", catalog.cache_type(cache)?.id),
            Change::Quantization(at) => evaluation.row(at)?.quantization.id.clone(),
        };
        let size = u64::try_from(step.memory.unsigned_abs()).unwrap_or(u64::MAX);
        let sign = if step.memory < 0 { "−" } else { "+" };
        let mut cost = format!("{sign}{}", Bytes::new(size).show(unit));
        if let Some(points) = step.quality.map(|points| points.as_f64())
            && points.abs() >= 0.05
        {
            let sign = if points < 0.0 { "−" } else { "+" };
            let points = Decimal::fixed(points.abs(), 1);
            cost.push_str(&format!(", {sign}{points} points"));
        }
        Some(Offer { name, cost, step })
    };
    evaluation
        .next_steps(position)
        .into_iter()
        .filter_map(offer)
        .collect()
}

#[component]
fn Steps(store: Store, steps: Vec<Offer>) -> impl IntoView {
    let buttons = steps
        .into_iter()
        .map(|Offer { name, cost, step }| {
            view! {
                <li>
                    <button type="button" class="step" on:click=move |_| take(store, step)>
                        <span class="step-name">{name}</span>
                        <span class="step-cost">{cost}</span>
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="steps" aria-label="One step more or less">
            {buttons}
        </ul>
    }
}

fn take(store: Store, step: NextStep) {
    let evaluation = store.evaluation_now();
    // The candidate stays the one that is looked at.
    if let Some(position) = evaluation.selected() {
        store.pick(position);
    }
    match step.change {
        Change::Context(context) => store.step(|scenario| scenario.context = context),
        Change::Cache(cache) => store.step(|scenario| {
            scenario.cache = crate::scenario::CacheChoice::Only(cache);
            if let Some(pick) = &mut scenario.pick {
                pick.cache = None;
            }
        }),
        Change::Quantization(position) => store.pick(position),
    }
}

/// The command that runs the candidate with the very settings of the estimate.
fn command(evaluation: &Evaluation, row: &Row<'_>) -> String {
    let scenario = evaluation.scenario();
    let mut command = format!(
        "llama-server -m {}-{}.gguf -ngl 999 -c {}",
        row.model.id,
        row.quantization.id,
        scenario.context.get()
    );
    let cache = &row.cache_type.id;
    if cache != crate::scenario::CacheChoice::STANDARD {
        command.push_str(&format!(" -fa on -ctk {cache} -ctv {cache}"));
    }
    if scenario.sequences > 1 {
        command.push_str(&format!(" -np {} --kv-unified", scenario.sequences));
    }
    command
}

#[component]
fn RunIt(command: String, repository: String) -> impl IntoView {
    let address = format!("https://huggingface.co/{repository}");
    view! {
        <details class="run">
            <summary>"Run it"</summary>
            <pre><code>{command}</code></pre>
            <p class="soft">
                "Settings of llama.cpp, with a GGUF file of this type. Original weights: "
                <a href=address rel="noreferrer">
                    {repository}
                </a>
            </p>
        </details>
    }
}
