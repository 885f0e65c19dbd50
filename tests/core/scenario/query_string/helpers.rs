//! Query strings as they are read.

use headroom_core::scenario::{CacheChoice, QueryWarning, Scenario};

use crate::helpers::catalog;

pub(crate) const GIB: u64 = 1 << 30;
pub(crate) const GB: u64 = 1_000_000_000;

pub(crate) fn parse(query: &str) -> (Scenario, Vec<QueryWarning>) {
    Scenario::parse(query, catalog())
}

/// The scenario of a query string in which nothing is ignored.
pub(crate) fn read(query: &str) -> Scenario {
    let (scenario, ignored) = parse(query);
    assert_eq!(ignored, [], "{query}");
    scenario
}

/// The only message about a query string.
pub(crate) fn message(query: &str) -> String {
    let (_, ignored) = parse(query);
    assert_eq!(ignored.len(), 1, "{query}: {ignored:?}");
    ignored[0].to_string()
}

/// The canonical form of a query string.
pub(crate) fn canonical(query: &str) -> String {
    parse(query).0.query(catalog())
}

pub(crate) fn cache_type(id: &str) -> CacheChoice {
    CacheChoice::Only(catalog().find_cache_type(id).unwrap().0)
}
