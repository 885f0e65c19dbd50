//! The keys of the workload: what the model is given to do at once.

use crate::scenario::query::value::{Custom, KeyOption, Number, field};
use crate::scenario::{CacheChoice, Key, Scenario};
use crate::units::Tokens;

/// The KV cache types that a control offers, beside any of them.
const COMMON_CACHE_TYPES: [&str; 4] = ["f16", "q8_0", "q4_0", CacheChoice::ANY];

/// The context.
pub static CTX: Key = Key::new(
    "ctx",
    "Context",
    "context in tokens: `32768`, `32k` (k = 1,024), `1m`",
    &Number::required(
        field!(workload.context),
        Scenario::LEAST_CONTEXT..=Scenario::MOST_CONTEXT,
        " tokens",
    ),
)
.spoken("Context in tokens, as 32768 or 32k");

/// The depth at which speed is estimated.
pub static DEPTH: Key = Key::new(
    "depth",
    "Tokens before it",
    "tokens before the one that is timed",
    &Number::required(
        field!(workload.depth),
        Tokens::new(0)..=Scenario::MOST_CONTEXT,
        " tokens",
    ),
);

/// The prompt that is timed.
pub static PROMPT: Key = Key::new(
    "prompt",
    "Prompt tokens",
    "tokens of the prompt whose reading is timed",
    &Number::required(
        field!(workload.prompt),
        Tokens::new(1)..=Scenario::MOST_CONTEXT,
        " tokens",
    ),
);

/// The KV cache type.
pub static KV: Key = Key::new(
    "kv",
    "KV cache",
    "type of the KV cache, or `any`",
    &Custom {
        field: field!(workload.cache),
        read: |text, catalog| {
            Ok(if text.eq_ignore_ascii_case(CacheChoice::ANY) {
                CacheChoice::Any
            } else {
                let found = catalog.find_cache_type(text);
                CacheChoice::Only(found.ok_or("there is no such KV cache type")?.0)
            }
            .into())
        },
        write: |cache, catalog| cache.name(catalog).to_owned(),
        options: |_| COMMON_CACHE_TYPES.map(|id| KeyOption::new(id, id)).to_vec(),
    },
)
.spoken("KV cache type");

/// The number of parallel sequences.
pub static SEQS: Key = Key::new(
    "seqs",
    "Parallel sequences, which share the context",
    "parallel sequences, which share the context",
    &Number::required(field!(workload.sequences), 1..=Scenario::MOST_SEQUENCES, ""),
);
