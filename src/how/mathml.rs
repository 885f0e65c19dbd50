//! The few pieces of MathML that worked formulas are made of.

use leptos::prelude::*;

/// A symbol with an index: `V` with `kv`.
pub(super) fn symbol(name: &'static str, index: &'static str) -> impl IntoView {
    view! {
        <msub>
            <mi>{name}</mi>
            <mtext>{index}</mtext>
        </msub>
    }
}

/// A number, as people write it.
pub(super) fn number(text: String) -> impl IntoView {
    view! { <mn>{text}</mn> }
}

/// An operator.
pub(super) fn operator(sign: &'static str) -> impl IntoView {
    view! { <mo>{sign}</mo> }
}

/// A unit or a word behind a number.
pub(super) fn words(text: &str) -> impl IntoView + use<> {
    view! { <mtext>{format!("\u{a0}{text}")}</mtext> }
}

/// Numbers with a sign between them.
pub(super) fn product(factors: Vec<String>) -> impl IntoView {
    let factors = factors.into_iter().enumerate().map(|(place, factor)| {
        let sign = (place > 0).then(|| operator("×"));
        (sign, number(factor))
    });
    view! { <mrow>{factors.collect_view()}</mrow> }
}

/// One line of mathematics.
pub(super) fn formula(parts: impl IntoView) -> impl IntoView {
    view! {
        // A long one scrolls sideways on a narrow screen, for the keyboard too.
        <p class="formula" tabindex="0">
            <math display="block">
                <mrow>{parts}</mrow>
            </math>
        </p>
    }
}
