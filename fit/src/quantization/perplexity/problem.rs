//! The measurements as errors of the parameters.

use std::collections::{BTreeMap, BTreeSet};

use nalgebra::{DMatrix, DVector};

use super::{IMATRIX_BITS, Measurement};
use crate::quantization::effects::Effects;
use crate::robust_least_squares::{Errors, scaled};
use crate::statistics;

/// Losses below this are noise of the measurement.
const NOISE: f64 = 5e-4;
/// A measured loss is never taken to be less, as some are by chance.
const LEAST: f64 = 1e-5;
/// Standard deviation of a measurement's logarithm.
const MEASUREMENT: f64 = 0.25;
/// Standard deviation of types around the line.
const TYPE: f64 = 0.5;
/// Standard deviation of models around all.
const MODEL: f64 = 0.4;
/// The prior of the power of the size: mean and standard deviation, wide ones, as of the next two.
const SIZE: (f64, f64) = (0.3, 0.3);
/// The same of the logarithm of what early models lose, as a share of what later ones do.
const EARLY: (f64, f64) = (-0.7, 1.0);
/// The same of the logarithm of what a missing importance matrix costs.
const WITHOUT_IMATRIX: (f64, f64) = (0.3, 0.5);
/// Where each parameter stands.
pub(super) struct Places<'a> {
    /// With the type's bits.
    pub(super) types: BTreeMap<&'a str, (usize, f64)>,
    pub(super) size: usize,
    early: usize,
    pub(super) imatrix: (usize, usize),
    /// Logarithm of the perplexity at 16 bits of models where it is unknown.
    unknown: BTreeMap<&'a str, usize>,
    pub(super) models: BTreeMap<&'a str, usize>,
    count: usize,
}

