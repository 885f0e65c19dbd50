//! The rows.

use leptos::prelude::*;

use crate::app::store::Store;
use crate::evaluate::{Evaluation, LongestContext, Row, Status};
use crate::units::{ByteUnit, Bytes};

/// Which columns there are beside those that are always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// The KV cache type: where it differs from row to row.
    pub cache: bool,
}

impl Columns {
    /// The columns of an evaluation.
    pub(super) fn of(evaluation: &Evaluation) -> Self {
        Self {
            cache: evaluation.pool().cache_types().len() > 1,
        }
    }
}

/// The first `limit` rows.
pub(super) fn body(
    store: Store,
    evaluation: &Evaluation,
    positions: &[usize],
    limit: usize,
    columns: Columns,
) -> AnyView {
    let unit = evaluation.scenario().unit;
    let rows: Vec<Row<'_>> = positions
        .iter()
        .take(limit)
        .filter_map(|&position| evaluation.row(position))
        .collect();
    let widest = rows
        .iter()
        .map(|row| row.memory.max(row.budget))
        .max()
        .unwrap_or_default();
    let rows = rows
        .iter()
        .map(|row| {
            let selected = evaluation.selected() == Some(row.position);
            row_view(store, row, selected, unit, widest, columns)
        })
        .collect_view();
    view! { <tbody>{rows}</tbody> }.into_any()
}

fn row_view(
    store: Store,
    row: &Row<'_>,
    selected: bool,
    unit: ByteUnit,
    widest: Bytes,
    columns: Columns,
) -> impl IntoView + use<> {
    let position = row.position;
    view! {
        <tr
            data-pick=row.pick()
            class:selected=selected
            class:beyond=!row.fits()
            aria-current=selected.then_some("true")
            on:click=move |_| store.pick(position)
        >
            <th scope="row">
                <button type="button" class="row-name">
                    {row.model.name.clone()}
                </button>
                {row.mode_to_say().map(|name| view! { <span class="soft">{name}</span> })}
                {badge(row)}
            </th>
            <td>
                <code>{row.quantization.id.clone()}</code>
            </td>
            <td hidden=!columns.cache>
                <code>{row.cache_type.id.clone()}</code>
            </td>
            <td>{billions(row.model.parameters.total)}</td>
            <td>{row.memory.show_number(unit)}</td>
            <td>{bar(row, widest)}</td>
            <td>{headroom(row, unit)}</td>
            <td>{quality(row)}</td>
            <td>{longest_context(row)}</td>
            <td>
                {row.model.license.clone().unwrap_or_else(|| "unknown".to_owned())}
            </td>
        </tr>
    }
}

/// What is to be known about a row before its figures are believed.
fn badge(row: &Row<'_>) -> Option<impl IntoView + use<>> {
    let text = match row.status {
        Status::Rated => return None,
        Status::Provisional => "provisional",
        Status::Unrated => "not rated",
        Status::Broken => "broken",
        Status::Short => "context too short",
    };
    Some(view! { <span class=format!("badge badge-{}", row.status.name())>{text}</span> })
}

fn billions(parameters: u64) -> String {
    #[expect(clippy::cast_precision_loss)]
    let billions = parameters as f64 / 1e9;
    if billions < 9.95 {
        format!("{billions:.1}B")
    } else {
        format!("{billions:.0}B")
    }
}

/// The memory on the common scale of the budget: one stripe, whatever its parts.
fn bar(row: &Row<'_>, widest: Bytes) -> impl IntoView + use<> {
    let mut end = Bytes::ZERO;
    let mut stripes = String::from("linear-gradient(to right");
    for (part, bytes) in [
        ("weights", row.parts.weights),
        ("kv-cache", row.parts.kv_cache),
        ("recurrent", row.parts.recurrent_state),
        ("compute", row.parts.compute),
    ] {
        let percent = |bytes: Bytes| 100.0 * bytes.as_f64() / widest.as_f64().max(1.0);
        let start = percent(end);
        end = end + bytes;
        stripes += &format!(", var(--part-{part}) {start:.2}% {:.2}%", percent(end));
    }
    let end = 100.0 * end.as_f64() / widest.as_f64().max(1.0);
    stripes += &format!(", transparent {end:.2}%)");
    view! { <span class="row-bar" style:background=stripes aria-hidden="true"></span> }
}

fn headroom(row: &Row<'_>, unit: ByteUnit) -> String {
    if row.memory <= row.budget {
        row.budget.saturating_sub(row.memory).show_number(unit)
    } else {
        format!(
            "−{}",
            row.memory.saturating_sub(row.budget).show_number(unit)
        )
    }
}

/// The value, its uncertainty small behind it; a dash where there is none.
fn quality(row: &Row<'_>) -> AnyView {
    match row.quality {
        None => view! { <span class="soft">"not rated"</span> }.into_any(),
        Some(quality) => view! {
            {quality.value.rounded()}
            " "
            <span class="uncertainty">{format!("±{:.0}", quality.half_width())}</span>
        }
        .into_any(),
    }
}

fn longest_context(row: &Row<'_>) -> String {
    match row.longest_context {
        LongestContext::DoesNotFit => "–".to_owned(),
        LongestContext::Tokens(tokens) => tokens.show_rounded(),
        LongestContext::Unlimited => "any".to_owned(),
    }
}
