//! The memory of the selected candidate.

mod what_if;

use leptos::prelude::*;

use self::what_if::WhatIfButtons;
use super::rich_text::rich_text;
use super::store::Store;
use crate::views::CollectAny;
use headroom_core::chart::breakdown_bar;
use headroom_core::memory::Method;
use headroom_core::sentences::BreakdownText;

/// One stacked bar for the selected candidate, why it is so large, and what one more step would
/// cost.
#[component]
pub(super) fn BreakdownPanel(store: Store) -> impl IntoView {
    let text = Memo::new(move |_| {
        let evaluation = store.evaluation();
        let selected = evaluation.selected()?;
        let row = evaluation.row_with_likelihood(selected, &store.likelihoods(&evaluation))?;
        Some(BreakdownText::new(&evaluation, &row))
    });
    let none = move || text.with(Option::is_none);
    let part = move |of: fn(&BreakdownText) -> AnyView| {
        text.with(|text| text.as_ref().map_or_else(|| ().into_any(), of))
    };
    view! {
        <section class="panel breakdown" data-testid="breakdown" aria-label="Memory of the selected candidate">
            <p class="soft" hidden=move || !none()>
                "Select a candidate to see where its memory goes."
            </p>
            <div hidden=none>
                <div class="breakdown-sum">{move || part(summary)}</div>
                <div class="soft remarks">
                    {move || part(remarks)}
                </div>
                <p class="methods">
                    <span>{move || part(methods)}</span>
                    <OtherMethod store />
                </p>
                <WhatIfButtons store text />
                <details class="run">
                    <summary>"What the parts are"</summary>
                    <div>{move || part(explanation)}</div>
                </details>
                <details class="run">
                    <summary>"Run it"</summary>
                    <div>{move || part(run)}</div>
                </details>
            </div>
        </section>
    }
}

fn remarks(text: &BreakdownText) -> AnyView {
    let remarks = text.remarks.iter();
    remarks
        .map(|remark| view! { <p>{rich_text(remark)}</p> })
        .collect_any()
        .into_any()
}

fn methods(text: &BreakdownText) -> AnyView {
    rich_text(&text.methods.summary).into_any()
}

/// Name, total, warnings, bar and legend.
fn summary(text: &BreakdownText) -> AnyView {
    let warnings = text.warnings.iter();
    let warnings = warnings.map(|warning| view! { <p class="warning">{warning.clone()}</p> });
    let legend = text.parts.iter().map(|part| {
        view! {
            <li>
                <span class=format!("swatch {}", part.part.class()) aria-hidden="true"></span>
                {part.part.name()}
                " "
                <b>{part.bytes.to_string_in(text.unit)}</b>
            </li>
        }
    });
    let sizes: Vec<_> = text
        .parts
        .iter()
        .map(|part| (part.part, part.bytes))
        .collect();
    view! {
        <div class="panel-head">
            <h2 class="panel-name">{rich_text(&text.name)}</h2>
            <p class="panel-note">{text.total.clone()}</p>
        </div>
        {warnings.collect_any()}
        <div inner_html=breakdown_bar(&sizes)></div>
        <ul class="legend">{legend.collect_any()}</ul>
    }
    .into_any()
}

/// The parts of the memory, and why the methods differ.
fn explanation(text: &BreakdownText) -> AnyView {
    let parts = text.parts.iter();
    let parts = parts
        .filter(|part| !part.explanation.is_empty())
        .map(|part| {
            view! {
                <dt>{part.part.name()}</dt>
                <dd>{part.explanation.clone()}</dd>
            }
        });
    let reasons = text.methods.reasons.iter();
    let reasons = reasons.map(|reason| view! { <li>{rich_text(reason)}</li> });
    view! {
        <dl class="parts">{parts.collect_any()}</dl>
        <p>{text.methods.difference.clone()}</p>
        <ul class="why">{reasons.collect_any()}</ul>
    }
    .into_any()
}

/// The command, and where the model comes from.
fn run(text: &BreakdownText) -> AnyView {
    let address = format!("https://huggingface.co/{}", text.repository);
    view! {
        <pre>
            <code>{text.command.clone()}</code>
        </pre>
        <p class="soft">
            "Settings of llama.cpp, with a GGUF file of this type. Original weights: "
            <a href=address rel="noreferrer">
                {text.repository.clone()}
            </a>
        </p>
    }
    .into_any()
}

/// The button that changes to the other method.
#[component]
fn OtherMethod(store: Store) -> impl IntoView {
    let method = store.derive(|scenario| scenario.goal.method);
    let change = move |_| {
        store.commit(|scenario| {
            scenario.goal.method = match scenario.goal.method {
                Method::Exact => Method::Formula,
                Method::Formula => Method::Exact,
            };
        });
    };
    view! {
        <button type="button" class="link" on:click=change>
            {move || match method() {
                Method::Exact => "Use the formula",
                Method::Formula => "Use the exact method",
            }}
        </button>
    }
}
