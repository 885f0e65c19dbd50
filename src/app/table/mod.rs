//! The table: the same candidates as in the chart, row by row.

mod body;
mod export;
mod head;

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use self::body::body;
use self::export::Export;
use self::head::Head;
use super::store::Store;
use crate::scenario::Show;
use crate::units::grouped;

/// Rows that are drawn at once, while something moves.
const AT_ONCE: usize = 80;
/// Rows that are drawn when the visitor has come to rest, and with each request for more.
const AT_REST: usize = 600;
/// How long the scenario must rest for that.
const REST: Duration = Duration::from_millis(250);

/// The table with its readings.
#[component]
pub(super) fn Table(store: Store) -> impl IntoView {
    let positions = Memo::new(move |_| store.evaluation().table());
    let limit = limit(positions, store);
    let columns = Memo::new(move |_| body::Columns::of(&store.evaluation()));
    view! {
        <section class="panel table-panel" aria-label="Candidates">
            <div class="panel-head">
                <Readings store />
                <Export store />
            </div>
            <div class="table-frame">
                <table data-testid="table">
                    <Head store columns />
                    {move || body(store, &store.evaluation(), &positions.read(), limit.get(), columns.get())}
                </table>
            </div>
            {move || {
                let total = positions.with(Vec::len);
                let shown = limit.get().min(total);
                let rest = total - shown;
                if total == 0 {
                    view! { <p class="table-note">{nothing(store)}</p> }.into_any()
                } else if rest > 0 && shown >= AT_REST {
                    view! {
                        <p class="table-note">
                            {format!("{} of {} rows. ", grouped(shown as u64), grouped(total as u64))}
                            <button
                                type="button"
                                class="button"
                                on:click=move |_| limit.update(|limit| *limit += AT_REST)
                            >
                                "Show more"
                            </button>
                        </p>
                    }
                        .into_any()
                } else {
                    ().into_any()
                }
            }}
        </section>
    }
}

/// How many rows are drawn: few while something moves, the rest when it has come to rest.
fn limit(positions: Memo<Vec<usize>>, store: Store) -> RwSignal<usize> {
    let limit = RwSignal::new(AT_ONCE);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<Vec<usize>>| {
        let now = positions.get();
        store.evaluation();
        if before.as_ref() != Some(&now) {
            limit.set(AT_ONCE);
        }
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        let draw = move || {
            limit.try_update(|limit| *limit = (*limit).max(AT_REST));
        };
        if now.len() > AT_ONCE {
            waiting.set_value(set_timeout_with_handle(draw, REST).ok());
        }
        now
    });
    limit
}

fn nothing(store: Store) -> &'static str {
    match store.with(|scenario| scenario.show) {
        Show::Frontier => "Nothing that fits is rated.",
        Show::Models | Show::Fits => "Nothing fits.",
        Show::All => "No model passes the filters.",
    }
}

/// The readings of the table.
#[component]
fn Readings(store: Store) -> impl IntoView {
    let show = store.part(|scenario| scenario.show);
    let readings = Show::ALL
        .iter()
        .map(|&reading| {
            let count = Memo::new(move |_| store.evaluation().count(reading));
            view! {
                <label class="tab">
                    <input
                        type="radio"
                        name="show"
                        value=reading.name()
                        prop:checked=move || show.get() == reading
                        on:change=move |_| store.step(|scenario| scenario.show = reading)
                    />
                    <span>
                        {reading.label()} " "
                        <span class="tab-count">{move || grouped(count.get() as u64)}</span>
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="tabs" role="radiogroup" aria-label="What the table lists">
            {readings}
        </div>
    }
}
