//! Reads and checks `data/quantizations.json`.

use serde_json::{Map, Value};

use super::check::Checker;
use super::error::DataError;
use super::unused_fields::{QUANTIZATION_UNUSED_FIELDS, QuantizationUnusedFields};
use crate::catalog::{CacheType, LossFit, Quantization, TableRow};

const CHECK: Checker = Checker("quantizations.json");

/// The contents of `quantizations.json`.
pub(super) struct Quantizations {
    pub(super) types: Vec<Quantization>,
    pub(super) cache_types: Vec<CacheType>,
    pub(super) loss: LossFit,
    pub(super) as_of: String,
}

pub(super) fn read(text: &str) -> Result<Quantizations, DataError> {
    let check = CHECK;
    let file = check.open(text)?;
    let types = file
        .rows
        .into_iter()
        .map(|row| Ok(read_type(row)?.0))
        .collect::<Result<Vec<Quantization>, _>>()?;
    let cache_types = file
        .kv_cache
        .into_iter()
        .map(|row| check.plain_row(named(row, "tensor_type")?))
        .collect::<Result<Vec<CacheType>, _>>()?;
    let loss = file
        .loss
        .ok_or_else(|| check.file_error("`loss` is missing"))?;
    let loss: LossFit = check.plain_row(loss)?;
    check.unique(types.iter().map(|row| row.id.as_str()))?;
    check.unique(cache_types.iter().map(|row| row.id.as_str()))?;
    for row in &types {
        check_figures(&row.id, row.bits, "weight", row.loss)?;
    }
    for row in &cache_types {
        let bits = f64::from(row.bytes) * 8.0 / f64::from(row.block);
        check_figures(&row.id, bits, "value", row.loss)?;
    }
    Ok(Quantizations {
        types,
        cache_types,
        loss,
        as_of: file.as_of,
    })
}

/// Checks how many bits `what` takes and what is lost by it.
fn check_figures(id: &str, bits: f64, what: &str, loss: Option<f64>) -> Result<(), DataError> {
    let bounded = (1.0..=32.0).contains(&bits);
    CHECK.ensure(bounded, id, &format!("bits per {what} are out of range"))?;
    let plausible = loss.is_none_or(|loss| (0.0..10.0).contains(&loss));
    CHECK.ensure(plausible, id, "the loss is out of range")
}

fn read_type(
    row: Map<String, Value>,
) -> Result<(Quantization, QuantizationUnusedFields), DataError> {
    CHECK.row(named(row, "file_type")?, QUANTIZATION_UNUSED_FIELDS)
}

/// A row whose id is at the same time the name of its GGML type, under `key`.
fn named(mut row: Map<String, Value>, key: &str) -> Result<Map<String, Value>, DataError> {
    if let Some(id) = row.get("id").cloned() {
        let given = row.insert(key.to_owned(), id.clone());
        let id = id.as_str().unwrap_or_default();
        CHECK.ensure(given.is_none(), id, "the id alone names the type")?;
    }
    Ok(row)
}

/// The specification's table with the audited figures, in the order of the file. The catalog does
/// not carry it: no estimate needs it.
///
/// # Errors
/// The first row that is broken, with the reason.
pub fn table(text: &str) -> Result<Vec<TableRow>, DataError> {
    let mut table = Vec::new();
    for row in CHECK.open(text)?.rows {
        let sources = CHECK.sources(&row)?;
        let (quantization, unused) = read_type(row)?;
        if let Some(specified) = unused.specified {
            let of_a_field = |source: &str| {
                ["bits:", "loss:"]
                    .iter()
                    .any(|field| source.starts_with(field))
            };
            table.push(TableRow {
                id: quantization.id,
                bits: quantization.bits,
                specified,
                audited: unused.audited,
                audited_sources: sources
                    .into_iter()
                    .filter(|source| !of_a_field(source))
                    .collect(),
            });
        }
    }
    Ok(table)
}
