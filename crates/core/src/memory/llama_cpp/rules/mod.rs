//! The rules by which a file type gives each tensor its type.
//!
//! A rule is data: a base type and a list of exceptions, each for a category of tensors under
//! conditions of the tensor's position, of the model and of the making. The first exception whose
//! conditions all hold decides. The formats of other engines are further rows of the same
//! kind.

mod conditions;
mod i_quants;
mod k_quants;
mod legacy;
mod positions;

pub(super) use conditions::{LayerPosition, RuleConditions};
pub(super) use positions::{Positions, model_conditions};

use super::tensors::{Category, Storage};
use crate::ggml::{FileType, TensorType};
use conditions::RuleConditions as C;

/// A quantization's way to give tensors their types.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// The type of tensors without an exception.
    base: TensorType,
    /// The type of the output matrix, and of the input embedding where the two are one.
    output: TensorType,
    /// The type of an input embedding that is not the output matrix.
    embedding: TensorType,
    /// The exceptions.
    exceptions: &'static [Exception],
    /// True if key and value projections get more bits in models where many heads or experts
    /// share them.
    raises_shared: bool,
}

/// An exception: tensors of a category under conditions have another type.
#[derive(Clone, Copy, Debug)]
struct Exception {
    category: Category,
    when: RuleConditions,
    becomes: TensorType,
}

/// Writes an exception.
const fn except(category: Category, when: RuleConditions, becomes: TensorType) -> Exception {
    Exception {
        category,
        when,
        becomes,
    }
}

/// A quantization mix: `base` with exceptions.
const fn mix(base: TensorType, exceptions: &'static [Exception]) -> Rule {
    Rule {
        base,
        output: TensorType::Q6K,
        embedding: base,
        exceptions,
        raises_shared: true,
    }
}

/// Mixtral's output projections: few values beside eight experts.
const MIXTRAL_OUTPUT: Exception = except(
    Category::AttentionOutput,
    C::EIGHT_EXPERTS.union(C::NOT_FALCON),
    TensorType::Q5K,
);

/// Output projections beside any other number of experts, or none; Falcon has rules of its own.
const OUTPUT: C = C::NOT_EIGHT_EXPERTS.union(C::NOT_FALCON);

/// A tensor as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TensorKind {
    /// Its category.
    pub(super) category: Category,
    /// The way in which it may be stored.
    pub(super) storage: Storage,
    /// True if it is a stack of matrices.
    pub(super) stacked: bool,
    /// True if it is the output matrix too.
    pub(super) tied: bool,
    /// Values in its rows.
    pub(super) row: u64,
    /// The facts of its place.
    pub(super) conditions: RuleConditions,
}

