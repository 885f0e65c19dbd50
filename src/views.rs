//! Views of one type, whatever they show: code that draws a type stands in the program once.

use leptos::prelude::*;

/// Collects the views of many things.
pub(super) trait CollectAny: Iterator {
    /// The views, erased one by one.
    fn collect_any(self) -> Vec<AnyView>;
}

impl<V: IntoAny, I: Iterator<Item = V>> CollectAny for I {
    fn collect_any(self) -> Vec<AnyView> {
        self.map(IntoAny::into_any).collect()
    }
}
