//! The blocks of multi-token prediction.

use serde::Deserialize;

use crate::columnar::{columnar_enum, columnar_struct};

/// Blocks that predict further tokens ahead; llama.cpp leaves them unused by default.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mtp {
    /// The number of these blocks.
    pub layers: u32,
    /// The composition of a block; `None`: a layer like the model's last.
    #[serde(default)]
    pub kind: Option<MtpKind>,
    /// True if its feed-forward network is dense although the model's are not.
    #[serde(default)]
    pub dense: bool,
    /// Width of its dense feed-forward network where it differs.
    #[serde(default)]
    pub feed_forward: Option<u32>,
    /// True if it lacks the norm before the shared output matrix.
    #[serde(default)]
    pub lacks_output_norm: bool,
    /// Parameters of a block beyond its tensors named above.
    #[serde(default)]
    pub extra: u64,
}

columnar_struct!(Mtp {
    layers,
    kind,
    dense,
    feed_forward,
    lacks_output_norm,
    extra
});

columnar_enum! {
    /// The composition of a multi-token-prediction block.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum MtpKind {
        /// One attention and one expert layer (Nemotron).
        Nemotron,
    }
}
