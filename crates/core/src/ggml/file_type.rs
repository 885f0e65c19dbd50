//! The file types of llama.cpp.

use serde::Deserialize;

use crate::columnar::columnar_enum;

columnar_enum! {
    /// A file type: a quantization as llama.cpp names it, from many bits to few.
    // llama.cpp: include/llama.h, llama_ftype
    #[derive(
        Clone,
        Copy,
        Debug,
        PartialEq,
        Eq,
        PartialOrd,
        Ord,
        Hash,
        Deserialize,
        strum::Display,
        strum::EnumString,
        strum::IntoStaticStr,
    )]
    #[serde(try_from = "String")]
    #[strum(
        ascii_case_insensitive,
        parse_err_fn = FileTypeError::new,
        parse_err_ty = FileTypeError
    )]
    pub enum FileType {
        /// 32-bit floats.
        F32,
        /// 16-bit floats with eight bits of exponent.
        #[strum(serialize = "BF16")]
        Bf16,
        /// 16-bit floats.
        F16,
        /// 8 bits.
        Q8_0,
        /// 6-bit k-quants.
        #[strum(serialize = "Q6_K")]
        Q6K,
        /// 5-bit k-quants, medium.
        #[strum(serialize = "Q5_K_M")]
        Q5KM,
        /// 5-bit k-quants, small.
        #[strum(serialize = "Q5_K_S")]
        Q5KS,
        /// 5 bits with minimum.
        Q5_1,
        /// 5 bits.
        Q5_0,
        /// 4-bit k-quants, medium.
        #[strum(serialize = "Q4_K_M")]
        Q4KM,
        /// 4-bit k-quants, small.
        #[strum(serialize = "Q4_K_S")]
        Q4KS,
        /// 4 bits with minimum.
        Q4_1,
        /// 4 bits.
        Q4_0,
        /// 4-bit i-quants in short blocks.
        #[strum(serialize = "IQ4_NL")]
        Iq4Nl,
        /// 4-bit i-quants.
        #[strum(serialize = "IQ4_XS")]
        Iq4Xs,
        /// Experts in 4-bit floats, the rest in 8 bits.
        #[strum(serialize = "MXFP4_MOE")]
        Mxfp4Moe,
        /// 3-bit k-quants, large.
        #[strum(serialize = "Q3_K_L")]
        Q3KL,
        /// 3-bit k-quants, medium.
        #[strum(serialize = "Q3_K_M")]
        Q3KM,
        /// 3-bit k-quants, small.
        #[strum(serialize = "Q3_K_S")]
        Q3KS,
        /// 3-bit i-quants, medium.
        #[strum(serialize = "IQ3_M")]
        Iq3M,
        /// 3-bit i-quants, small.
        #[strum(serialize = "IQ3_S")]
        Iq3S,
        /// 3-bit i-quants, extra small.
        #[strum(serialize = "IQ3_XS")]
        Iq3Xs,
        /// 3-bit i-quants, smallest.
        #[strum(serialize = "IQ3_XXS")]
        Iq3Xxs,
        /// 2-bit k-quants.
        #[strum(serialize = "Q2_K")]
        Q2K,
        /// 2-bit k-quants, small.
        #[strum(serialize = "Q2_K_S")]
        Q2KS,
        /// 2-bit i-quants, medium.
        #[strum(serialize = "IQ2_M")]
        Iq2M,
        /// 2-bit i-quants, small.
        #[strum(serialize = "IQ2_S")]
        Iq2S,
        /// 2-bit i-quants, extra small.
        #[strum(serialize = "IQ2_XS")]
        Iq2Xs,
        /// 2-bit i-quants, smallest.
        #[strum(serialize = "IQ2_XXS")]
        Iq2Xxs,
        /// Ternary, 2.06 bits.
        #[strum(serialize = "TQ2_0")]
        Tq2_0,
        /// 1-bit i-quants, medium.
        #[strum(serialize = "IQ1_M")]
        Iq1M,
        /// Ternary, 1.69 bits.
        #[strum(serialize = "TQ1_0")]
        Tq1_0,
        /// 1-bit i-quants, small.
        #[strum(serialize = "IQ1_S")]
        Iq1S,
    }
}

impl FileType {
    /// The name, as llama.cpp writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A name that is not one of a file type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule for “{0}” among the file types (ggml/file_type.rs)")]
pub struct FileTypeError(String);

impl FileTypeError {
    fn new(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl TryFrom<String> for FileType {
    type Error = FileTypeError;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse()
    }
}
