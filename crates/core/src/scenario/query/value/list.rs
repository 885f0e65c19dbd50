//! Lists with commas.

use std::collections::BTreeMap;

use super::{Parsed, Reason};
use crate::scenario::query::warning::shortened;

/// Reads a list of what `find` knows. What it does not know is reported, and the rest is kept.
pub(in crate::scenario::query) fn ids<T: PartialEq>(
    text: &str,
    what: &str,
    find: impl Fn(&str) -> Option<T>,
) -> Result<Parsed<Vec<T>>, Reason> {
    let mut known = Vec::new();
    let mut unknown = None;
    let names = text.split(',').map(str::trim);
    for name in names.filter(|name| !name.is_empty()) {
        match find(name) {
            Some(value) if known.contains(&value) => {}
            Some(value) => known.push(value),
            None => unknown = Some(shortened(name)),
        }
    }
    match unknown {
        Some(name) if known.is_empty() => Err(format!("there is no {what} “{name}”")),
        unknown => Ok(Parsed {
            value: known,
            adjusted: unknown.map(|name| format!("“{name}” is not known")),
        }),
    }
}

/// Reads a list of names that models have, upper and lower case being the same. The models are gone
/// through once, however long the text is.
pub(in crate::scenario::query) fn names<'a>(
    text: &str,
    what: &str,
    known: impl Iterator<Item = &'a str>,
) -> Result<Parsed<Vec<String>>, Reason> {
    let mut spelled: BTreeMap<String, &str> = BTreeMap::new();
    for name in known {
        spelled.entry(name.to_ascii_lowercase()).or_insert(name);
    }
    ids(text, what, |name| {
        let found = spelled.get(&name.to_ascii_lowercase());
        found.map(|&name| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_of_names_goes_through_the_models_once() {
        let mut asked = 0;
        let known = ["Qwen", "Gemma", "Qwen"]
            .into_iter()
            .inspect(|_| asked += 1);
        let text = "nobody,qwen,".repeat(10_000);
        let read = names(&text, "family", known).map(|read| (read.value, read.adjusted));
        let unknown = "“nobody” is not known".to_owned();
        assert_eq!(read, Ok((vec!["Qwen".to_owned()], Some(unknown))));
        assert_eq!(asked, 3);
    }
}
