//! A loss of perplexity in points, from test scores:
//!
//! ```text
//! logit at 16 bits − logit quantized = κ × exp(τ[type] + g[no imatrix]) × (N / 8)^−γ
//! ```
//!
//! with logits of accuracies cleared of guessing. The tests that set the scale are MMLU; the
//! others check it.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use nalgebra::{DMatrix, DVector, Vector2};

use super::effects::{Effect, Effects};
use super::perplexity::Perplexity;
use crate::robust_least_squares::{Errors, minimize};
use crate::statistics;

/// A score less than this above chance says nothing.
const ABOVE_CHANCE: f64 = 0.03;
/// Both files answer the same questions, so that their difference is surer than either score.
const PAIRED: f64 = 0.6;
/// The error of the formula, as a share of the loss.
const SHARE: f64 = 0.3;
/// And in logits, however small the loss.
const ALWAYS: f64 = 0.01;
/// The number of times that the errors are weighed anew by the loss that they imply.
const ROUNDS: usize = 8;
/// Where that starts: `ln κ` and `γ`.
const START: [f64; 2] = [0.7, 0.3];
/// The bands of bits for which errors are told apart.
const BANDS: [(f64, f64); 5] = [(5.0, 9.0), (4.2, 5.0), (3.2, 4.2), (2.3, 3.2), (0.0, 2.3)];

/// The result of the fit to test scores.
#[derive(Clone, Debug)]
pub struct Accuracy {
    /// `ln κ`.
    pub scale: f64,
    /// `γ`, the power with which the loss falls as models grow.
    pub exponent: f64,
    /// The number of scores that set the scale.
    pub scores: usize,
    /// Errors on all tests.
    pub bands: Vec<Band>,
    /// Mean absolute error on all tests of models that the fit did not see, in percentage points.
    pub left_out: f64,
}

/// Errors of the formula at types of so many bits, in percentage points.
#[derive(Clone, Copy, Debug)]
pub struct Band {
    /// From these bits to those.
    pub bits: (f64, f64),
    /// The number of scores.
    pub scores: usize,
    /// Mean absolute error.
    pub error: f64,
    /// Mean of predicted minus measured.
    pub bias: f64,
}

/// A score of a quantized model and that at 16 bits.
struct Score<'a> {
    model: &'a str,
    calibrates: bool,
    bits: f64,
    /// The loss of an 8B model of the type, from perplexity.
    loss: f64,
    /// `ln(N / 8)`.
    size: f64,
    chance: f64,
    /// Shares of right answers.
    quantized: f64,
    at_16_bits: f64,
    /// Standard deviation of the difference of logits that counting leaves.
    deviation: f64,
}

fn logit(share: f64, chance: f64) -> f64 {
    ((share - chance) / (1.0 - share)).ln()
}

impl Score<'_> {
    fn logit_loss(&self) -> f64 {
        logit(self.at_16_bits, self.chance) - logit(self.quantized, self.chance)
    }

    /// Percentage points that the formula is above the measurement.
    fn error(&self, parameters: &DVector<f64>) -> f64 {
        let logit = logit(self.at_16_bits, self.chance) - modelled(self, parameters);
        let predicted = self.chance + (1.0 - self.chance) / (1.0 + (-logit).exp());
        100.0 * (predicted - self.quantized)
    }
}

fn modelled(score: &Score, parameters: &DVector<f64>) -> f64 {
    score.loss * Vector2::new(1.0, -score.size).dot(parameters).exp()
}

fn scores<'a>(effects: &'a Effects, perplexity: &Perplexity) -> Vec<Score<'a>> {
    let score = |row: &'a Effect| {
        let test = effects.tests.get(row.test.as_ref()?)?;
        let model = effects.models.get(&row.model)?;
        let bits = *effects.types.get(&row.quantization)?;
        let loss = perplexity.loss(&row.quantization, bits, effects.has_imatrix(row))?;
        let (quantized, at_16_bits) = (row.score? / 100.0, row.score_at_16_bits? / 100.0);
        let questions = row.questions.unwrap_or(test.questions);
        let counting = (at_16_bits * (1.0 - at_16_bits) / questions).sqrt();
        let slope = (at_16_bits - test.chance) * (1.0 - at_16_bits) / (1.0 - test.chance);
        let counts = row.excluded.is_none() && quantized >= test.chance + ABOVE_CHANCE;
        counts.then_some(Score {
            model: &row.model,
            calibrates: test.calibrates,
            bits,
            loss,
            size: (model.effective_billions() / 8.0).ln(),
            chance: test.chance,
            quantized,
            at_16_bits,
            deviation: PAIRED * counting / slope,
        })
    };
    effects.rows.iter().filter_map(score).collect()
}

/// Fits the scores.
///
/// # Errors
/// If the search does not come to rest.
pub fn fit(effects: &Effects, perplexity: &Perplexity) -> Result<Accuracy> {
    let all = scores(effects, perplexity);
    let calibrating: Vec<&Score> = all.iter().filter(|score| score.calibrates).collect();
    let parameters = link(&calibrating)?;
    let bands = BANDS
        .iter()
        .map(|bits| {
            let within = all.iter().filter(|s| bits.0 <= s.bits && s.bits < bits.1);
            let errors: Vec<f64> = within.map(|score| score.error(&parameters)).collect();
            Band {
                bits: *bits,
                scores: errors.len(),
                error: statistics::mean(errors.iter().map(|error| error.abs())),
                bias: statistics::mean(errors.iter().copied()),
            }
        })
        .collect();
    let mut left_out = Vec::new();
    let models: BTreeSet<&str> = all.iter().map(|score| score.model).collect();
    for model in models {
        let (own, others): (Vec<&Score>, Vec<&Score>) =
            all.iter().partition(|score| score.model == model);
        let parameters = link(&others)?;
        left_out.extend(own.iter().map(|score| score.error(&parameters).abs()));
    }
    Ok(Accuracy {
        scale: *parameters.get(0).context("There is a scale.")?,
        exponent: *parameters.get(1).context("There is an exponent.")?,
        scores: calibrating.len(),
        bands,
        left_out: statistics::mean(left_out),
    })
}

/// `ln κ` and `γ` that these scores speak for.
fn link(scores: &[&Score]) -> Result<DVector<f64>> {
    let mut parameters = DVector::from_row_slice(&START);
    for _ in 0..ROUNDS {
        let deviations = scores.iter().map(|score| {
            let share = SHARE * modelled(score, &parameters);
            (score.deviation.powi(2) + share.powi(2) + ALWAYS.powi(2)).sqrt()
        });
        let problem = Problem {
            scores,
            deviations: DVector::from_iterator(scores.len(), deviations),
        };
        parameters = minimize(&problem, parameters)?;
    }
    Ok(parameters)
}

struct Problem<'a> {
    scores: &'a [&'a Score<'a>],
    deviations: DVector<f64>,
}

impl Errors for Problem<'_> {
    fn errors(&self, parameters: &DVector<f64>) -> DVector<f64> {
        let errors = self.scores.iter().zip(self.deviations.iter());
        let errors = errors.map(|(score, deviation)| {
            (score.logit_loss() - modelled(score, parameters)) / deviation
        });
        DVector::from_iterator(self.scores.len(), errors)
    }

    fn slopes(&self, parameters: &DVector<f64>) -> DMatrix<f64> {
        let rows = self.scores.iter().zip(self.deviations.iter());
        let cells = rows.flat_map(|(score, deviation)| {
            let slope = modelled(score, parameters) / deviation;
            [-slope, score.size * slope]
        });
        DMatrix::from_row_iterator(self.scores.len(), 2, cells)
    }
}
