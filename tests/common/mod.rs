//! The catalog that the tests share.

use std::sync::{Arc, LazyLock};

use headroom::catalog::Catalog;

static CATALOG: LazyLock<Arc<Catalog>> = LazyLock::new(|| {
    #[expect(clippy::expect_used)]
    Arc::new(headroom::embedded::catalog_with_prefill().expect("the catalog unpacks"))
});

/// The catalog that ships with the program.
pub(crate) fn catalog() -> &'static Arc<Catalog> {
    &CATALOG
}
