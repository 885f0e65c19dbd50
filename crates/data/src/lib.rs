//! The catalog that ships with the page and the command line: the facts of `data/`, checked and packed
//! at build time.

use headroom_core::catalog::Catalog;
use headroom_core::catalog::packing::{self, ColumnarError};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.columns"));

/// Unpacks the catalog.
///
/// # Errors
/// If packed form and program do not belong together. One build makes both, so this is not seen in
/// practice, but the page can say it in words.
pub fn catalog() -> Result<Catalog, ColumnarError> {
    packing::unpack(PACKED)
}
