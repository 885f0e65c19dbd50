//! HTML and SVG as text. What is drawn anew at every step and has no listeners of its own is one text of
//! markup: the browser reads it faster than a program can change as many elements one by one.

use crate::units::Decimal;

/// A text at a place.
pub fn text(class: &str, anchor: &str, (x, y): (f64, f64), text: &str) -> String {
    format!(
        r#"<text class="{class}" x="{}" y="{}" text-anchor="{anchor}">{}</text>"#,
        Decimal::fixed(x, 1),
        Decimal::fixed(y, 1),
        escaped(text)
    )
}

/// A path.
pub fn path(class: &str, d: &str) -> String {
    format!(r#"<path class="{class}" d="{d}"/>"#)
}

/// A circle around a place.
pub fn circle(class: &str, (x, y): (f64, f64), radius: &str) -> String {
    format!(
        r#"<circle class="{class}" cx="{}" cy="{}" r="{radius}"/>"#,
        Decimal::fixed(x, 1),
        Decimal::fixed(y, 1)
    )
}

/// A text as it may stand in markup, between tags or in quotes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
