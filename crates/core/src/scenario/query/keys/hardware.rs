//! The keys of the hardware.

use super::Key;
use crate::catalog::Backend;
use crate::scenario::query::read::{Read, clamp, named, number, out_of_range, parse, parse_count};
use crate::scenario::{ExtraGpus, Scenario};
use crate::units::{Bytes, Decimal, parse_decimal};

pub(super) const VRAM: Key = Key {
    name: "vram",
    read: |text, scenario, catalog| {
        let asked: Bytes = parse(text)?;
        let read = clamp(
            &mut scenario.hardware.vram,
            asked,
            Scenario::LEAST_VRAM..=Scenario::MOST_VRAM,
            " GB",
        );
        let asked = scenario.hardware.vram;
        scenario.hardware.settle_memory(catalog);
        let capacity = scenario.hardware.vram;
        // Makers say GB and mean GiB: the size is the one that was meant.
        Ok(
            if asked.get().abs_diff(capacity.get()) <= capacity.get() / 12 {
                read
            } else {
                Read::Adjusted("the chosen platform is not sold with this much memory".to_owned())
            },
        )
    },
    write: |scenario, catalog| {
        scenario
            .hardware
            .memory_budget(catalog)
            .capacity
            .to_string()
    },
};

pub(super) const GPU: Key = Key {
    name: "gpu",
    read: |text, scenario, catalog| {
        let (index, _) = catalog.find_gpu(text).ok_or("there is no such GPU")?;
        scenario.hardware.gpu = Some(index);
        Ok(Read::Taken)
    },
    write: |scenario, catalog| {
        let gpu = scenario.hardware.gpu.and_then(|index| catalog.gpu(index));
        gpu.map_or_else(String::new, |gpu| gpu.id.clone())
    },
};

pub(super) const GPUS: Key = Key {
    name: "gpus",
    read: |text, scenario, _| {
        let asked = parse_count(text)?;
        Ok(clamp(
            &mut scenario.hardware.gpus,
            asked,
            1..=Scenario::MOST_GPUS,
            "",
        ))
    },
    write: |scenario, _| scenario.hardware.gpus.to_string(),
};

pub(super) const ALSO: Key = Key {
    name: "also",
    read: |text, scenario, catalog| {
        let (others, wrong) = ExtraGpus::read(text, catalog);
        match wrong.map(|error| error.to_string()) {
            Some(reason) if others == ExtraGpus::default() => Err(reason),
            reason => {
                scenario.hardware.extra_gpus = others;
                Ok(reason.map_or(Read::Taken, Read::Adjusted))
            }
        }
    },
    write: |scenario, catalog| scenario.hardware.extra_gpus.ids(catalog),
};

pub(super) const BANDWIDTH: Key = Key {
    name: "bandwidth",
    read: |text, scenario, _| {
        let number = text.trim().trim_end_matches("GB/s");
        let asked = parse_decimal(number).ok_or("not a number of GB/s")?;
        let (least, most) = (*Scenario::BANDWIDTHS.start(), *Scenario::BANDWIDTHS.end());
        scenario.hardware.bandwidth = Some(asked.clamp(least, most));
        Ok(if Scenario::BANDWIDTHS.contains(&asked) {
            Read::Taken
        } else {
            out_of_range(&Decimal::plain(least), &Decimal::plain(most), " GB/s")
        })
    },
    write: |scenario, _| number(scenario.hardware.bandwidth),
};

pub(super) const BACKEND: Key = Key {
    name: "backend",
    read: |text, scenario, _| {
        scenario.hardware.backend = Some(named(text, &Backend::ALL, Backend::name)?);
        Ok(Read::Taken)
    },
    write: |scenario, _| {
        scenario
            .hardware
            .backend
            .map_or("", Backend::name)
            .to_owned()
    },
};

pub(super) const RAM: Key = Key {
    name: "ram",
    read: |text, scenario, _| {
        let asked: Bytes = parse(text)?;
        let most = Scenario::MOST_VRAM;
        Ok(clamp(
            &mut scenario.hardware.ram,
            asked,
            Bytes::ZERO..=most,
            " GB",
        ))
    },
    write: |scenario, _| scenario.hardware.ram.to_string(),
};

pub(super) const RESERVE: Key = Key {
    name: "reserve",
    read: |text, scenario, _| {
        let asked: Bytes = parse(text)?;
        let most = Scenario::MOST_VRAM;
        Ok(clamp(
            &mut scenario.hardware.reserve,
            asked,
            Bytes::ZERO..=most,
            " GB",
        ))
    },
    write: |scenario, _| scenario.hardware.reserve.to_string(),
};

pub(super) const SHARE: Key = Key {
    name: "share",
    read: |text, scenario, _| {
        let number = text.trim().trim_end_matches('%');
        let asked = parse_decimal(number).ok_or("not a percentage")?;
        let share = asked.clamp(10.0, 100.0);
        scenario.hardware.share = Some(share);
        Ok(if share == asked {
            Read::Taken
        } else {
            Read::Adjusted("outside the range from 10 to 100 %".to_owned())
        })
    },
    write: |scenario, _| number(scenario.hardware.share),
};
