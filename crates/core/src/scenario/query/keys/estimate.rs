//! The keys of how memory is estimated and in which unit it is shown.

use super::Key;
use crate::memory::formula::Activation;
use crate::scenario::query::read::{Read, clamp, named, parse};
use crate::scenario::{Method, Scenario};
use crate::units::{ByteUnit, Bytes};

pub(super) const METHOD: Key = Key {
    name: "method",
    read: |text, scenario, _| {
        scenario.goal.method = named(text, Method::ALL, Method::name)?;
        Ok(Read::Taken)
    },
    write: |scenario, _| scenario.goal.method.name().to_owned(),
};

pub(super) const OVERHEAD: Key = Key {
    name: "overhead",
    read: |text, scenario, _| {
        scenario.goal.overhead = parse(text)?;
        Ok(match &mut scenario.goal.overhead {
            Activation::Fixed(bytes) => {
                let (asked, most) = (*bytes, Scenario::MOST_VRAM);
                clamp(bytes, asked, Bytes::ZERO..=most, " GB")
            }
            Activation::Percent(_) => Read::Taken,
        })
    },
    write: |scenario, _| scenario.goal.overhead.to_string(),
};

pub(super) const UNIT: Key = Key {
    name: "unit",
    read: |text, scenario, _| {
        let units = &[ByteUnit::Gb, ByteUnit::Gib];
        scenario.view.listing.unit = named(text, units, ByteUnit::name)?;
        Ok(Read::Taken)
    },
    write: |scenario, _| scenario.view.listing.unit.name().to_owned(),
};