impl FileType {
    /// The rule by which the file type gives tensors their types.
    const fn rule(self) -> &'static Rule {
        match self {
            Self::F32 => &legacy::F32,
            Self::Bf16 => &legacy::BF16,
            Self::F16 => &legacy::F16,
            Self::Q8_0 => &legacy::Q8_0,
            Self::Q6K => &k_quants::Q6_K,
            Self::Q5KM => &k_quants::Q5_K_M,
            Self::Q5KS => &k_quants::Q5_K_S,
            Self::Q5_1 => &legacy::Q5_1,
            Self::Q5_0 => &legacy::Q5_0,
            Self::Q4KM => &k_quants::Q4_K_M,
            Self::Q4KS => &k_quants::Q4_K_S,
            Self::Q4_1 => &legacy::Q4_1,
            Self::Q4_0 => &legacy::Q4_0,
            Self::Iq4Nl => &i_quants::IQ4_NL,
            Self::Iq4Xs => &i_quants::IQ4_XS,
            Self::Mxfp4Moe => &legacy::MXFP4_MOE,
            Self::Q3KL => &k_quants::Q3_K_L,
            Self::Q3KM => &k_quants::Q3_K_M,
            Self::Q3KS => &k_quants::Q3_K_S,
            Self::Iq3M => &i_quants::IQ3_M,
            Self::Iq3S => &i_quants::IQ3_S,
            Self::Iq3Xs => &i_quants::IQ3_XS,
            Self::Iq3Xxs => &i_quants::IQ3_XXS,
            Self::Q2K => &k_quants::Q2_K,
            Self::Q2KS => &k_quants::Q2_K_S,
            Self::Iq2M => &i_quants::IQ2_M,
            Self::Iq2S => &i_quants::IQ2_S,
            Self::Iq2Xs => &i_quants::IQ2_XS,
            Self::Iq2Xxs => &i_quants::IQ2_XXS,
            Self::Tq2_0 => &legacy::TQ2_0,
            Self::Iq1M => &i_quants::IQ1_M,
            Self::Tq1_0 => &legacy::TQ1_0,
            Self::Iq1S => &i_quants::IQ1_S,
        }
    }

    /// The type of `kind` under this file type, where `conditions` are those of the model and of
    /// the making.
    // llama.cpp: src/llama-quant.cpp, llama_tensor_get_type
    pub(super) fn tensor_type(self, kind: &TensorKind, conditions: RuleConditions) -> TensorType {
        let rule = self.rule();
        match kind.storage {
            Storage::Single => return TensorType::F32,
            Storage::Whole => return TensorType::I32,
            Storage::Half if rule.base == TensorType::Bf16 => return TensorType::Bf16,
            Storage::Half => return TensorType::F16,
            Storage::Quantized if !rule.base.is_quantized() => return rule.base,
            Storage::Quantized => {}
        }
        let wanted = if kind.category == Category::Output || kind.tied {
            rule.output_type(kind, conditions)
        } else if self == Self::Mxfp4Moe {
            if kind.stacked {
                TensorType::Mxfp4
            } else {
                TensorType::Q8_0
            }
        } else {
            rule.layer_type(kind, conditions.union(kind.conditions))
        };
        fitting(wanted, kind.row)
    }
}

impl Rule {
    /// The type of the output matrix.
    // llama.cpp: src/llama-quant.cpp, llama_tensor_get_type_impl
    fn output_type(&self, kind: &TensorKind, conditions: RuleConditions) -> TensorType {
        if conditions.contains(C::FALCON) || !self.base.divides(kind.row) {
            TensorType::Q8_0
        } else {
            self.output
        }
    }

    /// The type of a tensor that is not the output matrix, whatever the length of its rows.
    // llama.cpp: src/llama-quant.cpp, llama_tensor_get_type_impl
    fn layer_type(&self, kind: &TensorKind, conditions: RuleConditions) -> TensorType {
        if kind.category == Category::Embedding {
            return self.embedding;
        }
        let exception = self.exceptions.iter().find(|exception| {
            exception.category == kind.category && conditions.contains(exception.when)
        });
        let chosen = exception.map_or(self.base, |exception| exception.becomes);
        if self.raises_shared {
            raised(kind.category, chosen, conditions)
        } else {
            chosen
        }
    }
}

/// Key and value projections are small where many heads or experts share them, so more bits cost
/// little there.
// llama.cpp: src/llama-quant.cpp, llama_tensor_get_type_impl
fn raised(category: Category, chosen: TensorType, conditions: RuleConditions) -> TensorType {
    let shared = matches!(category, Category::Key | Category::Value);
    if shared && conditions.contains(C::EIGHT_EXPERTS) {
        TensorType::Q8_0
    } else if category == Category::Value
        && conditions.contains(C::SEVENTY)
        && matches!(chosen, TensorType::Q3K | TensorType::Q4K)
    {
        TensorType::Q5K
    } else {
        chosen
    }
}

/// `wanted`, or what takes its place where rows of `row` values are not whole blocks.
// llama.cpp: src/llama-quant.cpp, tensor_type_fallback
fn fitting(wanted: TensorType, row: u64) -> TensorType {
    if wanted.divides(row) {
        return wanted;
    }
    let fallback = wanted.fallback();
    if fallback.divides(row) {
        fallback
    } else {
        TensorType::F16
    }
}
