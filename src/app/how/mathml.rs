//! The few pieces of MathML that the formulas are made of.

use leptos::prelude::*;

/// A symbol with an index: `V` with `kv`.
pub(super) fn symbol(name: &'static str, index: &'static str) -> AnyView {
    if index.is_empty() {
        view! { <mi>{name}</mi> }.into_any()
    } else {
        view! {
            <msub>
                <mi>{name}</mi>
                <mtext>{index}</mtext>
            </msub>
        }
        .into_any()
    }
}

/// A number, as people write it.
pub(super) fn number(text: impl Into<String>) -> AnyView {
    let text = text.into();
    view! { <mn>{text}</mn> }.into_any()
}

/// An operator.
pub(super) fn operator(sign: &'static str) -> AnyView {
    view! { <mo>{sign}</mo> }.into_any()
}

/// A unit or a word behind a number.
pub(super) fn words(text: impl Into<String>) -> AnyView {
    let text = format!("\u{a0}{}", text.into());
    view! { <mtext>{text}</mtext> }.into_any()
}

/// Factors with a sign between them.
pub(super) fn product(factors: Vec<AnyView>) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::new();
    for (place, factor) in factors.into_iter().enumerate() {
        if place > 0 {
            parts.push(operator("×"));
        }
        parts.push(factor);
    }
    view! { <mrow>{parts}</mrow> }.into_any()
}

/// One line of mathematics.
pub(super) fn line(parts: Vec<AnyView>) -> AnyView {
    view! {
        // A long one scrolls sideways on a narrow screen, for the keyboard too.
        <p class="formula" tabindex="0">
            <math display="block">
                <mrow>{parts}</mrow>
            </math>
        </p>
    }
    .into_any()
}
