//! The body of the table: one row for each candidate that the window holds.
//!
//! Rows are keyed by candidate, so that a row keeps its element, and the focus in it, while others
//! come and go. Cells are shown anew in groups, and only where one of them differs.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::row_window::RowWindow;
use crate::rich_text::rich_text;
use crate::store::Store;
use crate::views::CollectAny;
use headroom_core::evaluate::table::{Bar, COLUMNS, Cell, Scale};
use headroom_core::scenario::{ColumnId, Pick};
use headroom_core::units::Decimal;

/// Number of cells that are shown anew together: most changes leave the other groups as they are.
const GROUP: usize = 4;

/// The content of a row.
#[derive(Clone, Debug, Default, PartialEq)]
struct RowText {
    /// The position of its candidate.
    position: usize,
    fits: bool,
    cells: Vec<Arc<Cell>>,
}

/// The rows to draw, by candidate, and their order.
#[derive(Default, PartialEq)]
struct Rows {
    order: Vec<Pick>,
    texts: HashMap<Pick, Arc<RowText>>,
}

impl Rows {
    fn new(store: Store, positions: &[usize], window: RowWindow) -> Self {
        let evaluation = store.evaluation();
        let likelihoods = store.likelihoods(&evaluation);
        let scale = Scale::new(&evaluation, positions);
        let mut rows = Self::default();
        for &position in positions.iter().take(window.rows()) {
            let Some(row) = evaluation.row_with_likelihood(position, &likelihoods) else {
                continue;
            };
            let pick = evaluation.pick_of(row.candidate);
            let text = RowText {
                position,
                fits: row.fits(),
                cells: COLUMNS
                    .iter()
                    .map(|column| Arc::new((column.cell)(&row, scale)))
                    .collect(),
            };
            rows.order.push(pick);
            rows.texts.insert(pick, Arc::new(text));
        }
        rows
    }
}

/// The body of the table. A click on a row, or a key on its button, selects its candidate.
#[component]
pub(super) fn Body(store: Store, positions: Memo<Vec<usize>>, window: RowWindow) -> impl IntoView {
    let rows = Memo::new(move |_| positions.with(|positions| Rows::new(store, positions, window)));
    let order = Memo::new(move |_| rows.with(|rows| rows.order.clone()));
    let selected = Memo::new(move |_| store.evaluation().selected());
    view! {
        <tbody>
            <For
                each=move || order.get()
                key=|pick| *pick
                children=move |pick| view! { <Row store pick rows selected /> }
            />
        </tbody>
    }
}

#[component]
fn Row(store: Store, pick: Pick, rows: Memo<Rows>, selected: Memo<Option<usize>>) -> impl IntoView {
    let text = Memo::new(move |before: Option<&Arc<RowText>>| {
        let text = rows.with(|rows| rows.texts.get(&pick).map(Arc::clone));
        text.or_else(|| before.map(Arc::clone)).unwrap_or_default()
    });
    let is_selected = move || selected.get() == Some(text.with(|text| text.position));
    let groups = ColumnId::ALL.chunks(GROUP).enumerate();
    let groups = groups.map(move |(group, columns)| {
        let cells = Memo::new(move |_| {
            let cells = text.with(|text| text.cells.chunks(GROUP).nth(group).map(<[_]>::to_vec));
            cells.unwrap_or_default()
        });
        view! { {move || cells.with(|cells| elements(columns, cells))} }
    });
    view! {
        <tr
            data-pick=pick.write(&store.catalog())
            class:beyond=move || text.with(|text| !text.fits)
            class:selected=is_selected
            aria-current=move || is_selected().then_some("true")
            on:click=move |_| store.pick(text.with_untracked(|text| text.position))
        >
            {groups.collect_any()}
        </tr>
    }
}

fn elements(columns: &[ColumnId], cells: &[Arc<Cell>]) -> AnyView {
    let cells = columns.iter().zip(cells);
    let cells = cells.map(|(column, cell)| element(*column, cell));
    cells.collect_any().into_any()
}

/// A cell; that of the model is the head of its row.
fn element(column: ColumnId, cell: &Cell) -> AnyView {
    let class = format!("column-{}", column.name());
    match cell {
        Cell::Text(text) if column == ColumnId::Model => view! {
            <th scope="row" class=class>
                {rich_text(text)}
            </th>
        }
        .into_any(),
        Cell::Text(text) => view! { <td class=class>{rich_text(text)}</td> }.into_any(),
        Cell::Bar(bar) => {
            view! { <td class=class style:background-image=gradient(bar)></td> }.into_any()
        }
    }
}

/// A bar as the background of its cell: a stripe begins where the one before it ends.
fn gradient(bar: &Bar) -> String {
    let stripes = bar
        .0
        .iter()
        .map(|(part, end)| format!("var(--part-{part}) 0 {}%", Decimal::fixed(*end, 2)));
    let stripes: Vec<String> = stripes.collect();
    format!(
        "linear-gradient(90deg, {}, transparent 0)",
        stripes.join(", ")
    )
}
