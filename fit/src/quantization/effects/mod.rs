//! The measurements: `data/quantization_effects.json`, and the types of `data/quantizations.json`.

mod read;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use read::read;

/// Everything that was measured.
#[derive(Clone, Debug)]
pub struct Effects {
    /// Where it was read.
    pub sources: BTreeMap<String, Source>,
    /// The models that were quantized.
    pub models: BTreeMap<String, Model>,
    /// The tests whose scores count.
    pub tests: BTreeMap<String, Test>,
    /// The measurements.
    pub rows: Vec<Effect>,
    /// The types of quantization, with the bits per weight of a Llama 3.1 8B file.
    pub types: BTreeMap<String, f64>,
}

/// Where measurements were read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name in the rows.
    pub id: String,
    /// The source.
    pub source: String,
    /// True if an importance matrix is taken to have been used where neither the source nor a row
    /// says so; missing: it is.
    #[serde(default = "yes")]
    pub assumed_imatrix: bool,
}

const fn yes() -> bool {
    true
}

/// A model that was quantized.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Its name in the rows.
    pub id: String,
    /// Parameters, in billions.
    pub billions: f64,
    /// Those that work on each token, for a mixture of experts.
    #[serde(default)]
    pub active_billions: Option<f64>,
    /// True if it is of the first two generations of Llama, which lose less than models that were
    /// trained for longer.
    #[serde(default)]
    pub early: bool,
    /// Why its perplexity does not count.
    #[serde(default)]
    pub excluded: Option<String>,
}

/// A test.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// Its name in the rows.
    pub id: String,
    /// The share that guessing gets right.
    pub chance: f64,
    /// The number of its questions.
    pub questions: f64,
    /// True if its scores set the scale of the loss; the others only check it.
    #[serde(default)]
    pub calibrates: bool,
    /// A note to the reader.
    #[serde(default)]
    pub note: Option<String>,
}

/// A measurement of one quantized model.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// The source's id.
    pub source: String,
    /// The model's id.
    pub model: String,
    /// The type of quantization.
    #[serde(rename = "type")]
    pub quantization: String,
    /// True if it was made with an importance matrix; missing: the source does not say.
    #[serde(default)]
    pub imatrix: Option<bool>,
    /// The text that the importance matrix was made with.
    #[serde(default)]
    pub calibration: Option<String>,
    /// Who made the file, where the source compares several.
    #[serde(default)]
    pub maker: Option<String>,
    /// Average bits per weight.
    #[serde(default)]
    pub bits: Option<f64>,
    /// The origin of the bits: `stated` by the source, or `nominal`, the format's own; missing:
    /// they follow from the size of the file.
    #[serde(default)]
    pub bits_from: Option<String>,
    /// Size of the file.
    #[serde(default)]
    pub bytes: Option<u64>,
    /// Perplexity on Wikitext-2.
    #[serde(default)]
    pub perplexity: Option<f64>,
    /// The excess over the perplexity at 16 bits.
    #[serde(default)]
    pub perplexity_increase: Option<f64>,
    /// Perplexity at 16 bits.
    #[serde(default)]
    pub perplexity_at_16_bits: Option<f64>,
    /// Natural logarithm of the perplexity over that at 16 bits.
    #[serde(default)]
    pub log_perplexity_ratio: Option<f64>,
    /// Mean Kullback-Leibler divergence from the model at 16 bits, in nats.
    #[serde(default)]
    pub divergence: Option<f64>,
    /// Its median.
    #[serde(default)]
    pub divergence_median: Option<f64>,
    /// The share of tokens where the likeliest is the same as at 16 bits, in percent.
    #[serde(default)]
    pub same_top_token: Option<f64>,
    /// Mean change of the right token's probability, in percentage points.
    #[serde(default)]
    pub mean_probability_change: Option<f64>,
    /// Root of the mean square of that change, in percentage points.
    #[serde(default)]
    pub rms_probability_change: Option<f64>,
    /// The test that was run.
    #[serde(default)]
    pub test: Option<String>,
    /// The number of its questions that were asked; missing: all.
    #[serde(default)]
    pub questions: Option<f64>,
    /// Its score, in percent.
    #[serde(default)]
    pub score: Option<f64>,
    /// Its score at 16 bits, in percent.
    #[serde(default)]
    pub score_at_16_bits: Option<f64>,
    /// The difference of the two, where only that is stated, in percentage points.
    #[serde(default)]
    pub score_drop: Option<f64>,
    /// The score as a share of that at 16 bits, where only that is stated, in percent.
    #[serde(default)]
    pub score_recovered: Option<f64>,
    /// A note to the reader.
    #[serde(default)]
    pub note: Option<String>,
    /// Why it does not count.
    #[serde(default)]
    pub excluded: Option<String>,
}

impl Effects {
    /// True if the row was made with an importance matrix, or is taken to have been.
    #[must_use]
    pub fn has_imatrix(&self, row: &Effect) -> bool {
        let assumed = || {
            let source = self.sources.get(&row.source);
            source.is_none_or(|source| source.assumed_imatrix)
        };
        row.imatrix.unwrap_or_else(assumed)
    }
}

impl Model {
    /// The size that the loss goes by: of a mixture of experts `√(total × active)`.
    #[must_use]
    pub fn effective_billions(&self) -> f64 {
        let active = self.active_billions.unwrap_or(self.billions);
        (self.billions * active).sqrt()
    }
}

impl Effect {
    /// Natural logarithm of the perplexity over that at 16 bits, where both are known.
    #[must_use]
    pub fn log_loss(&self) -> Option<f64> {
        let increase = self.perplexity_increase.zip(self.perplexity_at_16_bits);
        let ratio = self.perplexity.zip(self.perplexity_at_16_bits);
        self.log_perplexity_ratio
            .or_else(|| increase.map(|(increase, at_16_bits)| (increase / at_16_bits).ln_1p()))
            .or_else(|| ratio.map(|(perplexity, at_16_bits)| (perplexity / at_16_bits).ln()))
    }
}
