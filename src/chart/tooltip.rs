//! The tooltip of the candidate under the pointer or the focus.

use leptos::prelude::*;

use super::px;
use crate::store::Store;
use headroom_core::chart::Geometry;
use headroom_core::estimate::Status;
use headroom_core::evaluate::{Evaluation, MaxContext, Row};
use headroom_core::units::Decimal;

/// Width of the tooltip in pixels, as the stylesheet has it.
const WIDTH: f64 = 236.0;

/// The tooltip; the same facts stand in the table for those who do not see the chart.
#[component]
pub(super) fn Tooltip(
    store: Store,
    geometry: Memo<Geometry>,
    hovered: RwSignal<Option<usize>>,
) -> impl IntoView {
    view! {
        {move || {
            let evaluation = store.evaluation();
            let place = hovered
                .get()
                .and_then(|position| Some((position, geometry.get().point(&evaluation, position)?)));
            match place.and_then(|(position, point)| Some((evaluation.row(position)?, point))) {
                Some((row, point)) => beside(&evaluation, &geometry.get(), &row, point),
                None => ().into_any(),
            }
        }}
    }
}

/// The tooltip beside its point.
fn beside(
    evaluation: &Evaluation,
    geometry: &Geometry,
    row: &Row<'_>,
    (x, y): (f64, f64),
) -> AnyView {
    let left = (x + 14.0).min(geometry.width - WIDTH - 4.0).max(4.0);
    // Below the point in the upper half and above it in the lower, so that it is never cut off.
    let below = y < geometry.height / 2.0;
    // Where there is no room beside the point, the tooltip keeps off it.
    let gap = if x + 14.0 > left + 0.5 { 16.0 } else { 0.0 };
    let (top, bottom) = if below {
        (px(y + gap), "auto".to_owned())
    } else {
        ("auto".to_owned(), px(geometry.height - y + gap))
    };
    view! {
        <div
            class="tooltip"
            aria-hidden="true"
            style:left=px(left)
            style:top=top
            style:bottom=bottom
        >
            {facts(evaluation, row)}
        </div>
    }
    .into_any()
}

fn facts(evaluation: &Evaluation, row: &Row<'_>) -> impl IntoView + use<> {
    let unit = evaluation.scenario().view.listing.unit;
    let spare = if row.memory <= row.budget {
        format!(
            "{} to spare",
            row.budget.saturating_sub(row.memory).to_string_in(unit)
        )
    } else {
        format!(
            "{} too much",
            row.memory.saturating_sub(row.budget).to_string_in(unit)
        )
    };
    let quality = row.quality.map(|quality| {
        format!(
            "{} ± {}",
            quality.value.rounded(),
            Decimal::fixed(quality.half_width(), 0)
        )
    });
    let longest = match row.max_context() {
        MaxContext::DoesNotFit => None,
        MaxContext::Tokens(tokens) => Some(format!("{} tokens", tokens.to_rounded_string())),
        MaxContext::Unlimited => Some("any".to_owned()),
    };
    view! {
        <p class="tooltip-name">
            <b>{row.model.name.clone()}</b>
            " "
            <span class="soft">{row.candidate.mode.name()}</span>
        </p>
        <p>
            <code>{row.quantization.id.clone()}</code>
            {(evaluation.pool().cache_types().len() > 1)
                .then(|| view! { " with " <code>{row.cache_type.id.clone()}</code> " cache" }.into_any())}
            {row.on_frontier.then_some(" on the frontier")}
        </p>
        <dl>
            <dt>"Memory"</dt>
            <dd>{row.memory.to_string_in(unit)}</dd>
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
                        .into_any()
                })}
        </dl>
    }
}
