//! The keys of the workload: what the model is given to do at once.

use super::Key;
use crate::scenario::query::read::{Read, clamp, parse, parse_count};
use crate::scenario::{CacheChoice, Scenario};
use crate::units::Tokens;

pub(super) const CTX: Key = Key {
    name: "ctx",
    read: |text, scenario, _| {
        let asked: Tokens = parse(text)?;
        let range = Scenario::LEAST_CONTEXT..=Scenario::MOST_CONTEXT;
        Ok(clamp(
            &mut scenario.workload.context,
            asked,
            range,
            " tokens",
        ))
    },
    write: |scenario, _| scenario.workload.context.to_string(),
};

pub(super) const DEPTH: Key = Key {
    name: "depth",
    read: |text, scenario, _| {
        let asked: Tokens = parse(text)?;
        let range = Tokens::new(0)..=Scenario::MOST_CONTEXT;
        Ok(clamp(&mut scenario.workload.depth, asked, range, " tokens"))
    },
    write: |scenario, _| scenario.workload.depth.to_string(),
};

pub(super) const PROMPT: Key = Key {
    name: "prompt",
    read: |text, scenario, _| {
        let asked: Tokens = parse(text)?;
        let range = Tokens::new(1)..=Scenario::MOST_CONTEXT;
        Ok(clamp(
            &mut scenario.workload.prompt,
            asked,
            range,
            " tokens",
        ))
    },
    write: |scenario, _| scenario.workload.prompt.to_string(),
};

pub(super) const KV: Key = Key {
    name: "kv",
    read: |text, scenario, catalog| {
        scenario.workload.cache = if text.eq_ignore_ascii_case(CacheChoice::ANY) {
            CacheChoice::Any
        } else {
            let found = catalog.find_cache_type(text);
            CacheChoice::Only(found.ok_or("there is no such KV cache type")?.0)
        };
        Ok(Read::Taken)
    },
    write: |scenario, catalog| scenario.workload.cache.name(catalog).to_owned(),
};

pub(super) const SEQS: Key = Key {
    name: "seqs",
    read: |text, scenario, _| {
        let asked = parse_count(text)?;
        let range = 1..=Scenario::MOST_SEQUENCES;
        Ok(clamp(&mut scenario.workload.sequences, asked, range, ""))
    },
    write: |scenario, _| scenario.workload.sequences.to_string(),
};
