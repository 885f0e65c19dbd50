//! Rich text on the page.

use leptos::prelude::*;

use headroom_core::rich_text::{RichText, Span};

/// The elements of a text.
pub(super) fn rich_text(text: &RichText) -> Vec<AnyView> {
    text.0.iter().cloned().map(element).collect()
}

fn element(span: Span) -> AnyView {
    match span {
        Span::Plain(text) => text.into_any(),
        Span::Strong(text) => view! { <b>{text}</b> }.into_any(),
        Span::Code(text) => view! { <code>{text}</code> }.into_any(),
        Span::Soft(text) => view! { <span class="soft">{text}</span> }.into_any(),
        Span::CandidateName(name) => view! {
            <button type="button" class="row-name">
                {name}
            </button>
        }
        .into_any(),
        Span::Uncertainty(text) => view! { <span class="uncertainty">{text}</span> }.into_any(),
        Span::Badge(text) => view! { <span class="badge">{text}</span> }.into_any(),
        Span::Warning(text) => view! { <span class="badge badge-warning">{text}</span> }.into_any(),
        Span::Sign(sign, explanation) => view! { <abbr title=explanation>{sign}</abbr> }.into_any(),
        Span::FrontierProbability(text) => view! {
            <span class="frontier-probability" title="How likely it is on the frontier">
                {text}
            </span>
        }
        .into_any(),
    }
}
