//! The keys of what is wanted of a model, and of the estimate of its memory.

use crate::memory::formula::Activation;
use crate::quality::UseCases;
use crate::scenario::query::value::{Custom, Parsed, bounded, choice, field, no_options, parse};
use crate::scenario::query::warning::shortened;
use crate::scenario::{Key, Scenario};
use crate::units::Bytes;

/// The use cases.
pub static USE: Key = Key::new(
    "use",
    "Use case",
    "`general`, `code`, `math`, `tools`, `reasoning`, `instruct`, `vision`; several with \
           commas, each with a weight where it is not 1: `code:2,math,vision`",
    &Custom {
        field: field!(goal.use_cases),
        read: |text, _| {
            let (use_cases, error) = UseCases::read(text);
            let adjusted = error.map(|(part, error)| {
                if part == text {
                    error.to_string()
                } else {
                    format!("“{}”: {error}", shortened(part))
                }
            });
            match use_cases {
                Some(value) => Ok(Parsed { value, adjusted }),
                None => Err(adjusted.unwrap_or_else(|| "names no use".to_owned())),
            }
        },
        write: |use_cases, _| use_cases.to_string(),
        options: no_options,
    },
);

/// The ranking against memory.
pub static AXIS: Key = Key::new(
    "axis",
    "Ranked by",
    "what is ranked against memory: `quality`, `speed`, `efficiency` (quality above the \
           trend of size), `three` (quality and speed at once)",
    &choice(field!(goal.axis)),
);

/// The method of the estimate.
pub static METHOD: Key = Key::new(
    "method",
    "Memory: exact, as llama.cpp allocates, or by the formula",
    "`exact`: what llama.cpp allocates; `formula`",
    &choice(field!(goal.method)),
);

/// The formula's activation overhead.
pub static OVERHEAD: Key = Key::new(
    "overhead",
    "Activation overhead of the formula",
    "the formula's activation: `0.5GB` or `5%`",
    &Custom {
        field: field!(goal.overhead),
        read: |text, _| {
            Ok(match parse(text)? {
                Activation::Fixed(bytes) => {
                    bounded(bytes, &(Bytes::ZERO..=Scenario::MOST_VRAM), " GB")
                        .map(Activation::Fixed)
                }
                percent => percent.into(),
            })
        },
        write: |overhead, _| overhead.to_string(),
        options: no_options,
    },
)
.spoken("Activation overhead, as 0.5GB or 5%");
