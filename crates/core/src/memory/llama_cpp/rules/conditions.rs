//! The conditions under which a rule gives a tensor its type.

use bitflags::bitflags;

bitflags! {
    /// Conditions that hold for a tensor: by its position, its model and the making of the file.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(in crate::memory::llama_cpp) struct RuleConditions: u16 {
        /// One of the first two tensors of its kind.
        const FIRST_TWO = 1 << 0;
        /// One of the first four tensors of its kind.
        const FIRST_FOUR = 1 << 1;
        /// In the first sixteenth of the layers.
        const FIRST_SIXTEENTH = 1 << 2;
        /// In the first eighth of the layers.
        const FIRST_EIGHTH = 1 << 3;
        /// In the first eighth, counting tensors of its kind instead of layers.
        const COUNTED_FIRST_EIGHTH = 1 << 4;
        /// In neither the first nor the last eighth of the layers.
        const MIDDLE = 1 << 5;
        /// In the first or last eighth of the layers, or every third layer between them.
        const MORE_BITS = 1 << 6;
        /// Four or more query heads share a key head.
        const GROUPED = 1 << 7;
        /// Exactly eight experts.
        const EIGHT_EXPERTS = 1 << 8;
        /// Any other number of experts, or none.
        const NOT_EIGHT_EXPERTS = 1 << 9;
        /// Four or more experts.
        const FOUR_EXPERTS = 1 << 10;
        /// The Falcon architecture.
        const FALCON = 1 << 11;
        /// Any other architecture.
        const NOT_FALCON = 1 << 12;
        /// The class of 70B models: 80 layers of certain architectures.
        const SEVENTY = 1 << 13;
        /// Made with an importance matrix.
        const IMATRIX = 1 << 14;
        /// Made without one.
        const NO_IMATRIX = 1 << 15;
    }
}

/// The condition of a rule that always holds.
pub(super) const ALWAYS: RuleConditions = RuleConditions::empty();

/// The position of a tensor among the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memory::llama_cpp) struct LayerPosition {
    /// Its index, from zero: its layer, or how many of its kind come before it.
    pub(in crate::memory::llama_cpp) index: u32,
    /// The number of layers, or of its kind.
    pub(in crate::memory::llama_cpp) of: u32,
}

impl LayerPosition {
    /// The conditions that hold here.
    // llama.cpp: src/llama-quant.cpp, llama_tensor_get_type_impl (use_more_bits)
    pub(in crate::memory::llama_cpp) fn conditions(self) -> RuleConditions {
        let Self { index, of } = self;
        let eighth = of / 8;
        // A number of layers beyond 2³² / 7 does not occur: the lists of tensors are bounded.
        let last_eighth = of.saturating_mul(7) / 8;
        let more_bits =
            index < eighth || index >= last_eighth || index.saturating_sub(eighth) % 3 == 2;
        [
            (RuleConditions::FIRST_TWO, index < 2),
            (RuleConditions::FIRST_FOUR, index < 4),
            (RuleConditions::FIRST_SIXTEENTH, index < of / 16),
            (RuleConditions::FIRST_EIGHTH, index < eighth),
            (
                RuleConditions::MIDDLE,
                index >= eighth && index < last_eighth,
            ),
            (RuleConditions::MORE_BITS, more_bits),
        ]
        .into_iter()
        .collect()
    }
}

/// Collects the conditions that hold.
impl FromIterator<(RuleConditions, bool)> for RuleConditions {
    fn from_iter<I: IntoIterator<Item = (Self, bool)>>(conditions: I) -> Self {
        let holding = conditions.into_iter().filter(|(_, holds)| *holds);
        holding.map(|(condition, _)| condition).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_third_layer_between_the_eighths_gets_more_bits() {
        let with_more = |of: u32| -> Vec<u32> {
            (0..of)
                .filter(|&index| {
                    LayerPosition { index, of }
                        .conditions()
                        .contains(RuleConditions::MORE_BITS)
                })
                .collect()
        };
        assert_eq!(with_more(16), [0, 1, 4, 7, 10, 13, 14, 15]);
        assert_eq!(with_more(4), [2, 3]);
    }
}
