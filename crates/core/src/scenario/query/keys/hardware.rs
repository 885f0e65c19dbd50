//! The keys of the hardware.

use crate::scenario::query::value::{
    Custom, ExtraCards, Number, PlatformMemory, field, no_options, optional_choice,
};
use crate::scenario::{Key, Scenario};
use crate::units::Bytes;

/// The memory of a card or of the computer.
pub static VRAM: Key = Key::new(
    "vram",
    "VRAM",
    "memory: `24`, `24GB`, `24GiB`, `24564MiB`; bare means GB (10⁹ bytes)",
    &PlatformMemory(Number::required(
        field!(hardware.vram),
        Scenario::LEAST_VRAM..=Scenario::MOST_VRAM,
        " GB",
    )),
)
.spoken("VRAM, as 24, 24GB, 24GiB or 24564MiB");

/// The chosen platform.
pub static GPU: Key = Key::new(
    "gpu",
    "GPU",
    "id of a GPU in `data/gpus.json`; sets the capacity",
    &Custom {
        field: field!(hardware.gpu),
        read: |text, catalog| {
            let (index, _) = catalog.find_gpu(text).ok_or("there is no such GPU")?;
            Ok(Some(index).into())
        },
        write: |index, catalog| {
            let gpu = index.and_then(|index| catalog.gpu(index));
            gpu.map_or_else(String::new, |gpu| gpu.id.clone())
        },
        options: no_options,
    },
)
.unset("none");

/// The number of cards.
pub static GPUS: Key = Key::new(
    "gpus",
    "Cards",
    "number of cards",
    &Number::required(field!(hardware.gpus), 1..=Scenario::MOST_GPUS, ""),
);

/// Cards of other kinds.
pub static ALSO: Key = Key::new(
    "also",
    "Other cards, as 2x P40, 3060 12GB",
    "cards of other kinds beside them: ids with commas between, each with `:` and a number \
           where there are several",
    &ExtraCards(field!(hardware.extra_gpus)),
)
.spoken("Other cards beside it, as 2x P40, 3060 12GB")
.unset("none");

/// The bandwidth of the memory.
pub static BANDWIDTH: Key = Key::new(
    "bandwidth",
    "Memory bandwidth, GB/s",
    "bandwidth of the memory in GB/s, where no `gpu` is named",
    &Number::optional(field!(hardware.bandwidth), 1.0..=100_000.0, " GB/s"),
)
.unset("unknown: no speed");

/// The program that runs the model.
pub static BACKEND: Key = Key::new(
    "backend",
    "Backend",
    "`cuda`, `rocm`, `vulkan`, `metal`, `mlx`, `sycl`, `cpu`",
    &optional_choice(field!(hardware.backend)),
)
.unset("the vendor's usual one");

/// System memory.
pub static RAM: Key = Key::new(
    "ram",
    "System memory for layers that do not fit",
    "system memory for layers that do not fit, as `vram`",
    &Number::required(
        field!(hardware.ram),
        Bytes::ZERO..=Scenario::MOST_VRAM,
        " GB",
    ),
)
.spoken("System memory for layers that do not fit, as 64 or 64GB");

/// Memory for other programs.
pub static RESERVE: Key = Key::new(
    "reserve",
    "Keep free",
    "memory kept free, as `vram`",
    &Number::required(
        field!(hardware.reserve),
        Bytes::ZERO..=Scenario::MOST_VRAM,
        " GB",
    ),
)
.spoken("Memory kept free for other programs");

/// The GPU's share of unified memory.
pub static SHARE: Key = Key::new(
    "share",
    "Share of the memory the GPU may use, %",
    "percentage of unified memory that the GPU may use",
    &Number::optional(field!(hardware.share), 10.0..=100.0, "%"),
)
.unset("the platform's own");
