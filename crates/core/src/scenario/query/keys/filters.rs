//! The keys of the filters.

use crate::catalog::Catalog;
use crate::distinct::distinct;
use crate::scenario::query::value::{
    Custom, KeyOption, Number, Parsed, field, ids, names, no_options, parse,
};
use crate::scenario::{Filters, Key, SizeRange};

/// The search.
pub static Q: Key = Key::new(
    "q",
    "Search",
    "words that a model's name must have",
    &Custom {
        field: field!(filters.text),
        read: |text, _| {
            let kept: String = text.chars().take(Filters::MOST_TEXT).collect();
            let adjusted = (kept != text).then(|| "longer than a search".to_owned());
            let value = kept.trim().to_owned();
            Ok(Parsed { value, adjusted })
        },
        write: |text, _| text.trim().to_owned(),
        options: no_options,
    },
)
.unset("none");

/// The families.
pub static FAMILY: Key = Key::new(
    "family",
    "Family",
    "families of models, with commas between",
    &Custom {
        field: field!(filters.families),
        read: |text, catalog| names(text, "family", families(catalog)),
        write: |families, _| families.join(","),
        options: |catalog| any_or(families(catalog)),
    },
)
.unset("all");

/// The licenses.
pub static LICENSE: Key = Key::new(
    "license",
    "License",
    "licenses, with commas between",
    &Custom {
        field: field!(filters.licenses),
        read: |text, catalog| names(text, "license", licenses(catalog)),
        write: |licenses, _| licenses.join(","),
        options: |catalog| any_or(licenses(catalog)),
    },
)
.unset("all");

/// The range of sizes.
pub static SIZE: Key = Key::new(
    "size",
    "Parameters from",
    "billions of parameters: `7-32`, `7-`, `-32`",
    &Custom {
        field: field!(filters.size),
        read: |text, _| Ok(parse::<SizeRange>(text)?.into()),
        write: |size, _| {
            if size.is_open() {
                String::new()
            } else {
                size.to_string()
            }
        },
        options: no_options,
    },
)
.spoken("Parameters")
.unset("all");

/// Models that reason before they answer, or the others.
pub static REASONING: Key = Key::new(
    "reasoning",
    "Reasoning",
    "models that reason before they answer: `yes`, `no`",
    &Custom {
        field: field!(filters.reasoning),
        read: |text, _| match text.to_ascii_lowercase().as_str() {
            "yes" | "true" | "1" => Ok(Some(true).into()),
            "no" | "false" | "0" => Ok(Some(false).into()),
            _ => Err("neither yes nor no".to_owned()),
        },
        write: |reasoning, _| {
            reasoning
                .map_or("", |yes| if yes { "yes" } else { "no" })
                .to_owned()
        },
        options: |_| {
            [("", "any"), ("yes", "thinking"), ("no", "not thinking")]
                .map(|(value, label)| KeyOption::new(value, label))
                .to_vec()
        },
    },
)
.unset("both");

/// The least quality.
pub static LEAST: Key = Key::new(
    "least",
    "Least quality, points",
    "least quality in points",
    &Number::optional(field!(filters.least), 0..=300, " points"),
)
.unset("none");

/// The quantizations.
pub static QUANTS: Key = Key::new(
    "quants",
    "Quantizations to consider",
    "quantizations, with commas between",
    &Custom {
        field: field!(filters.quantizations),
        read: |text, catalog| {
            ids(text, "quantization", |id| {
                catalog.find_quantization(id).map(|(index, _)| index)
            })
        },
        write: |indices, catalog| {
            let rows = indices.iter();
            let rows = rows.filter_map(|&index| catalog.quantization(index));
            rows.map(|row| row.id.as_str())
                .collect::<Vec<_>>()
                .join(",")
        },
        options: no_options,
    },
)
.unset("the usual ones");

fn families(catalog: &Catalog) -> impl Iterator<Item = &str> {
    catalog.models.iter().map(|model| model.family.as_str())
}

fn licenses(catalog: &Catalog) -> impl Iterator<Item = &str> {
    let models = catalog.models.iter();
    models.filter_map(|model| model.license.as_deref())
}

/// No name, or one of these.
fn any_or<'a>(names: impl Iterator<Item = &'a str>) -> Vec<KeyOption> {
    let names = distinct(names)
        .into_iter()
        .map(|name| KeyOption::new(name, name));
    std::iter::once(KeyOption::new("", "any"))
        .chain(names)
        .collect()
}
