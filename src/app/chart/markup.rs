//! SVG as text. What is drawn anew at every step and has no listeners of its own is one text of
//! markup: the browser reads it faster than a program can change as many elements one by one.

/// A text at a place.
pub(super) fn text(class: &str, anchor: &str, (x, y): (f64, f64), text: &str) -> String {
    format!(
        r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{}</text>"#,
        escaped(text)
    )
}

/// A path.
pub(super) fn path(class: &str, d: &str) -> String {
    format!(r#"<path class="{class}" d="{d}"/>"#)
}

/// A text as it may stand in markup, between tags or in quotes.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
