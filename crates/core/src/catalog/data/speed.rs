//! Reads and checks `data/speed.json`.

use serde::Deserialize;

use super::check::Checker;
use super::error::DataError;
use crate::catalog::{Backend, Band, ClassFit, PrefillFit, SharedFit, SpeedClass, SpeedFit};

/// The name in errors of the constants that all rows share.
const SHARED: &str = "shared";

/// The contents of `speed.json`.
pub(super) struct Speed {
    pub(super) fit: SpeedFit,
    pub(super) prefill: Vec<PrefillFit>,
    pub(super) as_of: String,
}

/// A row: a class with some backends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    #[serde(default)]
    class: Option<SpeedClass>,
    backends: Vec<Backend>,
    bandwidth_share: f64,
    block_us: f64,
    band: Band,
    #[serde(default)]
    prefill: Option<PrefillRow>,
}

/// The constants of reading prompts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrefillRow {
    rate_share: f64,
    experts: f64,
    attention: f64,
    band: Band,
}

pub(super) fn read(text: &str) -> Result<Speed, DataError> {
    let check = Checker("speed.json");
    let file = check.open(text)?;
    let shared = file
        .shared
        .ok_or_else(|| check.file_error("`shared` is missing"))?;
    let shared: SharedFit = check
        .plain_row(shared)
        .map_err(|error| error.of_row(SHARED))?;
    check_shared(check, &shared)?;
    let rows = file
        .rows
        .into_iter()
        .map(|row| check.plain_row(row))
        .collect::<Result<Vec<Row>, _>>()?;
    check.unique(rows.iter().map(|row| row.id.as_str()))?;
    let (mut classes, mut other, mut prefill) = (Vec::new(), None, Vec::new());
    for row in rows {
        check_row(check, &row)?;
        let taken = classes.iter().any(|earlier: &ClassFit| {
            let mut backends = row.backends.iter();
            earlier.class == row.class && backends.any(|backend| earlier.backends.contains(backend))
        });
        check.ensure(!taken, &row.id, "another row has the class with a backend")?;
        if let (Some(class), Some(reading)) = (row.class, row.prefill) {
            prefill.push(PrefillFit {
                class,
                backends: row.backends.clone(),
                rate_share: reading.rate_share,
                experts: reading.experts,
                attention: reading.attention,
                band: reading.band,
            });
        }
        let fit = ClassFit {
            class: row.class,
            backends: row.backends,
            bandwidth_share: row.bandwidth_share,
            block_us: row.block_us,
            band: row.band,
        };
        if fit.class.is_some() {
            classes.push(fit);
        } else {
            check.ensure(other.is_none(), &row.id, "another row has no class")?;
            other = Some(fit);
        }
    }
    let other = other.ok_or_else(|| check.file_error("the row without a class is missing"))?;
    Ok(Speed {
        fit: SpeedFit {
            shared,
            classes,
            other,
        },
        prefill,
        as_of: file.as_of,
    })
}

/// True if a share is above 0 and not far above 1: a fit may find a little more than there is.
fn is_share(share: f64) -> bool {
    (0.01..=1.5).contains(&share)
}

fn is_band(band: Band) -> bool {
    [band.dense, band.experts]
        .iter()
        .all(|half| (0.01..=3.0).contains(half))
}

fn check_shared(check: Checker, shared: &SharedFit) -> Result<(), DataError> {
    let ensure = |holds, reason: &str| check.ensure(holds, SHARED, reason);
    ensure(
        is_share(shared.cache_share) && is_share(shared.host_share),
        "a share is out of range",
    )?;
    ensure(
        (1.0..=3.0).contains(&shared.experts_bytes) && (1.0..=3.0).contains(&shared.experts_block),
        "a factor of experts is out of range",
    )?;
    ensure(
        (1.0..=10_000.0).contains(&shared.host_bandwidth),
        "the bandwidth is out of range",
    )?;
    ensure(
        is_band(shared.host_band) && is_band(shared.cards_band),
        "a band is out of range",
    )
}

fn check_row(check: Checker, row: &Row) -> Result<(), DataError> {
    let ensure = |holds, reason: &str| check.ensure(holds, &row.id, reason);
    ensure(is_share(row.bandwidth_share), "a share is out of range")?;
    ensure(
        (0.0..=10_000.0).contains(&row.block_us),
        "the time of a block is out of range",
    )?;
    ensure(is_band(row.band), "a band is out of range")?;
    ensure(
        row.class.is_some() != row.backends.is_empty(),
        "a class and its backends belong together",
    )?;
    let Some(prefill) = &row.prefill else {
        return Ok(());
    };
    ensure(row.class.is_some(), "reading prompts needs a class")?;
    let shares = [prefill.rate_share, prefill.experts, prefill.attention];
    ensure(shares.into_iter().all(is_share), "a share is out of range")?;
    ensure(is_band(prefill.band), "a band is out of range")
}
