//! The part of How it works that is the same for every visitor: `prose.html` with tables and figures
//! of what `data/` holds.
//!
//! It is a file of the site of its own, which the page fetches when the view is opened, so that a
//! first visit does not wait for it. At each `<!-- slot -->` the page cuts it and puts in between what
//! depends on the visitor.

mod accuracy;
mod losses;
mod quantizations;
mod sources;
mod table;
mod template;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use headroom_core::catalog::data;
use headroom_core::chart::markup::escaped;
use headroom_core::evaluate::Precomputed;

use self::accuracy::Accuracy;

/// The text, with marks for what is made of the data.
const PROSE: &str = include_str!("prose.html");

/// A fragment of HTML, made from the files of the folder `data`.
///
/// # Errors
/// If a file cannot be read or is not of its form, or if the prose and what is to be put into it do
/// not belong together.
pub fn fragment(data: &Path) -> Result<String, Box<dyn Error>> {
    let read = |name: &str| fs::read_to_string(data.join(name).with_extension("json"));
    let (models, quantizations) = (read("models")?, read("quantizations")?);
    let (quality, gpus, speed) = (read("quality")?, read("gpus")?, read("speed")?);
    let catalog = data::read(data::Files {
        models: &models,
        quantizations: &quantizations,
        quality: &quality,
        gpus: &gpus,
        speed: &speed,
    })
    .map_err(|error| error.to_string())?;
    let table = data::quantization_table(&quantizations)?;
    let accuracy = Accuracy::read(&read("accuracy")?)?;
    let prepared = Precomputed::new(Arc::new(catalog));
    let (catalog, trend) = (prepared.catalog(), prepared.trend());
    let (loss, shared) = (&catalog.loss, &catalog.speed.shared);
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    let mut values = vec![
        ("memory-accuracy", accuracy.memory()),
        ("speed-accuracy", accuracy.speed()),
        ("prompt-accuracy", accuracy.prompts()),
        ("quantizations", quantizations::table(&table)),
        (
            "other-types",
            quantizations::others(&catalog.quantizations, &table),
        ),
        ("losses", losses::table(catalog)),
        ("broken-above", loss.broken_above.to_string()),
        ("deviation", percent(loss.relative_deviation)),
        ("trend-at-one", format!("{:.1}", trend.at_one)),
        ("trend-per-doubling", format!("{:.1}", trend.per_doubling)),
        ("cache-share", shared.cache_share.to_string()),
        ("experts-bytes", shared.experts_bytes.to_string()),
        ("experts-block", shared.experts_block.to_string()),
        ("as-of", escaped(&catalog.as_of)),
    ];
    values.extend(sources::counts(catalog));
    Ok(template::fill(PROSE, &values)?)
}
