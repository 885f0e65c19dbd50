//! The query string: the table of its keys, reading and writing.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::choice::{Axis, CacheChoice, Method, Show, View};
use super::filter::{Filters, SizeRange};
use super::pick::Pick;
use super::{Hardware, Scenario, Uses};
use crate::catalog::{Backend, Catalog, Model};
use crate::memory::formula::Activation;
use crate::units::{ByteUnit, Bytes, Decimal, Tokens, parse_number, within};

/// What stays as it is in a value: everything but what would end it or be read as something else.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'+')
    .add(b'<')
    .add(b'>');

/// The key that is read before the others: what `vram` can mean depends on the platform.
const FIRST: &str = "gpu";

/// The longest part of a broken value that a message repeats, in characters.
const MOST_SHOWN: usize = 60;

/// A value that could not be used as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The key.
    pub key: &'static str,
    /// The value as it was given, shortened where it is very long.
    pub value: String,
    /// What was wrong with it.
    pub reason: String,
    /// What was used instead, as it would be written.
    pub used: String,
}

impl fmt::Display for Ignored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}: {}", self.key, self.value, self.reason)?;
        if self.used.is_empty() {
            f.write_str("; left out")
        } else {
            write!(f, "; {} used instead", self.used)
        }
    }
}

/// What a value was good for.
enum Read {
    /// It was taken as it stands.
    Taken,
    /// Something near it was taken.
    Adjusted(String),
}

/// How a value is read: the scenario is changed, or an error says why not.
type Reader = fn(&str, &mut Scenario, &Catalog) -> Result<Read, String>;

/// A key of the query string.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    read: Reader,
    /// The text of the scenario's value.
    write: fn(&Scenario, &Catalog) -> String,
}

impl Key {
    /// The canonical text of its value in a scenario; empty where it has none.
    #[must_use]
    pub fn text(&self, scenario: &Scenario, catalog: &Catalog) -> String {
        (self.write)(scenario, catalog)
    }
}

