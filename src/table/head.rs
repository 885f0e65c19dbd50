//! The columns' names, which sort.

use leptos::prelude::*;

use crate::store::Store;
use headroom_core::scenario::{Axis, Column, Scenario, Sort};

/// The order that stands where none is asked for: the best by what is ranked; by no column where
/// none shows that.
fn standard(scenario: &Scenario) -> Option<Sort> {
    let column = match scenario.goal.axis {
        Axis::Quality | Axis::Three => Column::Quality,
        Axis::Speed => Column::Speed,
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
    let sort = store.derive(|scenario| scenario.view.listing.sort.or(standard(scenario)));
    let unit = store.derive(|scenario| scenario.view.listing.unit);
    let name = move |column: Column| match column {
        Column::Memory => format!("Memory {}", unit().symbol()),
        Column::Model => "Model".to_owned(),
        Column::Quantization => "Quant".to_owned(),
        Column::Size => "Size".to_owned(),
        Column::Headroom => "Headroom".to_owned(),
        Column::Quality => "Quality".to_owned(),
        Column::Speed => "tok/s".to_owned(),
        Column::Context => "Max context".to_owned(),
        Column::License => "License".to_owned(),
    };
    let cell = move |column: Column| {
        let direction = move || match sort().filter(|sort| sort.column == column) {
            None => "none",
            Some(sort) if sort.falling => "descending",
            Some(_) => "ascending",
        };
        view! {
            <th
                scope="col"
                class=format!("column-{}", column.name())
                aria-sort=direction
            >
                <button type="button" class="sort" on:click=move |_| sort_by(store, sort(), column)>
                    {move || name(column)}
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
    };
    view! {
        <thead>
            <tr>
                {cell(Column::Model)} {cell(Column::Quantization)}
                <th scope="col" class="column-cache">"KV cache"</th>
                {cell(Column::Size)} {cell(Column::Memory)}
                <th scope="col" class="column-bar">
                    <span class="visually-hidden">"Share of the memory"</span>
                </th>
                {cell(Column::Headroom)} {cell(Column::Quality)} {cell(Column::Speed)}
                {cell(Column::Context)}
                {cell(Column::License)}
            </tr>
        </thead>
    }
}

/// Sorts by a column, or the other way round where it is sorted by it already.
fn sort_by(store: Store, current: Option<Sort>, column: Column) {
    let falling = current
        .filter(|sort| sort.column == column)
        .map_or(column.falls_first(), |sort| !sort.falling);
    let wanted = Some(Sort { column, falling });
    store.commit(|scenario| {
        scenario.view.listing.sort = wanted.filter(|_| wanted != standard(scenario));
    });
}
