//! The keys of what the model is for and what is wanted most.

use super::Key;
use crate::scenario::query::read::{Read, named};
use crate::scenario::query::warning::shortened;
use crate::scenario::{Axis, UseCases};

pub(super) const USE: Key = Key {
    name: "use",
    read: |text, scenario, _| {
        let (uses, wrong) = UseCases::read(text);
        let reason = wrong.map(|(part, error)| {
            if part == text {
                error.to_string()
            } else {
                format!("“{}”: {error}", shortened(part))
            }
        });
        match (uses, reason) {
            (Some(uses), reason) => {
                scenario.goal.use_cases = uses;
                Ok(reason.map_or(Read::Taken, Read::Adjusted))
            }
            (None, Some(reason)) => Err(reason),
            (None, None) => Err("names no use".to_owned()),
        }
    },
    write: |scenario, _| scenario.goal.use_cases.to_string(),
};

pub(super) const AXIS: Key = Key {
    name: "axis",
    read: |text, scenario, _| {
        scenario.goal.axis = named(text, Axis::ALL, Axis::name)?;
        Ok(Read::Taken)
    },
    write: |scenario, _| scenario.goal.axis.name().to_owned(),
};
