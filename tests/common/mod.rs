//! The catalog that the tests share.

use std::sync::{Arc, LazyLock};

use headroom::catalog::Catalog;
use headroom::evaluate::Prepared;

static PREPARED: LazyLock<Arc<Prepared>> = LazyLock::new(|| {
    #[expect(clippy::expect_used)]
    let catalog = headroom::embedded::catalog().expect("the catalog unpacks");
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
