//! The types of single tensors in GGML.

use serde::Deserialize;

use crate::columnar::columnar_enum;

columnar_enum! {
    /// A type of a tensor: values are stored in blocks of the same length.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
    #[serde(try_from = "String")]
    pub enum TensorType {
        /// 32-bit floats.
        F32,
        /// 16-bit floats.
        F16,
        /// 16-bit floats with eight bits of exponent.
        Bf16,
        /// 32-bit whole numbers.
        I32,
        /// 4 bits, one scale.
        Q4_0,
        /// 4 bits, scale and minimum.
        Q4_1,
        /// 5 bits, one scale.
        Q5_0,
        /// 5 bits, scale and minimum.
        Q5_1,
        /// 8 bits, one scale.
        Q8_0,
        /// 2-bit k-quant.
        Q2K,
        /// 3-bit k-quant.
        Q3K,
        /// 4-bit k-quant.
        Q4K,
        /// 5-bit k-quant.
        Q5K,
        /// 6-bit k-quant.
        Q6K,
        /// 1.56-bit i-quant.
        Iq1S,
        /// 1.75-bit i-quant.
        Iq1M,
        /// 2.06-bit i-quant.
        Iq2Xxs,
        /// 2.31-bit i-quant.
        Iq2Xs,
        /// 2.56-bit i-quant.
        Iq2S,
        /// 3.06-bit i-quant.
        Iq3Xxs,
        /// 3.44-bit i-quant.
        Iq3S,
        /// 4.5-bit i-quant in short blocks.
        Iq4Nl,
        /// 4.25-bit i-quant.
        Iq4Xs,
        /// Ternary, 1.69 bits.
        Tq1_0,
        /// Ternary, 2.06 bits.
        Tq2_0,
        /// 4-bit floats with a shared exponent (OCP microscaling).
        Mxfp4,
    }
}

/// The types that a cache of keys or values can have, as llama.cpp names them.
// llama.cpp: common/arg.cpp, kv_cache_types
const CACHE_TYPES: &[(&str, TensorType)] = &[
    ("f32", TensorType::F32),
    ("f16", TensorType::F16),
    ("bf16", TensorType::Bf16),
    ("q8_0", TensorType::Q8_0),
    ("q5_1", TensorType::Q5_1),
    ("q5_0", TensorType::Q5_0),
    ("q4_1", TensorType::Q4_1),
    ("q4_0", TensorType::Q4_0),
    ("iq4_nl", TensorType::Iq4Nl),
];

impl TensorType {
    /// The type of a cache by its name in llama.cpp, in either case.
    ///
    /// # Errors
    /// If llama.cpp has no cache of that name.
    pub fn from_cache_name(name: &str) -> Result<Self, CacheTypeError> {
        CACHE_TYPES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|&(_, tensor_type)| tensor_type)
            .ok_or_else(|| CacheTypeError(name.to_owned()))
    }

    /// Values in a block and bytes of a block.
    // llama.cpp: ggml/src/ggml.c, type_traits
    #[must_use]
    pub const fn block(self) -> (u64, u64) {
        match self {
            Self::F32 | Self::I32 => (1, 4),
            Self::F16 | Self::Bf16 => (1, 2),
            Self::Q4_0 | Self::Iq4Nl => (32, 18),
            Self::Q4_1 => (32, 20),
            Self::Q5_0 => (32, 22),
            Self::Q5_1 => (32, 24),
            Self::Q8_0 => (32, 34),
            Self::Mxfp4 => (32, 17),
            Self::Q2K => (256, 84),
            Self::Q3K | Self::Iq3S => (256, 110),
            Self::Q4K => (256, 144),
            Self::Q5K => (256, 176),
            Self::Q6K => (256, 210),
            Self::Iq1S => (256, 50),
            Self::Iq1M => (256, 56),
            Self::Iq2Xxs | Self::Tq2_0 => (256, 66),
            Self::Iq2Xs => (256, 74),
            Self::Iq2S => (256, 82),
            Self::Iq3Xxs => (256, 98),
            Self::Iq4Xs => (256, 136),
            Self::Tq1_0 => (256, 54),
        }
    }

    /// True if values are stored with fewer than 16 bits.
    #[must_use]
    pub const fn is_quantized(self) -> bool {
        !matches!(self, Self::F32 | Self::F16 | Self::Bf16 | Self::I32)
    }

    /// Bytes of a row of `length` values; a part of a block counts as a whole one.
    #[must_use]
    pub const fn row_bytes(self, length: u64) -> u64 {
        let (values, bytes) = self.block();
        length.div_ceil(values).saturating_mul(bytes)
    }

    /// True if rows of `length` values are whole blocks.
    #[must_use]
    pub const fn divides(self, length: u64) -> bool {
        length.is_multiple_of(self.block().0)
    }

    /// The type that takes the place of this one where rows are not whole blocks.
    // llama.cpp: src/llama-quant.cpp, tensor_type_fallback
    #[must_use]
    pub const fn fallback(self) -> Self {
        match self {
            Self::Iq1S
            | Self::Iq1M
            | Self::Iq2Xxs
            | Self::Iq2Xs
            | Self::Iq2S
            | Self::Iq3Xxs
            | Self::Iq3S
            | Self::Iq4Xs => Self::Iq4Nl,
            Self::Q2K | Self::Q3K | Self::Tq1_0 | Self::Tq2_0 => Self::Q4_0,
            Self::Q4K => Self::Q5_0,
            Self::Q5K => Self::Q5_1,
            Self::Q6K => Self::Q8_0,
            Self::F32
            | Self::F16
            | Self::Bf16
            | Self::I32
            | Self::Q4_0
            | Self::Q4_1
            | Self::Q5_0
            | Self::Q5_1
            | Self::Q8_0
            | Self::Iq4Nl
            | Self::Mxfp4 => Self::F16,
        }
    }
}

/// A name that is not one of a cache type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no “{0}” among the types of a cache (ggml/tensor_type.rs)")]
pub struct CacheTypeError(String);

/// By the name of a cache type.
impl TryFrom<String> for TensorType {
    type Error = CacheTypeError;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::from_cache_name(&name)
    }
}
