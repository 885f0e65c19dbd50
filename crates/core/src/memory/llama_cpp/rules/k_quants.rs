//! The quantization mixes of k-quants.
//!
//! llama.cpp: src/llama-quant.cpp, llama_tensor_get_type_impl

use super::super::tensors::Category::{AttentionOutput, Down, Value};
use super::conditions::{ALWAYS, RuleConditions as C};
use super::{MIXTRAL_OUTPUT, OUTPUT, Rule, except, mix};
use crate::ggml::TensorType as T;

pub(super) const Q6_K: Rule = mix(T::Q6K, &[]);
pub(super) const Q5_K_M: Rule = mix(
    T::Q5K,
    &[
        except(Value, C::MORE_BITS, T::Q6K),
        except(Down, C::MORE_BITS, T::Q6K),
    ],
);
pub(super) const Q5_K_S: Rule = mix(T::Q5K, &[]);
pub(super) const Q4_K_M: Rule = mix(
    T::Q4K,
    &[
        except(Value, C::MORE_BITS, T::Q6K),
        except(Down, C::FALCON.union(C::FIRST_SIXTEENTH), T::Q6K),
        except(Down, C::FALCON.union(C::MORE_BITS), T::Q5K),
        except(Down, C::NOT_FALCON.union(C::MORE_BITS), T::Q6K),
        MIXTRAL_OUTPUT,
    ],
);
pub(super) const Q4_K_S: Rule = mix(
    T::Q4K,
    &[
        except(Value, C::FIRST_FOUR, T::Q5K),
        except(Down, C::NOT_FALCON.union(C::FIRST_EIGHTH), T::Q5K),
        MIXTRAL_OUTPUT,
    ],
);
pub(super) const Q3_K_L: Rule = mix(
    T::Q3K,
    &[
        except(Value, ALWAYS, T::Q5K),
        except(Down, C::FALCON, T::Q4K),
        except(Down, ALWAYS, T::Q5K),
        except(AttentionOutput, C::FALCON, T::Q4K),
        except(AttentionOutput, OUTPUT, T::Q5K),
    ],
);
pub(super) const Q3_K_M: Rule = mix(
    T::Q3K,
    &[
        except(Value, C::FIRST_TWO, T::Q5K),
        except(Value, ALWAYS, T::Q4K),
        except(Down, C::FIRST_SIXTEENTH, T::Q5K),
        except(Down, C::NOT_FALCON, T::Q4K),
        except(Down, C::MORE_BITS, T::Q4K),
        MIXTRAL_OUTPUT,
        except(AttentionOutput, OUTPUT, T::Q4K),
    ],
);
pub(super) const Q3_K_S: Rule = mix(T::Q3K, &[MIXTRAL_OUTPUT]);
pub(super) const Q2_K: Rule = mix(
    T::Q2K,
    &[
        except(Value, C::GROUPED, T::Q4K),
        except(Value, ALWAYS, T::Q3K),
        except(Down, ALWAYS, T::Q3K),
        MIXTRAL_OUTPUT,
        except(AttentionOutput, OUTPUT, T::Q3K),
    ],
);
pub(super) const Q2_K_S: Rule = mix(
    T::Q2K,
    &[
        except(Value, C::GROUPED, T::Q4K),
        except(Down, C::FIRST_EIGHTH, T::Q4K),
    ],
);
