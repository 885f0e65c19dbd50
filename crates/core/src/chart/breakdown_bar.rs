//! The stacked bar of a candidate's memory.

use crate::evaluate::MemoryPart;
use crate::units::{Bytes, Decimal};

/// The bar of [`Evaluation::memory_parts`](crate::evaluate::Evaluation::memory_parts): all the memory there is, or what the candidate takes where that is
/// more.
#[must_use]
pub fn breakdown_bar(parts: &[(MemoryPart, Bytes)]) -> String {
    let whole = parts.iter().map(|(_, bytes)| bytes.as_f64()).sum::<f64>();
    let mut start = 0.0;
    let mut rectangles = String::new();
    for &(part, bytes) in parts {
        let width = 100.0 * bytes.as_f64() / whole.max(1.0);
        rectangles += &format!(
            r#"<rect class="{}" x="{}" width="{}" height="1"/>"#,
            part.class(),
            Decimal::fixed(start, 3),
            Decimal::fixed(width, 3)
        );
        start += width;
    }
    format!(
        r#"<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">{rectangles}</svg>"#
    )
}
