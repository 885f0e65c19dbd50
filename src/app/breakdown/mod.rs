//! Where a candidate's memory goes.

mod parts;
mod run;
mod standing;
mod steps;

use std::sync::Arc;

use leptos::prelude::*;

use self::parts::{Part, parts, reasons, signed};
use self::run::run;
use self::standing::{pace, standing};
use self::steps::{Steps, offers};
use super::markup::escaped;
use super::store::Store;
use crate::evaluate::{Evaluation, Row, Status};
use crate::scenario::Method;
use crate::units::{ByteUnit, Bytes, Decimal};

/// One stacked bar for the selected candidate, why it is so large, and what one more step would
/// cost.
#[component]
pub(super) fn BreakdownPanel(store: Store) -> impl IntoView {
    let explained = RwSignal::new(false);
    let runs = RwSignal::new(false);
    view! {
        <section class="panel breakdown" data-testid="breakdown" aria-label="Memory of the selected candidate">
            {move || {
                let evaluation = store.evaluation();
                match evaluation.selected().and_then(|position| evaluation.row(position)) {
                    Some(row) => breakdown(store, &evaluation, &row, explained, runs),
                    None => {
                        view! { <p class="soft">"Select a candidate to see where its memory goes."</p> }
                            .into_any()
                    }
                }
            }}
        </section>
    }
}

fn breakdown(
    store: Store,
    evaluation: &Arc<Evaluation>,
    row: &Row<'_>,
    explained: RwSignal<bool>,
    runs: RwSignal<bool>,
) -> AnyView {
    let parts = parts(evaluation, row);
    let more = pace(evaluation, row) + &standing(store, evaluation, row);
    let other = match evaluation.scenario().method {
        Method::Exact => Method::Formula,
        Method::Formula => Method::Exact,
    };
    let (both, why) = comparison(evaluation, row);
    view! {
        <div class="breakdown-sum" inner_html=summary(evaluation, row, &parts)></div>
        <div class="soft standing" inner_html=more></div>
        <p class="methods">
            <span inner_html=both></span>
            <button
                type="button"
                class="link"
                on:click=move |_| store.step(|scenario| scenario.method = other)
            >
                {match other {
                    Method::Exact => "Use the exact method",
                    Method::Formula => "Use the formula",
                }}
            </button>
        </p>
        <Steps store offers=offers(evaluation, row.position) />
        {fold("What the parts are", explained, explanation(&parts, &why))}
        {fold("Run it", runs, run(evaluation, row))}
    }
    .into_any()
}

/// What is only seen when asked for, and stays so while the candidate changes.
fn fold(name: &'static str, open: RwSignal<bool>, markup: String) -> impl IntoView {
    view! {
        <details class="run" prop:open=open.get_untracked()>
            <summary on:click=move |_| open.update(|open| *open = !*open)>{name}</summary>
            <div inner_html=markup></div>
        </details>
    }
}

/// Name, total, remark, bar and legend.
fn summary(evaluation: &Evaluation, row: &Row<'_>, parts: &[Part]) -> String {
    let unit = evaluation.scenario().unit;
    let reserve = evaluation.scenario().reserve;
    let whole = row.memory + reserve;
    let available = evaluation.hardware().budget + reserve;
    let scale = available.max(whole).as_f64().max(1.0);
    let mode = row.mode_to_say().map_or_else(String::new, |name| {
        format!("<span class=\"soft\">{name}</span> ")
    });
    let sure = evaluation
        .certainty(row.candidate)
        .map_or_else(String::new, |certainty| {
            format!(" ± {}", certainty.total.show(unit))
        });
    let mut text = format!(
        "<div class=\"panel-head\"><h2 class=\"panel-name\">{} {mode}<code>{}</code></h2>\
         <p class=\"panel-note\">{}{sure} of {}</p></div>",
        escaped(&row.model.name),
        row.quantization.id,
        whole.show(unit),
        available.show_short(unit)
    );
    for remark in remarks(evaluation, row, unit) {
        text += &format!("<p class=\"warning\">{}</p>", escaped(&remark));
    }
    // Drawn, because styles in markup are not allowed to run.
    text += "<svg class=\"bar\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">";
    let mut start = 0.0;
    for part in parts {
        let width = 100.0 * part.bytes.as_f64() / scale;
        text += &format!(
            "<rect class=\"part-{}\" x=\"{}\" width=\"{}\" height=\"1\"/>",
            part.class,
            Decimal::fixed(start, 3),
            Decimal::fixed(width, 3)
        );
        start += width;
    }
    text += "</svg><ul class=\"legend\">";
    for part in parts {
        text += &format!(
            "<li><span class=\"swatch part-{}\" aria-hidden=\"true\"></span>{} <b>{}</b></li>",
            part.class,
            part.name,
            part.bytes.show(unit)
        );
    }
    text + "</ul>"
}

