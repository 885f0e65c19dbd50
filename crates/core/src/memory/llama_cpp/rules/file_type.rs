//! The file types of llama.cpp.

use std::fmt;
use std::str::FromStr;

use super::{Rule, i_quants, k_quants, legacy};

/// Declares the file types: variant, name as llama.cpp writes it, rule.
macro_rules! file_types {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $rule:path;)*) => {
        /// A file type: a quantization as llama.cpp names it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FileType {
            $($(#[$doc])* $name,)*
        }

        impl FileType {
            /// All file types, from many bits to few.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name, as llama.cpp writes it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// How it gives tensors their types.
            pub(in crate::memory::llama_cpp) const fn rule(self) -> &'static Rule {
                match self {
                    $(Self::$name => &$rule,)*
                }
            }
        }
    };
}

file_types! {
    /// 32-bit floats.
    F32 = "F32", legacy::F32;
    /// 16-bit floats with eight bits of exponent.
    Bf16 = "BF16", legacy::BF16;
    /// 16-bit floats.
    F16 = "F16", legacy::F16;
    /// 8 bits.
    Q8_0 = "Q8_0", legacy::Q8_0;
    /// 6-bit k-quants.
    Q6K = "Q6_K", k_quants::Q6_K;
    /// 5-bit k-quants, medium.
    Q5KM = "Q5_K_M", k_quants::Q5_K_M;
    /// 5-bit k-quants, small.
    Q5KS = "Q5_K_S", k_quants::Q5_K_S;
    /// 5 bits with minimum.
    Q5_1 = "Q5_1", legacy::Q5_1;
    /// 5 bits.
    Q5_0 = "Q5_0", legacy::Q5_0;
    /// 4-bit k-quants, medium.
    Q4KM = "Q4_K_M", k_quants::Q4_K_M;
    /// 4-bit k-quants, small.
    Q4KS = "Q4_K_S", k_quants::Q4_K_S;
    /// 4 bits with minimum.
    Q4_1 = "Q4_1", legacy::Q4_1;
    /// 4 bits.
    Q4_0 = "Q4_0", legacy::Q4_0;
    /// 4-bit i-quants in short blocks.
    Iq4Nl = "IQ4_NL", i_quants::IQ4_NL;
    /// 4-bit i-quants.
    Iq4Xs = "IQ4_XS", i_quants::IQ4_XS;
    /// Experts in 4-bit floats, the rest in 8 bits.
    Mxfp4Moe = "MXFP4_MOE", legacy::MXFP4_MOE;
    /// 3-bit k-quants, large.
    Q3KL = "Q3_K_L", k_quants::Q3_K_L;
    /// 3-bit k-quants, medium.
    Q3KM = "Q3_K_M", k_quants::Q3_K_M;
    /// 3-bit k-quants, small.
    Q3KS = "Q3_K_S", k_quants::Q3_K_S;
    /// 3-bit i-quants, medium.
    Iq3M = "IQ3_M", i_quants::IQ3_M;
    /// 3-bit i-quants, small.
    Iq3S = "IQ3_S", i_quants::IQ3_S;
    /// 3-bit i-quants, extra small.
    Iq3Xs = "IQ3_XS", i_quants::IQ3_XS;
    /// 3-bit i-quants, smallest.
    Iq3Xxs = "IQ3_XXS", i_quants::IQ3_XXS;
    /// 2-bit k-quants.
    Q2K = "Q2_K", k_quants::Q2_K;
    /// 2-bit k-quants, small.
    Q2KS = "Q2_K_S", k_quants::Q2_K_S;
    /// 2-bit i-quants, medium.
    Iq2M = "IQ2_M", i_quants::IQ2_M;
    /// 2-bit i-quants, small.
    Iq2S = "IQ2_S", i_quants::IQ2_S;
    /// 2-bit i-quants, extra small.
    Iq2Xs = "IQ2_XS", i_quants::IQ2_XS;
    /// 2-bit i-quants, smallest.
    Iq2Xxs = "IQ2_XXS", i_quants::IQ2_XXS;
    /// Ternary, 2.06 bits.
    Tq2_0 = "TQ2_0", legacy::TQ2_0;
    /// 1-bit i-quants, medium.
    Iq1M = "IQ1_M", i_quants::IQ1_M;
    /// Ternary, 1.69 bits.
    Tq1_0 = "TQ1_0", legacy::TQ1_0;
    /// 1-bit i-quants, small.
    Iq1S = "IQ1_S", i_quants::IQ1_S;
}

impl fmt::Display for FileType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is not one of a file type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFileType(String);

impl fmt::Display for UnknownFileType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” is not a quantization of llama.cpp", self.0)
    }
}

impl std::error::Error for UnknownFileType {}

impl FromStr for FileType {
    type Err = UnknownFileType;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|file_type| file_type.name().eq_ignore_ascii_case(text))
            .ok_or_else(|| UnknownFileType(text.to_owned()))
    }
}