impl<'a> Places<'a> {
    pub(super) fn of(measurements: &[Measurement<'a>]) -> Self {
        let mut next = 0..;
        let mut place = || next.next().unwrap_or_default();
        let rows = || measurements.iter().map(|measurement| measurement.row);
        let sorted = |ids: BTreeSet<&'a str>| ids.into_iter();
        let bits: BTreeMap<&str, f64> = measurements
            .iter()
            .map(|measurement| (measurement.row.quantization.as_str(), measurement.bits))
            .collect();
        let unknown = rows().filter(|row| row.log_loss().is_none());
        Self {
            types: bits
                .into_iter()
                .map(|(id, bits)| (id, (place(), bits)))
                .collect(),
            size: place(),
            early: place(),
            imatrix: (place(), place()),
            unknown: sorted(unknown.map(|row| row.model.as_str()).collect())
                .map(|id| (id, place()))
                .collect(),
            models: sorted(rows().map(|row| row.model.as_str()).collect())
                .map(|id| (id, place()))
                .collect(),
            count: place(),
        }
    }

    pub(super) fn first_guess(
        &self,
        measurements: &[Measurement],
        line: (f64, f64),
    ) -> DVector<f64> {
        let mut guess = DVector::zeros(self.count);
        let mut set = |place: usize, value: f64| {
            if let Some(parameter) = guess.get_mut(place) {
                *parameter = value;
            }
        };
        for (place, bits) in self.types.values() {
            set(*place, line.0 - line.1 * bits);
        }
        set(self.size, SIZE.0);
        set(self.early, EARLY.0);
        set(self.imatrix.0, WITHOUT_IMATRIX.0);
        set(self.imatrix.1, WITHOUT_IMATRIX.0);
        for (model, place) in &self.unknown {
            let own = measurements.iter().filter(|m| m.row.model == *model);
            let least = own
                .filter_map(|m| m.row.perplexity)
                .fold(f64::INFINITY, f64::min);
            // A little below the best file.
            set(*place, least.ln() - 0.003);
        }
        guess
    }

    /// The prior of each parameter, in its own standard deviations.
    fn expectations(&self, line: (f64, f64)) -> (DMatrix<f64>, DVector<f64>) {
        let types = self.types.values();
        let types = types.map(|(place, bits)| (*place, line.0 - line.1 * bits, TYPE));
        let models = self.models.values().map(|place| (*place, 0.0, MODEL));
        let others = [
            (self.size, SIZE.0, SIZE.1),
            (self.early, EARLY.0, EARLY.1),
            (self.imatrix.0, WITHOUT_IMATRIX.0, WITHOUT_IMATRIX.1),
            (self.imatrix.1, WITHOUT_IMATRIX.0, WITHOUT_IMATRIX.1),
        ];
        let all: Vec<_> = types.chain(models).chain(others).collect();
        let mut expectations = DMatrix::zeros(all.len(), self.count);
        for (number, (place, _, deviation)) in all.iter().enumerate() {
            if let Some(cell) = expectations.get_mut((number, *place)) {
                *cell = 1.0 / deviation;
            }
        }
        let expected = all.iter().map(|(_, mean, deviation)| mean / deviation);
        let expected = DVector::from_iterator(all.len(), expected);
        (expectations, expected)
    }

    /// The line in bits through the types, by least squares.
    pub(super) fn line(&self, parameters: &DVector<f64>) -> (f64, f64) {
        let points: Vec<(f64, f64)> = self
            .types
            .values()
            .filter_map(|(place, bits)| Some((*bits, *parameters.get(*place)?)))
            .collect();
        let bits = statistics::mean(points.iter().map(|point| point.0));
        let level = statistics::mean(points.iter().map(|point| point.1));
        let covariance = points.iter().map(|(x, y)| (x - bits) * (y - level));
        let variance = points.iter().map(|(x, _)| (x - bits).powi(2));
        let fall = -covariance.sum::<f64>() / variance.sum::<f64>();
        (level + fall * bits, fall)
    }
}

/// The measured losses less the modelled ones. All that is exponentiated is linear in the parameters.
pub(super) struct Problem {
    /// The coefficient of each parameter (a column) in the logarithm of each loss (a row).
    loss: DMatrix<f64>,
    /// The same in the part taken from each measured loss: a perplexity at 16 bits that is unknown.
    unknown: DMatrix<f64>,
    /// The measured losses, or logarithms of perplexities where that at 16 bits is unknown.
    measured: DVector<f64>,
    /// The prior of the parameters: `expectations × parameters = expected`.
    expectations: DMatrix<f64>,
    expected: DVector<f64>,
}

impl Problem {
    pub(super) fn new(
        effects: &Effects,
        measurements: &[Measurement],
        places: &Places,
        line: (f64, f64),
    ) -> Self {
        let mut loss = DMatrix::zeros(measurements.len(), places.count);
        let mut unknown = loss.clone();
        let mut measured = DVector::zeros(measurements.len());
        for (number, measurement) in measurements.iter().enumerate() {
            let row = measurement.row;
            let mut add = |place: Option<&usize>, value: f64| {
                if let Some(cell) = place.and_then(|place| loss.get_mut((number, *place))) {
                    *cell = value;
                }
            };
            let model = effects.models.get(&row.model);
            let size = model.map_or(1.0, |model| model.billions);
            let kind = places.types.get(row.quantization.as_str());
            add(kind.map(|(place, _)| place), 1.0);
            add(Some(&places.size), -(size / 8.0).ln());
            add(places.models.get(row.model.as_str()), 1.0);
            if model.is_some_and(|model| model.early) {
                add(Some(&places.early), 1.0);
            }
            if !measurement.imatrix && measurement.bits < IMATRIX_BITS.0 {
                add(Some(&places.imatrix.0), 1.0);
            } else if !measurement.imatrix && measurement.bits < IMATRIX_BITS.1 {
                add(Some(&places.imatrix.1), 1.0);
            }
            let logarithm = || {
                let place = places.unknown.get(row.model.as_str());
                if let Some(cell) = place.and_then(|place| unknown.get_mut((number, *place))) {
                    *cell = 1.0;
                }
                row.perplexity.map_or(f64::NAN, f64::ln)
            };
            if let Some(cell) = measured.get_mut(number) {
                *cell = row.log_loss().unwrap_or_else(logarithm);
            }
        }
        let (expectations, expected) = places.expectations(line);
        Self {
            loss,
            unknown,
            measured,
            expectations,
            expected,
        }
    }

    fn observed(&self, parameters: &DVector<f64>) -> DVector<f64> {
        &self.measured - &self.unknown * parameters
    }

    pub(super) fn logarithmic_errors(&self, parameters: &DVector<f64>) -> DVector<f64> {
        let modelled = (&self.loss * parameters).map(f64::exp);
        self.observed(parameters)
            .zip_map(&modelled, |observed, modelled| {
                (observed.max(LEAST) + NOISE).ln() - (modelled + NOISE).ln()
            })
    }
}

impl Errors for Problem {
    fn errors(&self, parameters: &DVector<f64>) -> DVector<f64> {
        let measured = self.logarithmic_errors(parameters) / MEASUREMENT;
        let expected = &self.expectations * parameters - &self.expected;
        DVector::from_iterator(
            measured.len() + expected.len(),
            measured.iter().chain(expected.iter()).copied(),
        )
    }

    fn slopes(&self, parameters: &DVector<f64>) -> DMatrix<f64> {
        let modelled = (&self.loss * parameters).map(|logarithm| {
            let loss = logarithm.exp();
            -loss / (loss + NOISE) / MEASUREMENT
        });
        let observed = self.observed(parameters).map(|observed| {
            if observed > LEAST {
                -1.0 / (observed + NOISE) / MEASUREMENT
            } else {
                0.0
            }
        });
        let measured = scaled(&self.loss, &modelled) + scaled(&self.unknown, &observed);
        let rows: Vec<_> = measured
            .row_iter()
            .chain(self.expectations.row_iter())
            .map(|row| row.into_owned())
            .collect();
        DMatrix::from_rows(&rows)
    }
}
