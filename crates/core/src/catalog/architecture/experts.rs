//! The mixture of experts.

use serde::Deserialize;

use crate::catalog::layers::Layers;
use crate::columnar::columnar_struct;

/// The mixture of experts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Experts {
    /// Routed experts in a layer.
    pub count: u32,
    /// Routed experts that work on each token.
    pub used: u32,
    /// Width of one expert.
    pub feed_forward: u32,
    /// The layers that have experts.
    pub layers: Layers,
    /// Width of all shared experts together.
    #[serde(default)]
    pub shared_feed_forward: Option<u32>,
    /// Number of shared experts.
    #[serde(default)]
    pub shared_count: Option<u32>,
    /// True if the shared expert has a gate.
    #[serde(default)]
    pub shared_gate: bool,
    /// True if the experts' matrices have biases.
    #[serde(default)]
    pub bias: bool,
    /// True if the router has a bias for each expert.
    #[serde(default)]
    pub router_bias: bool,
    /// Width to which tokens are projected before the experts.
    #[serde(default)]
    pub latent: Option<u32>,
    /// True if that projection is normalised.
    #[serde(default)]
    pub latent_norm: bool,
    /// Width of a dense network that runs beside the experts.
    #[serde(default)]
    pub parallel_dense: Option<u32>,
    /// Outputs of the router where they are not `count`.
    #[serde(default)]
    pub router_outputs: Option<u32>,
    /// Further parameters in each layer with experts.
    #[serde(default)]
    pub extra_per_layer: u64,
}

columnar_struct!(Experts {
    count,
    used,
    feed_forward,
    layers,
    shared_feed_forward,
    shared_count,
    shared_gate,
    bias,
    router_bias,
    latent,
    latent_norm,
    parallel_dense,
    router_outputs,
    extra_per_layer
});
