//! The comparison of types, from perplexity:
//!
//! ```text
//! ln(PPL / PPL at 16 bits) = exp(τ[type] + u[model] + d[early] + g[no imatrix]) × (N / 8)^−c
//! ```
//!
//! Models suffer differently, hence `u`. A type that was measured seldom is held near a line in
//! bits per weight.

mod problem;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use self::problem::{Places, Problem};
use super::effects::{Effect, Effects};
use crate::robust_least_squares::minimize;
use crate::statistics;

/// The line before it is fitted: `τ = line.0 − line.1 × bits`.
const FIRST_LINE: (f64, f64) = (2.9, 1.6);
/// Without an importance matrix types below the first of these bits lose more, and by a factor of
/// its own those below the second.
const IMATRIX_BITS: (f64, f64) = (4.2, 5.2);
/// Models whose perplexity at 16 bits is unknown count if there are so many types to compare.
const WHOLE_SERIES: usize = 5;

/// The result of the fit to perplexity.
#[derive(Clone, Debug)]
pub struct Perplexity {
    /// `τ` by type: the logarithm of the loss of an 8B model.
    pub types: BTreeMap<String, f64>,
    /// `τ = line.0 − line.1 × bits` for a type that was not measured.
    pub line: (f64, f64),
    /// The power with which the loss falls as models grow.
    pub exponent: f64,
    /// Logarithms of what a missing importance matrix costs below 4.2 bits, and from there to 5.2.
    pub without_imatrix: (f64, f64),
    /// The numbers of measurements and of models on which it rests.
    pub counts: (usize, usize),
    /// Root of the mean square of the logarithmic error, with what is known of each model.
    pub error: f64,
}

/// A measurement that counts.
struct Measurement<'a> {
    row: &'a Effect,
    bits: f64,
    imatrix: bool,
}

/// The measurements that count: of one model, type and source, the first.
fn measurements(effects: &Effects) -> Vec<Measurement<'_>> {
    let mut seen = BTreeSet::new();
    let all: Vec<Measurement> = effects
        .rows
        .iter()
        .filter_map(|row| {
            let bits = *effects.types.get(&row.quantization)?;
            let model = effects.models.get(&row.model)?;
            let measured = row.log_loss().is_some() || row.perplexity.is_some();
            let counts = measured && row.excluded.is_none() && model.excluded.is_none();
            let imatrix = effects.has_imatrix(row);
            let measurement = Measurement { row, bits, imatrix };
            let key = (&row.model, &row.quantization, imatrix, &row.source);
            (counts && seen.insert(key)).then_some(measurement)
        })
        .collect();
    let mut series: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for measurement in &all {
        let (count, known) = series.entry(&measurement.row.model).or_default();
        *count += 1;
        *known |= measurement.row.log_loss().is_some();
    }
    all.into_iter()
        .filter(|measurement| {
            measurement.row.log_loss().is_some()
                || series
                    .get(measurement.row.model.as_str())
                    .is_some_and(|(count, known)| !known && *count >= WHOLE_SERIES)
        })
        .collect()
}

/// Fits the perplexities.
///
/// # Errors
/// If the search does not come to rest.
pub fn fit(effects: &Effects) -> Result<Perplexity> {
    let measurements = measurements(effects);
    let places = Places::of(&measurements);
    let mut line = FIRST_LINE;
    let mut parameters = places.first_guess(&measurements, line);
    // The second time the types are held to the line of the first.
    for _ in 0..2 {
        let problem = Problem::new(effects, &measurements, &places, line);
        parameters = minimize(&problem, parameters)?;
        line = places.line(&parameters);
    }
    let problem = Problem::new(effects, &measurements, &places, line);
    let errors = problem.logarithmic_errors(&parameters);
    let of = |place: usize| parameters.get(place).copied().unwrap_or(f64::NAN);
    // What all models share belongs to the types.
    let shared = statistics::mean(places.models.values().map(|place| of(*place)));
    let types = places.types.iter();
    Ok(Perplexity {
        types: types
            .map(|(id, (place, _))| ((*id).to_owned(), of(*place) + shared))
            .collect(),
        line: (line.0 + shared, line.1),
        exponent: of(places.size),
        without_imatrix: (of(places.imatrix.0), of(places.imatrix.1)),
        counts: (measurements.len(), places.models.len()),
        error: statistics::mean(errors.iter().map(|error| error.powi(2))).sqrt(),
    })
}

impl Perplexity {
    /// `K` but for the factor that makes it points: the loss of an 8B model of this type and bits.
    #[must_use]
    pub fn loss(&self, quantization: &str, bits: f64, imatrix: bool) -> Option<f64> {
        let factor = match imatrix {
            false if bits < IMATRIX_BITS.0 => self.without_imatrix.0,
            false if bits < IMATRIX_BITS.1 => self.without_imatrix.1,
            _ => 0.0,
        };
        Some((self.types.get(quantization)? + factor).exp())
    }
}
