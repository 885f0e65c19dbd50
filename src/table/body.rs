//! The body: which rows are drawn, and which of them is selected.

use std::sync::Arc;

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::cells::{Cells, Scale};
use super::extent::Extent;
use super::rows::Rows;
use crate::store::Store;
use headroom_core::evaluate::Evaluation;

/// The body of the table. A click on a row, or a key on its button, selects its candidate.
#[component]
pub(super) fn Body(
    store: Store,
    shown: Memo<Arc<Evaluation>>,
    positions: Memo<Vec<usize>>,
    extent: Extent,
) -> impl IntoView {
    let body = NodeRef::<html::Tbody>::new();
    Effect::new(move |before: Option<Option<Drawn>>| {
        let body = body.get()?;
        let evaluation = shown.get();
        let positions = positions.read();
        let count = extent.rows(&evaluation);
        let likely = store.likely(&evaluation);
        let mut drawn = before
            .flatten()
            .filter(|drawn| drawn.can_become(&evaluation))
            .unwrap_or_else(|| Drawn::none(&body, &evaluation));
        if !(drawn.count == count
            && drawn.likely == likely
            && evaluation.same_rows(&drawn.evaluation))
        {
            let scale = Scale::of(&evaluation, &positions);
            let wanted = positions
                .iter()
                .take(count)
                .filter_map(|&position| evaluation.row(position))
                .map(|row| Cells::of(&row, scale, share_of(&likely, row.position)))
                .collect();
            drawn.rows.become_these(wanted);
        }
        drawn.rows.select(evaluation.selected());
        Some(Drawn {
            evaluation,
            count,
            likely,
            ..drawn
        })
    });
    let pick = move |event: web_sys::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        let row = target.and_then(|target: Element| target.closest("tr").ok().flatten());
        let position = row.and_then(|row| row.get_attribute("data-position")?.parse().ok());
        if let Some(position) = position {
            store.pick(position);
        }
    };
    view! { <tbody node_ref=body on:click=pick></tbody> }
}

/// What is in the page.
struct Drawn {
    evaluation: Arc<Evaluation>,
    rows: Rows,
    /// How many rows were asked for.
    count: usize,
    /// How likely the frontier is, as far as the rows say it.
    likely: Vec<(usize, f32)>,
}

impl Drawn {
    fn none(body: &Element, evaluation: &Arc<Evaluation>) -> Self {
        Self {
            evaluation: Arc::clone(evaluation),
            rows: Rows::none(body),
            count: 0,
            likely: Vec::new(),
        }
    }

    /// Whether positions still mean the same candidates, so that rows can stay.
    fn can_become(&self, evaluation: &Evaluation) -> bool {
        Arc::ptr_eq(self.evaluation.pool(), evaluation.pool())
    }
}

/// How likely a candidate is on the frontier, where that is known.
fn share_of(likely: &[(usize, f32)], position: usize) -> Option<f32> {
    let found = likely.iter().find(|(at, _)| *at == position);
    found.map(|(_, share)| *share)
}
