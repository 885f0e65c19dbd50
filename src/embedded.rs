//! The catalog that ships with the program.

use crate::catalog::{Catalog, packed};
use crate::columns;

/// The catalog in the compact form that the build script made from `data/*.json`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.columns"));

/// Unpacks the catalog that ships with the program.
///
/// # Errors
/// If the program and its data do not belong together; the build makes both at once, so this is
/// not seen in practice, but the page can say it in words.
pub fn catalog() -> Result<Catalog, columns::Error> {
    packed::unpack(PACKED)
}
