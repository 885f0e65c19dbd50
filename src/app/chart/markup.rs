//! SVG as text.

use crate::app::markup::escaped;

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
