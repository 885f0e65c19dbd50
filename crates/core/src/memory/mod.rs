//! The memory that a model takes.
//!
//! Every method splits a total into the same parts, a [`Breakdown`]; [`formula`] is the one that
//! anyone can check with a pocket calculator.

pub mod formula;
pub mod llama_cpp;

mod method;

pub use method::Method;

use crate::units::Bytes;

/// A total, part by part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Breakdown {
    /// The weights.
    pub weights: Bytes,
    /// Keys and values of the tokens in the context.
    pub kv_cache: Bytes,
    /// State of the recurrent layers, whatever the length of the context.
    pub recurrent_state: Bytes,
    /// Intermediate results: the formula's activation overhead.
    pub compute: Bytes,
    /// Memory of the runtime itself, which the formula leaves out.
    pub runtime: Bytes,
}

impl Breakdown {
    /// The sum of the parts.
    ///
    /// ```
    /// use headroom_core::memory::Breakdown;
    /// use headroom_core::units::Bytes;
    /// let parts = Breakdown { weights: Bytes::new(5), compute: Bytes::new(2), ..Default::default() };
    /// assert_eq!(parts.total(), Bytes::new(7));
    /// ```
    #[must_use]
    pub fn total(&self) -> Bytes {
        self.weights + self.kv_cache + self.recurrent_state + self.compute + self.runtime
    }

    /// Each part with its name in the page's colours.
    #[must_use]
    pub const fn parts(&self) -> [(&'static str, Bytes); 5] {
        [
            ("weights", self.weights),
            ("kv-cache", self.kv_cache),
            ("recurrent", self.recurrent_state),
            ("compute", self.compute),
            ("runtime", self.runtime),
        ]
    }
}