/// The keys in the order in which they are written.
pub const KEYS: &[Key] = &[
    Key {
        name: "vram",
        read: |text, scenario, catalog| {
            let asked: Bytes = parse(text)?;
            let read = clamp(
                &mut scenario.vram,
                asked,
                Scenario::LEAST_VRAM..=Scenario::MOST_VRAM,
                " GB",
            );
            let Hardware { capacity, .. } = scenario.hardware(catalog);
            let asked = std::mem::replace(&mut scenario.vram, capacity);
            // Makers say GB and mean GiB: the size is the one that was meant.
            Ok(
                if asked.get().abs_diff(capacity.get()) <= capacity.get() / 12 {
                    read
                } else {
                    Read::Adjusted(
                        "the chosen platform is not sold with this much memory".to_owned(),
                    )
                },
            )
        },
        write: |scenario, catalog| scenario.hardware(catalog).capacity.to_string(),
    },
    Key {
        name: "gpu",
        read: |text, scenario, catalog| {
            let (index, _) = catalog.find_gpu(text).ok_or("there is no such GPU")?;
            scenario.gpu = Some(index);
            Ok(Read::Taken)
        },
        write: |scenario, catalog| {
            let gpu = scenario.gpu.and_then(|index| catalog.gpu(index));
            gpu.map_or_else(String::new, |gpu| gpu.id.clone())
        },
    },
    Key {
        name: "gpus",
        read: |text, scenario, _| {
            let asked = parse_count(text)?;
            Ok(clamp(
                &mut scenario.gpus,
                asked,
                1..=Scenario::MOST_GPUS,
                "",
            ))
        },
        write: |scenario, _| scenario.gpus.to_string(),
    },
    Key {
        name: "bandwidth",
        read: |text, scenario, _| {
            let number = text.trim().trim_end_matches("GB/s");
            let asked = parse_number(number).ok_or("not a number of GB/s")?;
            let (least, most) = (*Scenario::BANDWIDTHS.start(), *Scenario::BANDWIDTHS.end());
            scenario.bandwidth = Some(within(asked, least, most));
            Ok(if Scenario::BANDWIDTHS.contains(&asked) {
                Read::Taken
            } else {
                out_of_range(&Decimal::plain(least), &Decimal::plain(most), " GB/s")
            })
        },
        write: |scenario, _| number(scenario.bandwidth),
    },
    Key {
        name: "backend",
        read: |text, scenario, _| {
            scenario.backend = Some(named(text, &Backend::ALL, Backend::name)?);
            Ok(Read::Taken)
        },
        write: |scenario, _| scenario.backend.map_or("", Backend::name).to_owned(),
    },
    Key {
        name: "ram",
        read: |text, scenario, _| {
            let asked: Bytes = parse(text)?;
            let most = Scenario::MOST_VRAM;
            Ok(clamp(&mut scenario.ram, asked, Bytes::ZERO..=most, " GB"))
        },
        write: |scenario, _| scenario.ram.to_string(),
    },
    Key {
        name: "reserve",
        read: |text, scenario, _| {
            let asked: Bytes = parse(text)?;
            let most = Scenario::MOST_VRAM;
            Ok(clamp(
                &mut scenario.reserve,
                asked,
                Bytes::ZERO..=most,
                " GB",
            ))
        },
        write: |scenario, _| scenario.reserve.to_string(),
    },
    Key {
        name: "share",
        read: |text, scenario, _| {
            let number = text.trim().trim_end_matches('%');
            let asked = parse_number(number).ok_or("not a percentage")?;
            let share = within(asked, 10.0, 100.0);
            scenario.share = Some(share);
            Ok(if share == asked {
                Read::Taken
            } else {
                Read::Adjusted("outside the range from 10 to 100 %".to_owned())
            })
        },
        write: |scenario, _| number(scenario.share),
    },
    Key {
        name: "ctx",
        read: |text, scenario, _| {
            let asked: Tokens = parse(text)?;
            let range = Scenario::LEAST_CONTEXT..=Scenario::MOST_CONTEXT;
            Ok(clamp(&mut scenario.context, asked, range, " tokens"))
        },
        write: |scenario, _| scenario.context.to_string(),
    },
    Key {
        name: "depth",
        read: |text, scenario, _| {
            let asked: Tokens = parse(text)?;
            let range = Tokens::new(0)..=Scenario::MOST_CONTEXT;
            Ok(clamp(&mut scenario.depth, asked, range, " tokens"))
        },
        write: |scenario, _| scenario.depth.to_string(),
    },
    Key {
        name: "prompt",
        read: |text, scenario, _| {
            let asked: Tokens = parse(text)?;
            let range = Tokens::new(1)..=Scenario::MOST_CONTEXT;
            Ok(clamp(&mut scenario.prompt, asked, range, " tokens"))
        },
        write: |scenario, _| scenario.prompt.to_string(),
    },
    Key {
        name: "kv",
        read: |text, scenario, catalog| {
            scenario.cache = if text.eq_ignore_ascii_case(CacheChoice::ANY) {
                CacheChoice::Any
            } else {
                let found = catalog.find_cache_type(text);
                CacheChoice::Only(found.ok_or("there is no such KV cache type")?.0)
            };
            Ok(Read::Taken)
        },
        write: |scenario, catalog| scenario.cache.name(catalog).to_owned(),
    },
    Key {
        name: "seqs",
        read: |text, scenario, _| {
            let asked = parse_count(text)?;
            let range = 1..=Scenario::MOST_SEQUENCES;
            Ok(clamp(&mut scenario.sequences, asked, range, ""))
        },
        write: |scenario, _| scenario.sequences.to_string(),
    },
    Key {
        name: "use",
        read: |text, scenario, _| {
            let (uses, wrong) = Uses::read(text);
            let reason = wrong.map(|(part, error)| {
                if part == text {
                    error.to_string()
                } else {
                    format!("“{}”: {error}", shortened(part))
                }
            });
            match (uses, reason) {
                (Some(uses), reason) => {
                    scenario.uses = uses;
                    Ok(reason.map_or(Read::Taken, Read::Adjusted))
                }
                (None, Some(reason)) => Err(reason),
                (None, None) => Err("names no use".to_owned()),
            }
        },
        write: |scenario, _| scenario.uses.to_string(),
    },
    Key {
        name: "axis",
        read: |text, scenario, _| {
            scenario.axis = named(text, Axis::ALL, Axis::name)?;
            Ok(Read::Taken)
        },
        write: |scenario, _| scenario.axis.name().to_owned(),
    },
    Key {
        name: "method",
        read: |text, scenario, _| {
            scenario.method = named(text, Method::ALL, Method::name)?;
            Ok(Read::Taken)
        },
        write: |scenario, _| scenario.method.name().to_owned(),
    },
    Key {
        name: "overhead",
        read: |text, scenario, _| {
            scenario.overhead = parse(text)?;
            Ok(match &mut scenario.overhead {
                Activation::Fixed(bytes) => {
                    let (asked, most) = (*bytes, Scenario::MOST_VRAM);
                    clamp(bytes, asked, Bytes::ZERO..=most, " GB")
                }
                Activation::Percent(_) => Read::Taken,
            })
        },
        write: |scenario, _| scenario.overhead.to_string(),
    },
    Key {
        name: "unit",
        read: |text, scenario, _| {
            let units = &[ByteUnit::Gb, ByteUnit::Gib];
            scenario.unit = named(text, units, ByteUnit::name)?;
            Ok(Read::Taken)
        },
        write: |scenario, _| scenario.unit.name().to_owned(),
    },
    Key {
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
    },
    Key {
        name: "family",
        read: |text, scenario, catalog| {
            let known = |model: &'_ Model| Some(model.family.clone());
            let read = list(text, &mut scenario.filters.families, |name| {
                known_name(catalog, known, name)
            });
            read.map_err(|name| format!("there is no family “{name}”"))
        },
        write: |scenario, _| scenario.filters.families.join(","),
    },
    Key {
        name: "license",
        read: |text, scenario, catalog| {
            let known = |model: &'_ Model| model.license.clone();
            let read = list(text, &mut scenario.filters.licenses, |name| {
                known_name(catalog, known, name)
            });
            read.map_err(|name| format!("there is no license “{name}”"))
        },
        write: |scenario, _| scenario.filters.licenses.join(","),
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
        name: "show",
        read: |text, scenario, _| {
            scenario.show = named(text, Show::ALL, Show::name)?;
            Ok(Read::Taken)
        },
        write: |scenario, _| scenario.show.name().to_owned(),
    },
    Key {
        name: "sort",
        read: |text, scenario, _| {
            scenario.sort = Some(parse(text)?);
            Ok(Read::Taken)
        },
        write: |scenario, _| {
            scenario
                .sort
                .map_or_else(String::new, |sort| sort.to_string())
        },
    },
    Key {
        name: "pick",
        read: |text, scenario, catalog| {
            let pick = Pick::parse(text, catalog).map_err(|error| error.to_string())?;
            scenario.pick = Some(pick);
            Ok(Read::Taken)
        },
        write: |scenario, catalog| {
            scenario
                .pick
                .map_or_else(String::new, |pick| pick.write(catalog))
        },
    },
    Key {
        name: "view",
        read: |text, scenario, _| {
            scenario.view = named(text, View::ALL, View::name)?;
            Ok(Read::Taken)
        },
        write: |scenario, _| scenario.view.name().to_owned(),
    },
];

