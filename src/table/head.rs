//! The head of the table: the columns' names, which sort.

use leptos::prelude::*;

use crate::store::Store;
use crate::views::CollectAny;
use headroom_core::evaluate::table::{COLUMNS, Column, Header};
use headroom_core::scenario::{Axis, ColumnId, Scenario, Sort};

/// The order that stands where none is asked for: the best by what is ranked; by no column where
/// none shows that.
fn standard(scenario: &Scenario) -> Option<Sort> {
    let column = match scenario.goal.axis {
        Axis::Quality | Axis::QualityAndSpeed => ColumnId::Quality,
        Axis::Speed => ColumnId::Speed,
        Axis::Efficiency => return None,
    };
    Some(Sort {
        column,
        falling: true,
    })
}

/// The head of the table.
#[component]
pub(super) fn Head(store: Store) -> impl IntoView {
    let sort = Memo::new(move |_| {
        store.with(|scenario| scenario.view.listing.sort.or(standard(scenario)))
    });
    let unit = store.derive(|scenario| scenario.view.listing.unit);
    let cell = move |column: &'static Column| {
        let class = format!("column-{}", column.id.name());
        let name = move || column.header.text(unit());
        let Some(first_sort) = column.id.first_sort() else {
            let hidden = matches!(column.header, Header::Hidden(_));
            return view! {
                <th scope="col" class=class>
                    <span class:visually-hidden=hidden>{move || name()}</span>
                </th>
            }
            .into_any();
        };
        let direction = move || match sort.get().filter(|sort| sort.column == column.id) {
            None => "none",
            Some(sort) if sort.falling => "descending",
            Some(_) => "ascending",
        };
        view! {
            <th scope="col" class=class aria-sort=direction>
                <button
                    type="button"
                    class="sort"
                    on:click=move |_| sort_by(store, sort.get_untracked(), first_sort)
                >
                    {move || name()}
                    <span class="sort-arrow" aria-hidden="true">
                        {move || match direction() {
                            "descending" => "▼",
                            "ascending" => "▲",
                            _ => "",
                        }}
                    </span>
                </button>
            </th>
        }
        .into_any()
    };
    view! {
        <thead>
            <tr>{COLUMNS.iter().map(cell).collect_any()}</tr>
        </thead>
    }
}

/// Sorts by a column, or the other way round where it is sorted by it already.
fn sort_by(store: Store, current: Option<Sort>, first: Sort) {
    let falling = current
        .filter(|sort| sort.column == first.column)
        .map_or(first.falling, |sort| !sort.falling);
    let wanted = Some(Sort { falling, ..first });
    store.commit(|scenario| {
        scenario.view.listing.sort = wanted.filter(|_| wanted != standard(scenario));
    });
}
