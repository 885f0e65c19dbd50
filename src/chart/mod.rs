//! Quality against memory: the pictures of [`headroom_core::chart`] in layers, and what can be done
//! with them by pointer and keyboard.

mod budget;
mod frontier;
mod scatter;
mod tooltip;

use leptos::{html, prelude::*};

use self::budget::BudgetLine;
use self::frontier::Frontier;
use self::scatter::Scatter;
use self::tooltip::Tooltip;
use super::browser;
use super::store::Store;
use super::theme::Theme;
use headroom_core::chart::{Geometry, axes, nearest};
use headroom_core::scenario::Axis;
use headroom_core::units::Decimal;

/// The chart.
#[component]
pub(super) fn Chart(store: Store, theme: Theme) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let width = RwSignal::new(0.0_f64);
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            browser::on_width_change(&frame, move |new| {
                // Fractions of a pixel would redraw for nothing.
                if (width.get_untracked() - new).abs() >= 1.0 {
                    width.set(new);
                }
            });
        }
    });
    // While the line is dragged the axis stands still under the pointer.
    let held = RwSignal::new(None::<(f64, f64)>);
    let geometry = Memo::new(move |_| {
        let evaluation = store.evaluation();
        Geometry::new(&evaluation, width.get(), held.get())
    });
    let hovered = RwSignal::new(None::<usize>);
    let hover = move |event: web_sys::PointerEvent| {
        if held.get_untracked().is_some() {
            return;
        }
        let evaluation = store.evaluation_untracked();
        let at = Frame(frame).point_of(&event);
        hovered.set(nearest(&evaluation, &geometry.get_untracked(), at));
    };
    view! {
        <section class="panel chart-panel" data-testid="chart" aria-label="Candidates against memory">
            <div class="panel-head">
                <h2 class="panel-name">
                    {move || match store.evaluation().axis() {
                        Axis::Quality | Axis::QualityAndSpeed => "Quality against memory",
                        Axis::Speed => "Speed against memory",
                        Axis::Efficiency => "Efficiency against memory",
                    }}
                </h2>
                <ul class="legend chart-legend">
                    <li>
                        <span class="mark mark-frontier" aria-hidden="true"></span>
                        "frontier"
                    </li>
                    <li>
                        <span class="mark mark-fits" aria-hidden="true"></span>
                        "fits"
                    </li>
                    <li>
                        <span class="mark mark-beyond" aria-hidden="true"></span>
                        "does not fit"
                    </li>
                </ul>
            </div>
            <div
                class="chart"
                node_ref=frame
                style:height=move || px(geometry.get().height)
                on:pointermove=hover
                on:pointerdown=hover
                on:pointerleave=move |_| hovered.set(None)
                on:click=move |_| {
                    if let Some(position) = hovered.get_untracked() {
                        store.pick(position);
                    }
                }
            >
                <svg
                    class="chart-layer"
                    aria-hidden="true"
                    inner_html=move || axes(&geometry.get())
                ></svg>
                <Scatter store geometry theme />
                <Frontier store geometry hovered />
                <BudgetLine store geometry frame=Frame(frame) held />
                <Tooltip store geometry hovered />
            </div>
        </section>
    }
}

/// The element that the pictures lie in.
#[derive(Clone, Copy)]
struct Frame(NodeRef<html::Div>);

impl Frame {
    /// The place of a pointer within the frame, in CSS pixels.
    fn point_of(self, event: &web_sys::PointerEvent) -> (f64, f64) {
        let corner = self.0.get_untracked().map_or((0.0, 0.0), |frame| {
            let area = frame.get_bounding_client_rect();
            (area.left(), area.top())
        });
        (
            f64::from(event.client_x()) - corner.0,
            f64::from(event.client_y()) - corner.1,
        )
    }
}

/// A length as CSS writes it.
fn px(length: f64) -> String {
    format!("{}px", Decimal::fixed(length, 1))
}