impl Scenario {
    /// Reads a query string, with or without its `?`.
    ///
    /// Unknown keys are left alone; of a key that stands twice the first counts; a value that
    /// cannot be used is replaced and reported. An empty value of a setting that is empty by
    /// default, such as a filter, is taken as it stands.
    #[must_use]
    pub fn parse(query: &str, catalog: &Catalog) -> (Self, Vec<Ignored>) {
        let query = query.trim_start_matches('?');
        let pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> =
            form_urlencoded::parse(query.as_bytes()).collect();
        let mut scenario = Self::new(catalog);
        let mut ignored = Vec::new();
        let is_first = |key: &&Key| key.name == FIRST;
        let rest = KEYS.iter().filter(|key| !is_first(key));
        for key in KEYS.iter().filter(is_first).chain(rest) {
            let Some((_, value)) = pairs.iter().find(|(name, _)| name == key.name) else {
                continue;
            };
            let text = value.trim();
            if text.is_empty() && (key.write)(&scenario, catalog).is_empty() {
                continue;
            }
            let before = scenario.clone();
            let reason = match (key.read)(text, &mut scenario, catalog) {
                Ok(Read::Taken) => continue,
                Ok(Read::Adjusted(reason)) => reason,
                Err(reason) => {
                    scenario = before;
                    reason
                }
            };
            ignored.push(Ignored {
                key: key.name,
                value: shortened(value),
                reason,
                used: (key.write)(&scenario, catalog),
            });
        }
        // A platform that is sold with certain sizes only: the one that is meant.
        scenario.vram = scenario.hardware(catalog).capacity;
        (scenario, ignored)
    }

    /// Writes the query string, without a `?`: defaults left out, keys in their order.
    #[must_use]
    pub fn query(&self, catalog: &Catalog) -> String {
        let standard = Self::parse(
            &self
                .gpu
                .and_then(|index| catalog.gpu(index))
                .map_or_else(String::new, |gpu| format!("gpu={}", gpu.id)),
            catalog,
        )
        .0;
        let mut query = String::new();
        for key in KEYS {
            let text = (key.write)(self, catalog);
            if text.is_empty() || (key.name != FIRST && text == (key.write)(&standard, catalog)) {
                continue;
            }
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(key.name);
            query.push('=');
            query.extend(utf8_percent_encode(&text, ESCAPED));
        }
        query
    }
}

/// The text, or its beginning where it is too long to repeat.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(MOST_SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn parse<T>(text: &str) -> Result<T, String>
where
    T: std::str::FromStr,
    T::Err: fmt::Display,
{
    text.parse().map_err(|error: T::Err| error.to_string())
}

/// A number that may be missing.
fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| Decimal::plain(value).to_string())
}

/// A whole number; what is too large to be held is taken as the largest.
fn parse_count(text: &str) -> Result<u64, String> {
    let digits = text.trim().trim_start_matches('+');
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return Err("not a whole number".to_owned());
    }
    Ok(digits.parse().unwrap_or(u64::MAX))
}

/// Sets `target` to what was asked, or to the nearer end of the range.
fn clamp<T: PartialOrd + Copy + fmt::Display>(
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

fn out_of_range(least: &dyn fmt::Display, most: &dyn fmt::Display, unit: &str) -> Read {
    Read::Adjusted(format!("outside the range from {least} to {most}{unit}"))
}

/// The value of a setting with this name.
fn named<T: Copy>(text: &str, values: &[T], name: impl Fn(T) -> &'static str) -> Result<T, String> {
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
fn list<T: PartialEq>(
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

/// A name as the catalog writes it, upper and lower case being the same.
fn known_name(
    catalog: &Catalog,
    name_of: impl Fn(&Model) -> Option<String>,
    name: &str,
) -> Option<String> {
    catalog
        .models
        .iter()
        .filter_map(name_of)
        .find(|known| known.eq_ignore_ascii_case(name))
}
