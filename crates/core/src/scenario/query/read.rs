//! What the keys read their values and write their numbers with.

use std::fmt;
use std::ops::RangeInclusive;

use super::warning::shortened;
use crate::catalog::Catalog;
use crate::scenario::Scenario;
use crate::units::Decimal;

/// What a value was good for.
pub(super) enum Read {
    /// It was taken as it stands.
    Taken,
    /// Something near it was taken.
    Adjusted(String),
}

/// How a value is read: the scenario is changed, or an error says why not.
pub(super) type Reader = fn(&str, &mut Scenario, &Catalog) -> Result<Read, String>;

pub(super) fn parse<T>(text: &str) -> Result<T, String>
where
    T: std::str::FromStr,
    T::Err: fmt::Display,
{
    text.parse().map_err(|error: T::Err| error.to_string())
}

/// A number that may be missing.
pub(super) fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| Decimal::plain(value).to_string())
}

/// A whole number; what is too large to be held is taken as the largest.
pub(super) fn parse_count(text: &str) -> Result<u64, String> {
    let digits = text.trim().trim_start_matches('+');
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return Err("not a whole number".to_owned());
    }
    Ok(digits.parse().unwrap_or(u64::MAX))
}

/// Sets `target` to what was asked, or to the nearer end of the range.
pub(super) fn clamp<T: PartialOrd + Copy + fmt::Display>(
    target: &mut T,
    asked: T,
    range: RangeInclusive<T>,
    unit: &str,
) -> Read {
    let (least, most) = (*range.start(), *range.end());
    *target = if asked < least {
        least
    } else if asked > most {
        most
    } else {
        asked
    };
    if *target == asked {
        Read::Taken
    } else {
        out_of_range(&least, &most, unit)
    }
}

pub(super) fn out_of_range(least: &dyn fmt::Display, most: &dyn fmt::Display, unit: &str) -> Read {
    Read::Adjusted(format!("outside the range from {least} to {most}{unit}"))
}

/// The value of a setting with this name.
pub(super) fn named<T: Copy>(
    text: &str,
    values: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, String> {
    let found = values
        .iter()
        .copied()
        .find(|&value| name(value).eq_ignore_ascii_case(text));
    found.ok_or_else(|| {
        let names: Vec<&str> = values.iter().map(|&value| name(value)).collect();
        format!("none of {}", names.join(", "))
    })
}

/// Reads a list with commas; what is not known is reported, the rest is kept.
pub(super) fn list<T: PartialEq>(
    text: &str,
    target: &mut Vec<T>,
    find: impl Fn(&str) -> Option<T>,
) -> Result<Read, String> {
    let mut unknown = None;
    for name in text
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        match find(name) {
            Some(value) if target.contains(&value) => {}
            Some(value) => target.push(value),
            None => unknown = Some(shortened(name)),
        }
    }
    match unknown {
        None => Ok(Read::Taken),
        Some(name) if target.is_empty() => Err(name),
        Some(name) => Ok(Read::Adjusted(format!("“{name}” is not known"))),
    }
}

/// Reads a list of names that models have, where upper and lower case are the same. `known` gives the
/// name of each model; it is gone through once, however long the text is.
pub(super) fn names<'a>(
    text: &str,
    target: &mut Vec<String>,
    known: impl Iterator<Item = &'a str>,
) -> Result<Read, String> {
    let mut distinct: Vec<&str> = Vec::new();
    for name in known {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    list(text, target, |name| {
        let mut distinct = distinct.iter();
        let found = distinct.find(|known| known.eq_ignore_ascii_case(name));
        found.map(|&known| known.to_owned())
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
        let mut target = Vec::new();
        let read = names(&text, &mut target, known);
        assert!(matches!(read, Ok(Read::Adjusted(reason)) if reason.contains("nobody")));
        assert_eq!((asked, target), (3, vec!["Qwen".to_owned()]));
    }
}
