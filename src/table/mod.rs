//! The table: the same candidates as in the chart, row by row.

mod body;
mod cells;
mod export;
mod extent;
mod head;
mod rows;

use leptos::{html, prelude::*};

use self::body::Body;
use self::export::Export;
use self::extent::{AT_REST, Extent};
use self::head::Head;
use super::store::Store;
use headroom_core::scenario::Show;
use headroom_core::units::thousands;

/// The table with its readings.
#[component]
pub(super) fn Table(store: Store) -> impl IntoView {
    let extent = Extent::new(store);
    let shown = extent.shown(store);
    let positions = Memo::new(move |_| shown.read().table());
    let frame = NodeRef::<html::Div>::new();
    extent.watch(store, frame);
    view! {
        <section class="panel table-panel" aria-label="Candidates">
            <div class="panel-head">
                <Readings store />
                <Export store />
            </div>
            <div class="table-frame" node_ref=frame>
                <table
                    class="candidates"
                    class:one-cache=move || store.evaluation().pool().cache_types().len() < 2
                    class:no-speed=move || !store.evaluation().tells_speed()
                    data-testid="table"
                >
                    <Head store />
                    <Body store shown positions extent />
                </table>
            </div>
            {move || {
                let total = positions.with(Vec::len);
                let rows = extent.rows(&shown.get());
                if total == 0 {
                    view! { <p class="table-note">{nothing(store)}</p> }.into_any()
                } else if total > rows && rows >= AT_REST {
                    view! {
                        <p class="table-note">
                            {format!("{} of {} rows. ", thousands(rows as u64), thousands(total as u64))}
                            <button
                                type="button"
                                class="button"
                                on:click=move |_| extent.extend()
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

fn nothing(store: Store) -> &'static str {
    match store.with(|scenario| scenario.view.listing.show) {
        Show::Frontier => "Nothing that fits is rated.",
        Show::Models | Show::Fits => "Nothing fits.",
        Show::All => "No model passes the filters.",
    }
}

/// The readings of the table.
#[component]
fn Readings(store: Store) -> impl IntoView {
    let show = store.derive(|scenario| scenario.view.listing.show);
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
                        prop:checked=move || show() == reading
                        on:change=move |_| store.commit(|scenario| scenario.view.listing.show = reading)
                    />
                    <span>
                        {reading.label()} " "
                        <span class="tab-count">{move || thousands(count.get() as u64)}</span>
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
