//! The mixes of k-quants.

use super::super::tensors::Category::{AttentionOutput, Down, Value};
use super::super::types::TensorType as T;
use super::fact::Facts as F;
use super::mix::{MIXTRAL_OUTPUT, OUTPUT, mix};
use super::{Rule, except};

pub(super) const Q6_K: Rule = mix(T::Q6K, &[]);
pub(super) const Q5_K_M: Rule = mix(
    T::Q5K,
    &[
        except(Value, F::MORE_BITS, T::Q6K),
        except(Down, F::MORE_BITS, T::Q6K),
    ],
);
pub(super) const Q5_K_S: Rule = mix(T::Q5K, &[]);
pub(super) const Q4_K_M: Rule = mix(
    T::Q4K,
    &[
        except(Value, F::MORE_BITS, T::Q6K),
        except(Down, F::FALCON.with(F::FIRST_SIXTEENTH), T::Q6K),
        except(Down, F::FALCON.with(F::MORE_BITS), T::Q5K),
        except(Down, F::NOT_FALCON.with(F::MORE_BITS), T::Q6K),
        MIXTRAL_OUTPUT,
    ],
);
pub(super) const Q4_K_S: Rule = mix(
    T::Q4K,
    &[
        except(Value, F::FIRST_FOUR, T::Q5K),
        except(Down, F::NOT_FALCON.with(F::FIRST_EIGHTH), T::Q5K),
        MIXTRAL_OUTPUT,
    ],
);
pub(super) const Q3_K_L: Rule = mix(
    T::Q3K,
    &[
        except(Value, F::NONE, T::Q5K),
        except(Down, F::FALCON, T::Q4K),
        except(Down, F::NONE, T::Q5K),
        except(AttentionOutput, F::FALCON, T::Q4K),
        except(AttentionOutput, OUTPUT, T::Q5K),
    ],
);
pub(super) const Q3_K_M: Rule = mix(
    T::Q3K,
    &[
        except(Value, F::FIRST_TWO, T::Q5K),
        except(Value, F::NONE, T::Q4K),
        except(Down, F::FIRST_SIXTEENTH, T::Q5K),
        except(Down, F::NOT_FALCON, T::Q4K),
        except(Down, F::MORE_BITS, T::Q4K),
        MIXTRAL_OUTPUT,
        except(AttentionOutput, OUTPUT, T::Q4K),
    ],
);
pub(super) const Q3_K_S: Rule = mix(T::Q3K, &[MIXTRAL_OUTPUT]);
pub(super) const Q2_K: Rule = mix(
    T::Q2K,
    &[
        except(Value, F::GROUPED, T::Q4K),
        except(Value, F::NONE, T::Q3K),
        except(Down, F::NONE, T::Q3K),
        MIXTRAL_OUTPUT,
        except(AttentionOutput, OUTPUT, T::Q3K),
    ],
);
pub(super) const Q2_K_S: Rule = mix(
    T::Q2K,
    &[
        except(Value, F::GROUPED, T::Q4K),
        except(Down, F::FIRST_EIGHTH, T::Q4K),
    ],
);
