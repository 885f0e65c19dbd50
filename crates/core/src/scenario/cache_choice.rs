//! The choice of a KV cache type.

use crate::catalog::{CacheType, CacheTypeIndex, Catalog};

/// The KV cache type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CacheChoice {
    /// One type for every candidate.
    Only(CacheTypeIndex),
    /// Every type is a candidate of its own.
    Any,
}

impl CacheChoice {
    /// The name that stands for every type.
    pub const ANY: &'static str = "any";
    /// Types with 16 bits or more that `any` leaves out: `f16` equals them in all that is compared.
    const SAME_AS_STANDARD: [&'static str; 2] = ["f32", "bf16"];

    /// 16-bit floating point; any type, for a catalog that lacks it.
    #[must_use]
    pub fn standard(catalog: &Catalog) -> Self {
        catalog
            .find_cache_type(CacheType::STANDARD)
            .map_or(Self::Any, |(index, _)| Self::Only(index))
    }

    /// The types that are candidates.
    #[must_use]
    pub fn types(self, catalog: &Catalog) -> Vec<CacheTypeIndex> {
        match self {
            Self::Only(index) => vec![index],
            Self::Any => catalog
                .indexed_cache_types()
                .filter(|(_, row)| !Self::SAME_AS_STANDARD.contains(&row.id.as_str()))
                .map(|(index, _)| index)
                .collect(),
        }
    }

    /// The choice's name in the query string.
    #[must_use]
    pub fn name(self, catalog: &Catalog) -> &str {
        match self {
            Self::Only(index) => catalog
                .cache_type(index)
                .map_or(CacheType::STANDARD, |row| row.id.as_str()),
            Self::Any => Self::ANY,
        }
    }
}
