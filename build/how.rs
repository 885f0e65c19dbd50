//! The view How it works, but for the visitor's own numbers.

use std::error::Error;

use crate::accuracy::Accuracy;
use crate::template::Template;
use crate::{losses, quantizations, sources};
use headroom_core::catalog::{Catalog, TableRow};
use headroom_core::chart::markup::escaped;

/// The marks that are left to the page.
const VISITORS: [&str; 3] = ["worked", "frontier", "trend"];

/// The prose with its tables, cut where the visitor's own numbers belong, as a Rust array.
///
/// # Errors
/// If the prose and what is to be put into it do not belong together.
pub(crate) fn prose(
    text: &str,
    catalog: &Catalog,
    table: &[TableRow],
    accuracy: &Accuracy,
) -> Result<String, Box<dyn Error>> {
    let mut template = Template::new(text);
    let (loss, speed) = (&catalog.loss, &catalog.speed.shared);
    let others = quantizations::others(&catalog.quantizations, table);
    for (name, html) in [
        ("memory-accuracy", accuracy.memory()),
        ("speed-accuracy", accuracy.speed()),
        ("prompt-accuracy", accuracy.prompts()),
        ("quantizations", quantizations::table(table)),
        ("other-types", others),
        ("losses", losses::table(catalog)),
        ("broken-above", loss.broken_above.to_string()),
        (
            "deviation",
            format!("{:.0}", loss.relative_deviation * 100.0),
        ),
        ("cache-share", speed.cache_share.to_string()),
        ("experts-bytes", speed.experts_bytes.to_string()),
        ("experts-block", speed.experts_block.to_string()),
        ("as-of", escaped(&catalog.as_of)),
    ] {
        template.fill(name, &html)?;
    }
    for (name, count) in sources::counts(catalog) {
        template.fill(name, &count)?;
    }
    Ok(format!("{:?}", template.cut(&VISITORS)?))
}
