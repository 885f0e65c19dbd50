//! The quantization mixes of i-quants.
//!
//! llama.cpp: src/llama-quant.cpp, llama_tensor_get_type_impl

use super::super::tensors::Category::{AttentionOutput, Down, Gate, Key, Query, Up, Value};
use super::conditions::{ALWAYS, RuleConditions as C};
use super::{Exception, MIXTRAL_OUTPUT, OUTPUT, Rule, except, mix};
use crate::ggml::TensorType as T;

/// A mix of two bits or fewer: embeddings and output matrix keep more.
const fn low(base: T, embedding: T, exceptions: &'static [Exception]) -> Rule {
    Rule {
        base,
        output: T::Q5K,
        embedding,
        exceptions,
        raises_shared: false,
    }
}

const FOUR_BITS: &[Exception] = &[
    except(Value, C::GROUPED, T::Q5K),
    except(Down, C::FIRST_EIGHTH.union(C::NO_IMATRIX), T::Q5K),
    MIXTRAL_OUTPUT,
];

pub(super) const IQ4_NL: Rule = mix(T::Iq4Nl, FOUR_BITS);
pub(super) const IQ4_XS: Rule = mix(T::Iq4Xs, FOUR_BITS);
pub(super) const IQ3_M: Rule = mix(
    T::Iq3S,
    &[
        except(Value, ALWAYS, T::Q4K),
        except(Down, C::FIRST_EIGHTH, T::Q4K),
        except(Down, C::EIGHT_EXPERTS.union(C::MORE_BITS), T::Q4K),
        MIXTRAL_OUTPUT,
        except(AttentionOutput, OUTPUT, T::Q4K),
    ],
);
pub(super) const IQ3_S: Rule = mix(
    T::Iq3S,
    &[except(Value, C::GROUPED, T::Q4K), MIXTRAL_OUTPUT],
);
pub(super) const IQ3_XS: Rule = mix(
    T::Iq3S,
    &[
        except(Value, C::GROUPED, T::Q4K),
        except(Key, ALWAYS, T::Iq3Xxs),
        except(Query, ALWAYS, T::Iq3Xxs),
        except(Gate, C::MIDDLE, T::Iq3Xxs),
        except(Up, C::MIDDLE, T::Iq3Xxs),
        MIXTRAL_OUTPUT,
    ],
);
pub(super) const IQ3_XXS: Rule = Rule {
    output: T::Q5K,
    embedding: T::Iq3S,
    ..mix(
        T::Iq3Xxs,
        &[
            except(Value, C::GROUPED, T::Q4K),
            except(Value, C::NO_IMATRIX, T::Iq3S),
            except(Key, ALWAYS, T::Iq2S),
            except(Query, ALWAYS, T::Iq2S),
            except(Down, C::NO_IMATRIX.union(C::FIRST_EIGHTH), T::Q4K),
            except(Down, C::NO_IMATRIX, T::Q3K),
            MIXTRAL_OUTPUT,
            except(AttentionOutput, OUTPUT, T::Iq3S),
        ],
    )
};

const LOW_GROUPED: Exception = except(Value, C::GROUPED, T::Q4K);
const LOW_EXPERTS: Exception = except(Value, C::FOUR_EXPERTS, T::Q4K);
const LOW_MIXTRAL_KEY: Exception = except(Key, C::EIGHT_EXPERTS, T::Q4K);
const LOW_MIXTRAL_OUTPUT: Exception = except(AttentionOutput, C::EIGHT_EXPERTS, T::Q5K);

/// The upper two-bit mixes.
const TWO_BITS: &[Exception] = &[
    LOW_GROUPED,
    LOW_EXPERTS,
    except(Value, ALWAYS, T::Iq3S),
    LOW_MIXTRAL_KEY,
    except(Down, C::COUNTED_FIRST_EIGHTH, T::Iq3S),
    LOW_MIXTRAL_OUTPUT,
    except(AttentionOutput, ALWAYS, T::Iq3S),
];
/// The lower two-bit mixes.
const FEWER_BITS: &[Exception] = &[
    LOW_GROUPED,
    LOW_EXPERTS,
    except(Value, ALWAYS, T::Q2K),
    LOW_MIXTRAL_KEY,
    except(Down, C::COUNTED_FIRST_EIGHTH, T::Q2K),
    LOW_MIXTRAL_OUTPUT,
];
/// The one-bit mixes.
const ONE_BIT: &[Exception] = &[
    LOW_GROUPED,
    LOW_EXPERTS,
    except(Value, ALWAYS, T::Q2K),
    LOW_MIXTRAL_KEY,
    except(Down, C::COUNTED_FIRST_EIGHTH, T::Q2K),
    LOW_MIXTRAL_OUTPUT,
    except(AttentionOutput, ALWAYS, T::Iq2Xxs),
];

pub(super) const IQ2_M: Rule = low(T::Iq2S, T::Iq3S, TWO_BITS);
pub(super) const IQ2_S: Rule = low(T::Iq2Xs, T::Iq3S, TWO_BITS);
pub(super) const IQ2_XS: Rule = low(T::Iq2Xs, T::Q2K, FEWER_BITS);
pub(super) const IQ2_XXS: Rule = low(T::Iq2Xxs, T::Q2K, FEWER_BITS);
pub(super) const IQ1_M: Rule = low(T::Iq1M, T::Q2K, ONE_BIT);
pub(super) const IQ1_S: Rule = low(T::Iq1S, T::Q2K, ONE_BIT);
