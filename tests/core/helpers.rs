//! The catalog that the tests share.

use std::sync::{Arc, LazyLock};

use headroom_core::catalog::Catalog;
use headroom_core::evaluate::Prepared;

static PREPARED: LazyLock<Arc<Prepared>> = LazyLock::new(|| {
    #[expect(clippy::expect_used)]
    let catalog = headroom_data::catalog().expect("the catalog unpacks");
    Arc::new(Prepared::new(Arc::new(catalog)))
});

/// The catalog that ships with the program.
pub(crate) fn catalog() -> &'static Arc<Catalog> {
    prepared().catalog()
}

/// Its models, prepared for estimates.
pub(crate) fn prepared() -> &'static Arc<Prepared> {
    &PREPARED
}
