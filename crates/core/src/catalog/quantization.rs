//! Quantization types of weights and of the KV cache.

use serde::Deserialize;

use crate::columnar::columnar_struct;
use crate::ggml::{FileType, TensorType};

/// A way to store weights: a file type of llama.cpp.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantization {
    /// The name, as llama.cpp writes it; unique.
    pub id: String,
    /// The file type of that name, which gives each tensor its type.
    pub file_type: FileType,
    /// Average bits per weight in the formula method.
    pub bits: f64,
    /// The constant `K` of the quality loss; `None` where it was not measured.
    #[serde(default)]
    pub loss: Option<f64>,
    /// True if llama.cpp refuses to make it without an importance matrix.
    #[serde(default)]
    pub needs_imatrix: bool,
    /// True if it is made only of models with experts.
    #[serde(default)]
    pub experts_only: bool,
    /// The published format ([`native_quantization`](super::Architecture::native_quantization))
    /// that this type keeps as it is.
    #[serde(default)]
    pub native: Option<String>,
    /// True if it is a candidate without being asked for by the visitor; `false` for types that no
    /// model is usually offered in, or that another type equals in size and quality.
    #[serde(default = "yes")]
    pub offered: bool,
}

columnar_struct!(Quantization {
    id,
    file_type,
    bits,
    loss,
    needs_imatrix,
    experts_only,
    native,
    offered
});

const fn yes() -> bool {
    true
}

/// A row of the specification's table, and what was measured beside it; see
/// [`data::quantization_table`](super::data::quantization_table).
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// The name, as llama.cpp writes it.
    pub id: String,
    /// Average bits per weight, as specified.
    pub bits: f64,
    /// The rest of the row, as specified.
    pub specified: Specified,
    /// The same figures from measurements on one baseline.
    pub audited: Option<Audited>,
    /// Where these were read.
    pub audited_sources: Vec<String>,
}

/// The specification's figures of a type beside its bits per weight, unaltered.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Specified {
    /// Increase of perplexity over 16 bits.
    pub perplexity_increase: f64,
    /// Quality tier.
    pub tier: String,
    /// Efficacy.
    pub efficacy: String,
}

/// Measured figures beside the specified ones: perplexity of Llama 3 8B on Wikitext-2, bits of a
/// Llama 3.1 8B file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audited {
    /// Bits per weight of the file.
    pub bits: f64,
    /// Increase of perplexity without an importance matrix.
    #[serde(default)]
    pub perplexity_increase: Option<f64>,
    /// Increase of perplexity with one.
    #[serde(default)]
    pub perplexity_increase_imatrix: Option<f64>,
    /// Where the specified figures come from.
    pub verdict: String,
}

/// A way to store the KV cache.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CacheType {
    /// The name, as llama.cpp writes it; unique.
    pub id: String,
    /// The type of the cached tensors.
    pub tensor_type: TensorType,
    /// Values in a block.
    pub block: u32,
    /// Bytes of a block.
    pub bytes: u32,
    /// The constant `K` of the quality loss with keys and values of this type; `None` where it was
    /// not measured.
    #[serde(default)]
    pub loss: Option<f64>,
}

columnar_struct!(CacheType {
    id,
    tensor_type,
    block,
    bytes,
    loss
});

impl CacheType {
    /// The id of the type that llama.cpp takes where none is given.
    pub const STANDARD: &'static str = "f16";
}

/// The constants of the quality loss; see [`crate::quality`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LossFit {
    /// The power with which the loss falls as a model grows.
    pub exponent: f64,
    /// Logit of an accuracy that one point of the index stands for.
    pub logit_per_point: f64,
    /// Factor on the loss of a type made without an importance matrix.
    pub without_imatrix: f64,
    /// Bits per weight below which that factor holds.
    pub without_imatrix_below_bits: f64,
    /// Standard deviation of the loss, as a share of it.
    pub relative_deviation: f64,
    /// Loss in points above which a model counts as broken.
    pub broken_above: f64,
    /// `K = exp(fallback.0 − fallback.1 × bits)` for a type that was not measured.
    pub fallback: (f64, f64),
}

columnar_struct!(LossFit {
    exponent,
    logit_per_point,
    without_imatrix,
    without_imatrix_below_bits,
    relative_deviation,
    broken_above,
    fallback
});
