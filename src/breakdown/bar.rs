//! The stacked bar of the parts of a candidate's memory.

use leptos::prelude::*;

use headroom_core::sentences::MemoryPart;
use headroom_core::units::{Bytes, Decimal};

/// The bar, where `scale` fills its width. It is an SVG because the policy of the page forbids styles
/// in markup.
pub(super) fn bar(parts: &[MemoryPart], scale: Bytes) -> impl IntoView + use<> {
    let percent = |bytes: Bytes| 100.0 * bytes.as_f64() / scale.as_f64().max(1.0);
    let mut start = 0.0;
    let stripes = parts.iter().map(|part| {
        let (x, width) = (start, percent(part.bytes));
        start += width;
        view! {
            <rect
                class=format!("part-{}", part.id)
                x=Decimal::fixed(x, 3).to_string()
                width=Decimal::fixed(width, 3).to_string()
                height="1"
            />
        }
    });
    view! {
        <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            {stripes.collect_view()}
        </svg>
    }
}
