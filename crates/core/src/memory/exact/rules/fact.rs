//! The facts that the rules of the quantizations ask for.

use std::ops::BitOr;

/// A set of facts about a tensor's place, its model and the making of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::memory::exact) struct Facts(u32);

impl Facts {
    /// No fact: a condition that always holds.
    pub(in crate::memory::exact) const NONE: Self = Self(0);
    /// One of the first two tensors of its kind.
    pub(in crate::memory::exact) const FIRST_TWO: Self = Self(1);
    /// One of the first four tensors of its kind.
    pub(in crate::memory::exact) const FIRST_FOUR: Self = Self(1 << 1);
    /// In the first sixteenth of the layers.
    pub(in crate::memory::exact) const FIRST_SIXTEENTH: Self = Self(1 << 2);
    /// In the first eighth of the layers.
    pub(in crate::memory::exact) const FIRST_EIGHTH: Self = Self(1 << 3);
    /// In the first eighth, counting tensors of its kind instead of layers.
    pub(in crate::memory::exact) const COUNTED_FIRST_EIGHTH: Self = Self(1 << 4);
    /// In neither the first nor the last eighth of the layers.
    pub(in crate::memory::exact) const MIDDLE: Self = Self(1 << 5);
    /// In the first or last eighth of the layers, or every third layer between them.
    pub(in crate::memory::exact) const MORE_BITS: Self = Self(1 << 6);
    /// Four or more query heads share a key head.
    pub(in crate::memory::exact) const GROUPED: Self = Self(1 << 7);
    /// Exactly eight experts.
    pub(in crate::memory::exact) const EIGHT_EXPERTS: Self = Self(1 << 9);
    /// Any other number of experts, or none.
    pub(in crate::memory::exact) const NOT_EIGHT_EXPERTS: Self = Self(1 << 10);
    /// Four or more experts.
    pub(in crate::memory::exact) const FOUR_EXPERTS: Self = Self(1 << 11);
    /// The Falcon architecture.
    pub(in crate::memory::exact) const FALCON: Self = Self(1 << 12);
    /// Any other architecture.
    pub(in crate::memory::exact) const NOT_FALCON: Self = Self(1 << 13);
    /// The class of 70B models: 80 layers of certain architectures.
    pub(in crate::memory::exact) const SEVENTY: Self = Self(1 << 14);
    /// Made with an importance matrix.
    pub(in crate::memory::exact) const IMATRIX: Self = Self(1 << 15);
    /// Made without one.
    pub(in crate::memory::exact) const NO_IMATRIX: Self = Self(1 << 16);

    /// The facts of both sets.
    pub(in crate::memory::exact) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set, with the facts of `other` where `holds`.
    pub(in crate::memory::exact) const fn with_if(self, other: Self, holds: bool) -> Self {
        if holds { self.with(other) } else { self }
    }

    /// Whether all of `wanted` are in this set.
    pub(in crate::memory::exact) const fn hold(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }
}

impl BitOr for Facts {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

/// The place of a tensor among the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memory::exact) struct Place {
    /// Its index, from zero: its layer, or how many of its kind come before it.
    pub(in crate::memory::exact) index: u32,
    /// The number of layers, or of its kind.
    pub(in crate::memory::exact) of: u32,
}

impl Place {
    /// The facts of this place.
    pub(in crate::memory::exact) const fn facts(self) -> Facts {
        let Self { index, of } = self;
        let eighth = of / 8;
        // A number of layers beyond 2³² / 7 does not occur: the lists of tensors are bounded.
        let last_eighth = of.saturating_mul(7) / 8;
        let more_bits =
            index < eighth || index >= last_eighth || index.saturating_sub(eighth) % 3 == 2;
        Facts::NONE
            .with_if(Facts::FIRST_TWO, index < 2)
            .with_if(Facts::FIRST_FOUR, index < 4)
            .with_if(Facts::FIRST_SIXTEENTH, index < of / 16)
            .with_if(Facts::FIRST_EIGHTH, index < eighth)
            .with_if(Facts::MIDDLE, index >= eighth && index < last_eighth)
            .with_if(Facts::MORE_BITS, more_bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_third_layer_between_the_eighths_gets_more_bits() {
        let with_more = |of: u32| -> Vec<u32> {
            (0..of)
                .filter(|&index| Place { index, of }.facts().hold(Facts::MORE_BITS))
                .collect()
        };
        assert_eq!(with_more(16), [0, 1, 4, 7, 10, 13, 14, 15]);
        assert_eq!(with_more(4), [2, 3]);
    }
}
