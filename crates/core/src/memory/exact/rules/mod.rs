//! How a quantization gives each tensor its type.
//!
//! A file type is data: a base type and a list of exceptions, each for a category of tensors under
//! conditions that are facts of the tensor's place, of the model and of the making. The first
//! exception whose conditions all hold decides. The formats of other engines are further rows of the same
//! kind.

mod fact;
mod file_type;
mod i_quants;
mod k_quants;
mod legacy;
mod mix;

pub(super) use fact::{Facts, Place};
pub use file_type::{FileType, UnknownFileType};

use super::tensors::{Category, Storage};
use super::types::TensorType;
use fact::Facts as F;

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
    /// Whether key and value projections get more bits in models where many heads or experts
    /// share them.
    raises_shared: bool,
}

/// An exception: tensors of a category under conditions have another type.
#[derive(Clone, Copy, Debug)]
struct Exception {
    category: Category,
    when: Facts,
    becomes: TensorType,
}

/// Writes an exception.
const fn except(category: Category, when: Facts, becomes: TensorType) -> Exception {
    Exception {
        category,
        when,
        becomes,
    }
}

/// A tensor as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Subject {
    /// What it is.
    pub(super) category: Category,
    /// How it may be stored.
    pub(super) storage: Storage,
    /// Whether it is a stack of matrices.
    pub(super) stacked: bool,
    /// Whether it is the output matrix too.
    pub(super) tied: bool,
    /// Values in its rows.
    pub(super) row: u64,
    /// The facts of its place.
    pub(super) facts: Facts,
}

impl FileType {
    /// The type of `subject` under this file type, where `facts` are those of the model and of
    /// the making.
    pub(super) fn tensor_type(self, subject: &Subject, facts: Facts) -> TensorType {
        let rule = self.rule();
        match subject.storage {
            Storage::Single => return TensorType::F32,
            Storage::Whole => return TensorType::I32,
            Storage::Half if rule.base == TensorType::Bf16 => return TensorType::Bf16,
            Storage::Half => return TensorType::F16,
            Storage::Quantized if !rule.base.is_quantized() => return rule.base,
            Storage::Quantized => {}
        }
        let wanted = if subject.category == Category::Output || subject.tied {
            rule.output_type(subject, facts)
        } else if self == Self::Mxfp4Moe {
            if subject.stacked {
                TensorType::Mxfp4
            } else {
                TensorType::Q8_0
            }
        } else {
            rule.layer_type(subject, facts.with(subject.facts))
        };
        fitting(wanted, subject.row)
    }
}

impl Rule {
    /// The type of the output matrix.
    fn output_type(&self, subject: &Subject, facts: Facts) -> TensorType {
        if facts.hold(F::FALCON) || !self.base.divides(subject.row) {
            TensorType::Q8_0
        } else {
            self.output
        }
    }

    /// The type of a tensor that is not the output matrix, whatever the length of its rows.
    fn layer_type(&self, subject: &Subject, facts: Facts) -> TensorType {
        if subject.category == Category::Embedding {
            return self.embedding;
        }
        let exception = self
            .exceptions
            .iter()
            .find(|exception| exception.category == subject.category && facts.hold(exception.when));
        let chosen = exception.map_or(self.base, |exception| exception.becomes);
        if self.raises_shared {
            raised(subject.category, chosen, facts)
        } else {
            chosen
        }
    }
}

/// Key and value projections are small where many heads or experts share them, so more bits cost
/// little there.
fn raised(category: Category, chosen: TensorType, facts: Facts) -> TensorType {
    let shared = matches!(category, Category::Key | Category::Value);
    if shared && facts.hold(F::EIGHT_EXPERTS) {
        TensorType::Q8_0
    } else if category == Category::Value
        && facts.hold(F::SEVENTY)
        && matches!(chosen, TensorType::Q3K | TensorType::Q4K)
    {
        TensorType::Q5K
    } else {
        chosen
    }
}

/// `wanted`, or what takes its place where rows of `row` values are not whole blocks.
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
