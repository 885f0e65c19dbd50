//! Controls that are out of the way on a narrow screen.

use leptos::prelude::*;

use crate::browser;

/// The screens on which everything stands open, as the stylesheet has it.
const WIDE: &str = "(min-width: 901px)";

/// A group that is always open on a wide screen and folded at first on a narrow one.
#[component]
pub(super) fn Disclosure(
    /// The name on a narrow screen.
    name: &'static str,
    children: Children,
) -> impl IntoView {
    let wide = RwSignal::new(browser::matches(WIDE));
    browser::on_media_change(WIDE, move || {
        wide.try_set(browser::matches(WIDE));
    });
    view! {
        <details class="fold" prop:open=wide>
            <summary>{name}</summary>
            {children()}
        </details>
    }
}
