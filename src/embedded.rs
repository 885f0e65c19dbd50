//! The catalog that ships with the program.

use crate::catalog::Catalog;

/// The catalog in the compact form that the build script made from `data/*.json`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.postcard"));

/// What the catalog leaves out: only who asks for it carries it.
static PACKED_PREFILL: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/prefill.postcard"));

/// Unpacks the catalog that ships with the program, without what is known of reading prompts.
///
/// # Errors
/// If the program and its data do not belong together; the build makes both at once, so this is
/// not seen in practice, but the page can say it in words.
pub fn catalog() -> Result<Catalog, postcard::Error> {
    postcard::from_bytes(PACKED)
}

/// Unpacks the whole catalog, what is known of reading prompts included.
///
/// # Errors
/// As [`catalog`].
pub fn catalog_with_prefill() -> Result<Catalog, postcard::Error> {
    Ok(Catalog {
        prefill: postcard::from_bytes(PACKED_PREFILL)?,
        ..catalog()?
    })
}
