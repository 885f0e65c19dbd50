//! Types of one size for nearly all tensors: floats, the first quantizations, ternary, MXFP4.
//!
//! llama.cpp: src/llama-quant.cpp, llama_tensor_get_type_impl

use super::super::tensors::Category::Down;
use super::conditions::RuleConditions as C;
use super::{Exception, Rule, except};
use crate::ggml::TensorType as T;

/// A rule with `base` for all but the output matrix.
const fn plain(base: T, output: T, exceptions: &'static [Exception]) -> Rule {
    Rule {
        base,
        output,
        embedding: base,
        exceptions,
        raises_shared: true,
    }
}

pub(super) const F32: Rule = plain(T::F32, T::F32, &[]);
pub(super) const BF16: Rule = plain(T::Bf16, T::Bf16, &[]);
pub(super) const F16: Rule = plain(T::F16, T::F16, &[]);
pub(super) const Q8_0: Rule = plain(T::Q8_0, T::Q8_0, &[]);
pub(super) const Q5_1: Rule = plain(T::Q5_1, T::Q6K, &[]);
pub(super) const Q4_1: Rule = plain(T::Q4_1, T::Q6K, &[]);
pub(super) const MXFP4_MOE: Rule = plain(T::Mxfp4, T::Q8_0, &[]);

/// With an importance matrix the first down projections get a minimum.
pub(super) const Q5_0: Rule = plain(
    T::Q5_0,
    T::Q6K,
    &[except(Down, C::FIRST_EIGHTH.union(C::IMATRIX), T::Q5_1)],
);
pub(super) const Q4_0: Rule = plain(
    T::Q4_0,
    T::Q6K,
    &[except(Down, C::FIRST_EIGHTH.union(C::IMATRIX), T::Q4_1)],
);

/// A ternary rule.
const fn ternary(base: T) -> Rule {
    Rule {
        embedding: T::Q4K,
        ..plain(base, T::Q6K, &[])
    }
}

pub(super) const TQ2_0: Rule = ternary(T::Tq2_0);
pub(super) const TQ1_0: Rule = ternary(T::Tq1_0);
