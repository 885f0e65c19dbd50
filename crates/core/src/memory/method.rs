//! The ways to estimate memory.

use crate::named::named;

named! {
    /// The estimate of memory.
    Method {
        /// The allocations of llama.cpp.
        #[default]
        Exact = "exact", "Exact";
        /// The specification's products.
        Formula = "formula", "Formula";
    }
}
