//! Markup as text. What is drawn anew at every step and has no listeners of its own is one text of
//! markup: the browser reads it faster than a program can change as many elements one by one.

/// A text as it may stand in markup, between tags or in quotes.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
