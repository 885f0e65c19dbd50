//! SVG as text. A picture has no listeners of its own, so it is one text of markup: a browser reads it
//! faster than a program can change as many elements one by one.

use crate::units::Decimal;

/// A text at a place. `anchor` is `start`, `middle` or `end`.
#[must_use]
pub fn text(class: &str, anchor: &str, (x, y): (f64, f64), text: &str) -> String {
    format!(
        r#"<text class="{class}" x="{}" y="{}" text-anchor="{anchor}">{}</text>"#,
        Decimal::fixed(x, 1),
        Decimal::fixed(y, 1),
        escaped(text)
    )
}

/// A path.
#[must_use]
pub fn path(class: &str, d: &str) -> String {
    format!(r#"<path class="{class}" d="{d}"/>"#)
}

/// A circle around a place.
#[must_use]
pub fn circle(class: &str, (x, y): (f64, f64), radius: &str) -> String {
    format!(
        r#"<circle class="{class}" cx="{}" cy="{}" r="{radius}"/>"#,
        Decimal::fixed(x, 1),
        Decimal::fixed(y, 1)
    )
}

/// A text escaped for markup, between tags or in double quotes.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
