//! A language model.

use serde::Deserialize;

use super::architecture::Architecture;
use super::score::ModeRating;
use crate::columnar::columnar_struct;
use crate::units::Tokens;

/// A language model whose weights can be downloaded.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The id: lower case, digits, `-` and `.`; unique.
    pub id: String,
    /// The name as people write it.
    pub name: String,
    /// The family, shared by sizes and versions that belong together.
    pub family: String,
    /// Who made it.
    pub developer: String,
    /// The Hugging Face repository, `owner/name`.
    pub repository: String,
    /// The license; `None` where it could not be verified.
    #[serde(default)]
    pub license: Option<String>,
    /// True if it can think before it answers.
    pub reasoning: bool,
    /// True if it reads pictures.
    pub vision: bool,
    /// The longest context that its developer promises; `None`: no fixed limit.
    #[serde(default)]
    pub context: Option<Tokens>,
    /// Its parameters.
    pub parameters: Parameters,
    /// Its shape.
    pub architecture: Architecture,
    /// Its measured quality, one entry for each mode in which it was measured.
    #[serde(skip)]
    pub scores: Vec<ModeRating>,
}

columnar_struct!(Model {
    id,
    name,
    family,
    developer,
    repository,
    license,
    reasoning,
    vision,
    context,
    parameters,
    architecture,
    scores
});

impl Model {
    /// True if the context fits within the model's own limit.
    #[must_use]
    pub fn reaches(&self, context: Tokens) -> bool {
        self.context.is_none_or(|limit| context <= limit)
    }
}

/// Numbers of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Unique weights of the text model and the vision tower; a tied output matrix counts once,
    /// multi-token-prediction blocks and the scales of quantized weights do not count.
    pub total: u64,
    /// Weights that work on each token, where that is a part (mixture of experts): the output
    /// matrix counts once, rows of the input embedding do not.
    #[serde(default)]
    pub active: Option<u64>,
    /// Weights of the text model alone.
    pub text: u64,
    /// Weights of the vision tower.
    #[serde(default)]
    pub vision: Option<u64>,
    /// Weights of the multi-token-prediction blocks.
    #[serde(default)]
    pub prediction: Option<u64>,
}

columnar_struct!(Parameters {
    total,
    active,
    text,
    vision,
    prediction
});
