//! The card of the candidate under the pointer or the focus.

use leptos::prelude::*;

use super::Geometry;
use crate::app::store::Store;
use crate::evaluate::{Evaluation, LongestContext, Row, Status};

/// Width of the card in pixels, as the stylesheet has it.
const WIDTH: f64 = 236.0;

/// The card; the same facts stand in the table for those who do not see the chart.
#[component]
pub(super) fn Card(
    store: Store,
    geometry: Memo<Geometry>,
    hovered: RwSignal<Option<usize>>,
) -> impl IntoView {
    view! {
        {move || {
            let evaluation = store.evaluation();
            let geometry = geometry.get();
            let position = hovered.get()?;
            let (x, y) = geometry.point(&evaluation, position)?;
            let row = evaluation.row(position)?;
            let left = (x + 14.0).min(geometry.width - WIDTH - 4.0).max(4.0);
            // Above the point in the lower half, so that the card never covers it.
            let below = y < geometry.height / 2.0;
            let covers = x + 14.0 > left + 0.5;
            let gap = if covers { 16.0 } else { 0.0 };
            Some(
                view! {
                    <div
                        class="card"
                        aria-hidden="true"
                        style:left=format!("{left:.0}px")
                        style:top=if below { format!("{:.0}px", y + gap) } else { "auto".to_owned() }
                        style:bottom=if below {
                            "auto".to_owned()
                        } else {
                            format!("{:.0}px", geometry.height - y + gap)
                        }
                    >
                        {facts(&evaluation, &row)}
                    </div>
                },
            )
        }}
    }
}

fn facts(evaluation: &Evaluation, row: &Row<'_>) -> impl IntoView + use<> {
    let unit = evaluation.scenario().unit;
    let spare = if row.memory <= row.budget {
        format!(
            "{} to spare",
            row.budget.saturating_sub(row.memory).show(unit)
        )
    } else {
        format!(
            "{} too much",
            row.memory.saturating_sub(row.budget).show(unit)
        )
    };
    let quality = row
        .quality
        .map(|quality| format!("{} ± {:.0}", quality.value.rounded(), quality.half_width()));
    let longest = match row.longest_context {
        LongestContext::DoesNotFit => None,
        LongestContext::Tokens(tokens) => Some(format!("{} tokens", tokens.show_rounded())),
        LongestContext::Unlimited => Some("any".to_owned()),
    };
    view! {
        <p class="card-name">
            <b>{row.model.name.clone()}</b>
            " "
            <span class="soft">{row.candidate.mode.name()}</span>
        </p>
        <p>
            <code>{row.quantization.id.clone()}</code>
            {(evaluation.pool().cache_types().len() > 1)
                .then(|| view! { " with " <code>{row.cache_type.id.clone()}</code> " cache" })}
            {row.on_frontier.then_some(" on the frontier")}
        </p>
        <dl>
            <dt>"Memory"</dt>
            <dd>{row.memory.show(unit)}</dd>
            <dt>"Headroom"</dt>
            <dd>{spare}</dd>
            <dt>"Quality"</dt>
            <dd>{quality}{(row.status == Status::Provisional).then_some(" provisional")}</dd>
            {longest
                .map(|text| {
                    view! {
                        <dt>"Longest context"</dt>
                        <dd>{text}</dd>
                    }
                })}
        </dl>
    }
}