/// What stands in the way of a candidate.
fn remarks(evaluation: &Evaluation, row: &Row<'_>, unit: ByteUnit) -> Vec<String> {
    if evaluation.lost_pick() {
        return vec![
            "The candidate of this link is left out by the filters; the best that fits is shown."
                .to_owned(),
        ];
    }
    let over = row.memory.saturating_sub(row.budget);
    let limit = row
        .model
        .context
        .map_or_else(String::new, |limit| limit.show());
    let mut remarks = Vec::new();
    match row.status {
        Status::Short => remarks.push(format!("Its context limit is {limit} tokens.")),
        _ if over > Bytes::ZERO => {
            remarks.push(format!("Does not fit: {} too much.", over.show(unit)));
        }
        Status::Broken => remarks.push("This quantization destroys the model.".to_owned()),
        Status::Unrated => {
            remarks.push("Not rated: too few benchmark scores are known.".to_owned());
        }
        Status::Provisional => {
            remarks.push("Provisional: its quality rests on few scores.".to_owned());
        }
        Status::Rated => {}
    }
    if over == Bytes::ZERO {
        remarks.extend(tight(evaluation, row, unit));
    }
    remarks
}

/// What makes a candidate that fits by its sum a close call.
fn tight(evaluation: &Evaluation, row: &Row<'_>, unit: ByteUnit) -> Option<String> {
    let hardware = evaluation.hardware();
    let card = Bytes::new(row.budget.get() / hardware.cards.max(1));
    let fullest = evaluation.cards(row.candidate).into_iter().max();
    if let Some(fullest) = fullest.filter(|&fullest| fullest > card) {
        return Some(format!(
            "Layers go to a card whole: the fullest would hold {}, more than its {}. Move a layer with \
             --tensor-split.",
            fullest.show(unit),
            card.show(unit)
        ));
    }
    let certainty = evaluation.certainty(row.candidate)?;
    let headroom = row.budget.saturating_sub(row.memory);
    (headroom < certainty.total).then(|| {
        format!(
            "A close fit: the estimate may be off by {}.",
            certainty.total.show(unit)
        )
    })
}

/// Both totals in a sentence, and why they differ.
fn comparison(evaluation: &Evaluation, row: &Row<'_>) -> (String, String) {
    let unit = evaluation.scenario().unit;
    let Some(comparison) = evaluation.comparison(row.candidate) else {
        return (
            "The exact method has no rule for this quantization. ".to_owned(),
            String::new(),
        );
    };
    let (exact, formula) = (comparison.exact, comparison.formula);
    let difference = i128::from(exact.get()) - i128::from(formula.get());
    let both = match evaluation.scenario().method {
        Method::Exact => format!("By the formula <b>{}</b>. ", formula.show(unit)),
        Method::Formula => format!("llama.cpp allocates <b>{}</b>. ", exact.show(unit)),
    };
    let reasons = reasons(&comparison, unit);
    let why = format!(
        "<p>Exact {}, formula {}: {}, of which</p><ul class=\"why\">{reasons}</ul>",
        exact.show(unit),
        formula.show(unit),
        signed(difference, unit),
    );
    (both + &largest(&comparison, unit), why)
}

/// The reason that matters most, where there is one worth a sentence.
fn largest(comparison: &crate::evaluate::Comparison, unit: ByteUnit) -> String {
    let first = crate::evaluate::Comparison {
        differences: comparison.differences.iter().take(1).copied().collect(),
        ..comparison.clone()
    };
    let text = reasons(&first, unit);
    text.strip_prefix("<li>")
        .and_then(|text| text.strip_suffix("</li>"))
        .map_or_else(String::new, |text| format!("The main reason: {text}. "))
}

/// What each part is, and why the methods differ.
fn explanation(parts: &[Part], why: &str) -> String {
    let mut text = "<dl class=\"parts\">".to_owned();
    for part in parts.iter().filter(|part| !part.words.is_empty()) {
        text += &format!("<dt>{}</dt><dd>{}</dd>", part.name, escaped(&part.words));
    }
    text + "</dl>" + why
}
