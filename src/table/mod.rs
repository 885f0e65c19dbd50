//! The table: the same candidates as in the chart, row by row.

mod export;
mod head;
mod row_window;
mod rows;

use leptos::{html, prelude::*};

use self::export::Export;
use self::head::Head;
use self::row_window::{RowWindow, SETTLED_ROWS};
use self::rows::Body;
use super::store::Store;
use crate::views::CollectAny;
use headroom_core::scenario::Show;
use headroom_core::units::thousands;

/// The table with the tabs that say what it lists.
#[component]
pub(super) fn Table(store: Store) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let window = RowWindow::new(store, frame);
    let positions = Memo::new(move |_| store.evaluation().table());
    view! {
        <section class="panel table-panel" aria-label="Candidates">
            <div class="panel-head">
                <Tabs store />
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
                    <Body store positions window />
                </table>
            </div>
            {move || {
                let total = positions.with(Vec::len);
                let rows = window.rows();
                if total == 0 {
                    view! { <p class="table-note">{nothing(store)}</p> }.into_any()
                } else if total > rows && rows >= SETTLED_ROWS {
                    view! {
                        <p class="table-note">
                            {format!("{} of {} rows. ", thousands(rows as u64), thousands(total as u64))}
                            <button
                                type="button"
                                class="button"
                                on:click=move |_| window.extend()
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

/// The choices of candidates that the table lists.
#[component]
fn Tabs(store: Store) -> impl IntoView {
    let show = store.derive(|scenario| scenario.view.listing.show);
    let tabs = Show::ALL
        .iter()
        .map(|&choice| {
            let count = Memo::new(move |_| store.evaluation().count(choice));
            view! {
                <label class="tab">
                    <input
                        type="radio"
                        name="show"
                        value=choice.name()
                        prop:checked=move || show() == choice
                        on:change=move |_| store.commit(|scenario| scenario.view.listing.show = choice)
                    />
                    <span>
                        {choice.label()} " "
                        <span class="tab-count">{move || thousands(count.get() as u64)}</span>
                    </span>
                </label>
            }
        })
        .collect_any();
    view! {
        <div class="tabs" role="radiogroup" aria-label="What the table lists">
            {tabs}
        </div>
    }
}
