//! The mixes of i-quants.

use super::super::tensors::Category::{AttentionOutput, Down, Gate, Key, Query, Up, Value};
use super::super::types::TensorType as T;
use super::fact::Facts as F;
use super::mix::{MIXTRAL_OUTPUT, OUTPUT, mix};
use super::{Exception, Rule, except};

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
    except(Value, F::GROUPED, T::Q5K),
    except(Down, F::FIRST_EIGHTH.with(F::NO_IMATRIX), T::Q5K),
    MIXTRAL_OUTPUT,
];

pub(super) const IQ4_NL: Rule = mix(T::Iq4Nl, FOUR_BITS);
pub(super) const IQ4_XS: Rule = mix(T::Iq4Xs, FOUR_BITS);
pub(super) const IQ3_M: Rule = mix(
    T::Iq3S,
    &[
        except(Value, F::NONE, T::Q4K),
        except(Down, F::FIRST_EIGHTH, T::Q4K),
        except(Down, F::EIGHT_EXPERTS.with(F::MORE_BITS), T::Q4K),
        MIXTRAL_OUTPUT,
        except(AttentionOutput, OUTPUT, T::Q4K),
    ],
);
pub(super) const IQ3_S: Rule = mix(
    T::Iq3S,
    &[except(Value, F::GROUPED, T::Q4K), MIXTRAL_OUTPUT],
);
pub(super) const IQ3_XS: Rule = mix(
    T::Iq3S,
    &[
        except(Value, F::GROUPED, T::Q4K),
        except(Key, F::NONE, T::Iq3Xxs),
        except(Query, F::NONE, T::Iq3Xxs),
        except(Gate, F::MIDDLE, T::Iq3Xxs),
        except(Up, F::MIDDLE, T::Iq3Xxs),
        MIXTRAL_OUTPUT,
    ],
);
pub(super) const IQ3_XXS: Rule = Rule {
    output: T::Q5K,
    embedding: T::Iq3S,
    ..mix(
        T::Iq3Xxs,
        &[
            except(Value, F::GROUPED, T::Q4K),
            except(Value, F::NO_IMATRIX, T::Iq3S),
            except(Key, F::NONE, T::Iq2S),
            except(Query, F::NONE, T::Iq2S),
            except(Down, F::NO_IMATRIX.with(F::FIRST_EIGHTH), T::Q4K),
            except(Down, F::NO_IMATRIX, T::Q3K),
            MIXTRAL_OUTPUT,
            except(AttentionOutput, OUTPUT, T::Iq3S),
        ],
    )
};

const LOW_GROUPED: Exception = except(Value, F::GROUPED, T::Q4K);
const LOW_EXPERTS: Exception = except(Value, F::FOUR_EXPERTS, T::Q4K);
const LOW_MIXTRAL_KEY: Exception = except(Key, F::EIGHT_EXPERTS, T::Q4K);
const LOW_MIXTRAL_OUTPUT: Exception = except(AttentionOutput, F::EIGHT_EXPERTS, T::Q5K);

/// The upper two-bit mixes.
const TWO_BITS: &[Exception] = &[
    LOW_GROUPED,
    LOW_EXPERTS,
    except(Value, F::NONE, T::Iq3S),
    LOW_MIXTRAL_KEY,
    except(Down, F::COUNTED_FIRST_EIGHTH, T::Iq3S),
    LOW_MIXTRAL_OUTPUT,
    except(AttentionOutput, F::NONE, T::Iq3S),
];
/// The lower two-bit mixes.
const FEWER_BITS: &[Exception] = &[
    LOW_GROUPED,
    LOW_EXPERTS,
    except(Value, F::NONE, T::Q2K),
    LOW_MIXTRAL_KEY,
    except(Down, F::COUNTED_FIRST_EIGHTH, T::Q2K),
    LOW_MIXTRAL_OUTPUT,
];
/// The one-bit mixes.
const ONE_BIT: &[Exception] = &[
    LOW_GROUPED,
    LOW_EXPERTS,
    except(Value, F::NONE, T::Q2K),
    LOW_MIXTRAL_KEY,
    except(Down, F::COUNTED_FIRST_EIGHTH, T::Q2K),
    LOW_MIXTRAL_OUTPUT,
    except(AttentionOutput, F::NONE, T::Iq2Xxs),
];

pub(super) const IQ2_M: Rule = low(T::Iq2S, T::Iq3S, TWO_BITS);
pub(super) const IQ2_S: Rule = low(T::Iq2Xs, T::Iq3S, TWO_BITS);
pub(super) const IQ2_XS: Rule = low(T::Iq2Xs, T::Q2K, FEWER_BITS);
pub(super) const IQ2_XXS: Rule = low(T::Iq2Xxs, T::Q2K, FEWER_BITS);
pub(super) const IQ1_M: Rule = low(T::Iq1M, T::Q2K, ONE_BIT);
pub(super) const IQ1_S: Rule = low(T::Iq1S, T::Q2K, ONE_BIT);
