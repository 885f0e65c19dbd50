//! The recurrent layers.

use serde::Deserialize;

use crate::catalog::layers::Layers;
use crate::columnar::{columnar_enum, columnar_struct};

/// The recurrent layers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recurrent {
    /// Their kind.
    pub kind: RecurrentKind,
    /// The layers that are recurrent.
    pub layers: Layers,
    /// Inner width.
    #[serde(default)]
    pub inner: Option<u32>,
    /// State values for each inner channel.
    #[serde(default)]
    pub state: Option<u32>,
    /// Length of the convolution.
    #[serde(default)]
    pub convolution: Option<u32>,
    /// Groups that share the state's projections.
    #[serde(default)]
    pub groups: Option<u32>,
    /// Heads.
    #[serde(default)]
    pub heads: Option<u32>,
    /// Values in a head.
    #[serde(default)]
    pub head_length: Option<u32>,
    /// Key heads of a gated delta net.
    #[serde(default)]
    pub key_heads: Option<u32>,
    /// Value heads of a gated delta net.
    #[serde(default)]
    pub value_heads: Option<u32>,
    /// Values in a key head.
    #[serde(default)]
    pub key_length: Option<u32>,
    /// Values in a value head.
    #[serde(default)]
    pub value_length: Option<u32>,
    /// Width of the time step's low-rank projection (Mamba-1).
    #[serde(default)]
    pub time_step_rank: Option<u32>,
    /// True if the state's inputs are normalised (Jamba).
    #[serde(default)]
    pub inner_norms: bool,
    /// True if the output is normalised with a gate; `None`: as usual for the kind.
    #[serde(default)]
    pub gated_norm: Option<bool>,
    /// True if the output gate has full rank.
    #[serde(default)]
    pub full_rank_gate: bool,
    /// True if the decay gate has full rank.
    #[serde(default)]
    pub full_rank_decay: bool,
}

columnar_struct!(Recurrent {
    kind,
    layers,
    inner,
    state,
    convolution,
    groups,
    heads,
    head_length,
    key_heads,
    value_heads,
    key_length,
    value_length,
    time_step_rank,
    inner_norms,
    gated_norm,
    full_rank_gate,
    full_rank_decay
});

columnar_enum! {
    /// A kind of recurrent layer.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum RecurrentKind {
        /// Selective state space of Mamba.
        Mamba1,
        /// State space duality of Mamba-2.
        Mamba2,
        /// Gated delta net.
        GatedDeltanet,
        /// Kimi delta attention.
        Kda,
        /// Gated short convolution.
        Shortconv,
        /// Lightning attention.
        Lightning,
    }
}
