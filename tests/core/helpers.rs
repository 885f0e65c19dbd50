//! The catalog that the tests share.

use std::sync::{Arc, LazyLock};

use headroom_core::catalog::Catalog;
use headroom_core::evaluate::Precomputed;

static PRECOMPUTED: LazyLock<Arc<Precomputed>> = LazyLock::new(|| {
    #[expect(clippy::expect_used)]
    let catalog = headroom_data::catalog().expect("the catalog unpacks");
    Arc::new(Precomputed::new(Arc::new(catalog)))
});

/// The catalog that ships with the program.
pub(crate) fn catalog() -> &'static Arc<Catalog> {
    precomputed().catalog()
}

/// Its models, precomputed for estimates.
pub(crate) fn precomputed() -> &'static Arc<Precomputed> {
    &PRECOMPUTED
}
