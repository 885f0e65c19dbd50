//! The keys of the filters.

use super::Key;
use crate::scenario::query::read::{Read, clamp, list, names, parse, parse_count};
use crate::scenario::{Filters, SizeRange};

pub(super) const Q: Key = Key {
    name: "q",
    read: |text, scenario, _| {
        let kept: String = text.chars().take(Filters::MOST_TEXT).collect();
        scenario.filters.text = kept.trim().to_owned();
        Ok(if kept == text {
            Read::Taken
        } else {
            Read::Adjusted("longer than a search".to_owned())
        })
    },
    write: |scenario, _| scenario.filters.text.trim().to_owned(),
};

pub(super) const FAMILY: Key = Key {
    name: "family",
    read: |text, scenario, catalog| {
        let known = catalog.models.iter().map(|model| model.family.as_str());
        let read = names(text, &mut scenario.filters.families, known);
        read.map_err(|name| format!("there is no family “{name}”"))
    },
    write: |scenario, _| scenario.filters.families.join(","),
};

pub(super) const LICENSE: Key = Key {
    name: "license",
    read: |text, scenario, catalog| {
        let models = catalog.models.iter();
        let known = models.filter_map(|model| model.license.as_deref());
        let read = names(text, &mut scenario.filters.licenses, known);
        read.map_err(|name| format!("there is no license “{name}”"))
    },
    write: |scenario, _| scenario.filters.licenses.join(","),
};

pub(super) const SIZE: Key = Key {
    name: "size",
    read: |text, scenario, _| {
        scenario.filters.size = parse(text)?;
        Ok(Read::Taken)
    },
    write: |scenario, _| {
        let size: SizeRange = scenario.filters.size;
        if size.is_open() {
            String::new()
        } else {
            size.to_string()
        }
    },
};

pub(super) const REASONING: Key = Key {
    name: "reasoning",
    read: |text, scenario, _| {
        scenario.filters.reasoning = Some(match text.to_ascii_lowercase().as_str() {
            "yes" | "true" | "1" => true,
            "no" | "false" | "0" => false,
            _ => return Err("neither yes nor no".to_owned()),
        });
        Ok(Read::Taken)
    },
    write: |scenario, _| {
        match scenario.filters.reasoning {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        }
        .to_owned()
    },
};

pub(super) const LEAST: Key = Key {
    name: "least",
    read: |text, scenario, _| {
        let asked = parse_count(text)?;
        let mut least = asked;
        let read = clamp(&mut least, asked, 0..=Filters::MOST_POINTS, " points");
        scenario.filters.least = Some(least);
        Ok(read)
    },
    write: |scenario, _| {
        let least = scenario.filters.least;
        least.map_or_else(String::new, |least| least.to_string())
    },
};

pub(super) const QUANTS: Key = Key {
    name: "quants",
    read: |text, scenario, catalog| {
        let read = list(text, &mut scenario.filters.quantizations, |id| {
            catalog.find_quantization(id).map(|(index, _)| index)
        });
        read.map_err(|id| format!("there is no quantization “{id}”"))
    },
    write: |scenario, catalog| {
        let types = scenario.filters.quantizations.iter();
        let ids = types.filter_map(|&index| catalog.quantization(index));
        ids.map(|row| row.id.as_str()).collect::<Vec<_>>().join(",")
    },
};
