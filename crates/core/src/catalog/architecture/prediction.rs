//! The blocks of multi-token prediction.

use serde::Deserialize;

use crate::columns::{choice, structure};

/// Blocks that predict further tokens ahead; llama.cpp leaves them unused by default.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prediction {
    /// How many.
    pub layers: u32,
    /// What a block is made of; `None`: a layer like the model's last.
    #[serde(default)]
    pub kind: Option<PredictionKind>,
    /// Whether its feed-forward network is dense although the model's are not.
    #[serde(default)]
    pub dense: bool,
    /// Width of its dense feed-forward network where it differs.
    #[serde(default)]
    pub feed_forward: Option<u32>,
    /// Parameters of a block beyond its tensors named above; negative where it lacks its last norm.
    #[serde(default)]
    pub extra: i64,
}

structure!(Prediction {
    layers,
    kind,
    dense,
    feed_forward,
    extra
});

choice! {
    /// What a multi-token-prediction block is made of.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum PredictionKind {
        /// One attention and one expert layer (Nemotron).
        Nemotron,
    }
}
