//! The few pieces of MathML that worked formulas are made of. Texts are put in as they are: numbers,
//! signs and names of the page's own.

/// A symbol with an index: `V` with `kv`.
pub(super) fn symbol(name: &str, index: &str) -> String {
    ["<msub><mi>", name, "</mi><mtext>", index, "</mtext></msub>"].concat()
}

/// A number, as people write it.
pub(super) fn number(text: &str) -> String {
    ["<mn>", text, "</mn>"].concat()
}

/// An operator.
pub(super) fn operator(sign: &str) -> String {
    ["<mo>", sign, "</mo>"].concat()
}

/// A unit or a word behind a number.
pub(super) fn words(text: &str) -> String {
    ["<mtext>\u{a0}", text, "</mtext>"].concat()
}

/// Numbers with a sign between them.
pub(super) fn product(factors: &[String]) -> String {
    let factors = factors.join("</mn><mo>×</mo><mn>");
    ["<mrow><mn>", &factors, "</mn></mrow>"].concat()
}

/// One line of mathematics.
pub(super) fn line(parts: &[String]) -> String {
    // A long one scrolls sideways on a narrow screen, for the keyboard too.
    [
        r#"<p class="formula" tabindex="0"><math display="block"><mrow>"#,
        &parts.concat(),
        "</mrow></math></p>",
    ]
    .concat()
}
