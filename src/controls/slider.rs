//! A slider that stops at chosen values, on a log scale.

use leptos::prelude::*;

use super::field::Field;
use crate::store::Store;
use crate::views::CollectAny;
use headroom_core::scenario::{Key, nearest_stop};
use headroom_core::units::Decimal;

/// A key with a field of text and, below it, a native range input over the positions of a list of
/// stops.
#[component]
pub(super) fn SliderKey(
    store: Store,
    key: &'static Key,
    /// The unit behind the field.
    #[prop(into)]
    unit: Signal<String>,
    /// The values that it stops at, rising.
    stops: Vec<u64>,
    /// The value; between two stops the nearer one is shown.
    #[prop(into)]
    value: Signal<u64>,
    /// The value's text, for those who hear the page.
    #[prop(into)]
    text: Signal<String>,
    /// The stops that carry a mark, with its text.
    marks: Vec<(u64, String)>,
    /// Called with the value of a stop.
    #[prop(into)]
    on_value: Callback<u64>,
) -> impl IntoView {
    let last = stops.len().saturating_sub(1);
    let stops = StoredValue::new(stops);
    let position = move || stops.with_value(|stops| nearest_stop(stops, value.get()));
    #[expect(clippy::cast_precision_loss)]
    let share = move |position: usize| 100.0 * position as f64 / last.max(1) as f64;
    let marks = marks
        .into_iter()
        .map(|(value, text)| {
            let place = stops.with_value(|stops| nearest_stop(stops, value));
            view! { <span style:--share=format!("{}%", Decimal::fixed(share(place), 2))>{text}</span> }
        })
        .collect_any();
    view! {
        <div class="control-head">
            <span class="control-name">{key.label}</span>
            <Field store key name=format!("{}-value", key.name) class="field-large" unit />
        </div>
        <div class="slider">
            <input
                type="range"
                name=key.name
                min="0"
                max=last
                step="1"
                aria-label=key.label
                aria-valuetext=text
                style:--share=move || format!("{}%", Decimal::fixed(share(position()), 2))
                prop:value=move || position().to_string()
                on:input:target=move |event| {
                    let chosen = event.target().value().parse().ok();
                    let value = chosen
                        .and_then(|at: usize| stops.with_value(|stops| stops.get(at).copied()));
                    if let Some(value) = value {
                        on_value.run(value);
                    }
                }
            />
            <div class="slider-marks" aria-hidden="true">
                {marks}
            </div>
        </div>
    }
}
