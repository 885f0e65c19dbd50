//! Reads and checks the files of `data/`.
//!
//! The files hold more than the catalog: sources, notes, what a later estimate will need. What the
//! catalog does not carry is checked here and left behind. Every error names the file, the row
//! and the reason.

mod architecture;
mod check;
mod error;
mod gpus;
mod models;
mod quality;
mod quantizations;
mod speed;
mod unused_fields;

use super::{Catalog, Prefill};

pub use error::DataError;
pub use quantizations::table as quantization_table;

/// The texts of the data files.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    /// `data/models.json`.
    pub models: &'a str,
    /// `data/quantizations.json`.
    pub quantizations: &'a str,
    /// `data/quality.json`.
    pub quality: &'a str,
    /// `data/gpus.json`.
    pub gpus: &'a str,
    /// `data/speed.json`.
    pub speed: &'a str,
}

/// Reads and checks the files.
///
/// # Errors
/// The first row that is broken, with the reason.
pub fn read(files: Files<'_>) -> Result<Catalog, DataError> {
    let (mut models, models_as_of) = models::read(files.models)?;
    let quantizations = quantizations::read(files.quantizations)?;
    let (gpus, rates, gpus_as_of) = gpus::read(files.gpus)?;
    let speed = speed::read(files.speed)?;
    let quality_as_of = quality::read(files.quality, &mut models)?;
    let as_of = [
        models_as_of,
        quantizations.as_of,
        gpus_as_of,
        quality_as_of,
        speed.as_of,
    ]
    .into_iter()
    .max()
    .unwrap_or_default();
    Ok(Catalog {
        as_of,
        models,
        quantizations: quantizations.types,
        cache_types: quantizations.cache_types,
        loss: quantizations.loss,
        gpus,
        speed: speed.fit,
        prefill: Prefill {
            classes: speed.prefill,
            platforms: rates,
        },
    })
}
