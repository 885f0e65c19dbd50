//! Graphics cards and other platforms.

use serde::Deserialize;

use super::SpeedClass;
use crate::columnar::{columnar_enum, columnar_struct};
use crate::units::Bytes;

/// A platform to run on.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gpu {
    /// The id; unique.
    pub id: String,
    /// The name as the vendor writes it.
    pub name: String,
    /// The vendor.
    pub vendor: Vendor,
    /// Its kind, which says whose memory it uses.
    pub kind: GpuKind,
    /// The class of its speed; `None` where no such platform was measured.
    #[serde(default)]
    pub speed_class: Option<SpeedClass>,
    /// The sizes of memory that it is sold with; empty where the memory is the computer's.
    #[serde(default)]
    pub memory: Vec<GpuMemory>,
    /// Share of the computer's memory that it may use, where `memory` is empty.
    #[serde(default)]
    pub usable: Option<f64>,
    /// Bandwidth of the memory in GB/s (10⁹ bytes).
    pub bandwidth: f64,
}

columnar_struct!(Gpu {
    id,
    name,
    vendor,
    kind,
    speed_class,
    memory,
    usable,
    bandwidth
});

/// A size of memory.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GpuMemory {
    /// The size.
    pub bytes: Bytes,
    /// Share of it that the system lets the GPU use; `None` where all is the GPU's, or unknown.
    #[serde(default)]
    pub usable: Option<f64>,
}

columnar_struct!(GpuMemory { bytes, usable });

columnar_enum! {
    /// A vendor; they stand in the order of the picker.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Vendor {
        /// NVIDIA.
        Nvidia,
        /// Apple.
        Apple,
        /// AMD.
        Amd,
        /// Intel.
        Intel,
        /// Any other, and processors of any vendor.
        Other,
    }
}

impl Vendor {
    /// The vendor's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nvidia => "NVIDIA",
            Self::Apple => "Apple",
            Self::Amd => "AMD",
            Self::Intel => "Intel",
            Self::Other => "Processor only",
        }
    }
}

columnar_enum! {
    /// Whose memory it is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum GpuKind {
        /// A card with memory of its own.
        Discrete,
        /// A GPU that shares the computer's memory.
        Unified,
        /// No GPU: the processor and its memory.
        Cpu,
    }
}
