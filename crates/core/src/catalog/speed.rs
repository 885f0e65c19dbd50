//! The constants of the speed of generation and of reading a prompt; see [`crate::speed`].

use serde::Deserialize;

use super::{Backend, GpuKind, Vendor};
use crate::columnar::{columnar_enum, columnar_struct};

columnar_enum! {
    /// Platforms whose memory and arithmetic are used alike by the programs.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum SpeedClass {
        /// GeForce of Ampere and later.
        Geforce,
        /// GeForce of Turing.
        GeforceTuring,
        /// NVIDIA's workstation and datacenter cards with GDDR of Ampere and later.
        NvidiaWorkstation,
        /// The same of Turing.
        NvidiaWorkstationTuring,
        /// NVIDIA's cards with stacked memory (HBM).
        NvidiaHbm,
        /// NVIDIA's cards with GDDR of Pascal and Maxwell.
        NvidiaPascal,
        /// NVIDIA's chips that share the computer's memory.
        NvidiaUnified,
        /// AMD's cards of RDNA 1 to 3.
        AmdRdna,
        /// AMD's cards of RDNA 4.
        AmdRdna4,
        /// AMD's chips that share the computer's memory.
        AmdUnified,
        /// AMD's cards with stacked memory (HBM).
        AmdHbm,
        /// Apple's chips.
        Apple,
        /// Intel's cards with GDDR.
        IntelArc,
        /// Intel's chips that share the computer's memory.
        IntelUnified,
        /// The processor and its memory.
        Cpu,
    }
}

impl SpeedClass {
    /// True if platforms of this vendor and kind can be of the class.
    #[must_use]
    pub const fn includes(self, vendor: Vendor, kind: GpuKind) -> bool {
        match self {
            Self::Geforce
            | Self::GeforceTuring
            | Self::NvidiaWorkstation
            | Self::NvidiaWorkstationTuring
            | Self::NvidiaHbm
            | Self::NvidiaPascal => matches!((vendor, kind), (Vendor::Nvidia, GpuKind::Discrete)),
            Self::NvidiaUnified => matches!((vendor, kind), (Vendor::Nvidia, GpuKind::Unified)),
            Self::AmdRdna | Self::AmdRdna4 | Self::AmdHbm => {
                matches!((vendor, kind), (Vendor::Amd, GpuKind::Discrete))
            }
            Self::AmdUnified => matches!((vendor, kind), (Vendor::Amd, GpuKind::Unified)),
            Self::Apple => matches!((vendor, kind), (Vendor::Apple, GpuKind::Unified)),
            Self::IntelArc => matches!((vendor, kind), (Vendor::Intel, GpuKind::Discrete)),
            Self::IntelUnified => matches!((vendor, kind), (Vendor::Intel, GpuKind::Unified)),
            Self::Cpu => matches!(kind, GpuKind::Cpu),
        }
    }
}

/// The error band of an estimated speed: a share `h` says that four of five measured speeds lie
/// between `estimate / (1 + h)` and `estimate × (1 + h)`.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// For models without experts.
    pub dense: f64,
    /// For mixtures of experts.
    pub experts: f64,
}

columnar_struct!(Band { dense, experts });

/// The constants of generation: `data/speed.json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct SpeedFit {
    /// The constants that all classes share.
    pub shared: SharedFit,
    /// The measured classes; those of one class differ by the backend.
    pub classes: Vec<ClassFit>,
    /// The substitute for a class or a backend that was not measured, and for a memory of which
    /// nothing but the bandwidth is known.
    pub other: ClassFit,
}

columnar_struct!(SpeedFit {
    shared,
    classes,
    other
});

/// The constants of generation that do not depend on the platform.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedFit {
    /// `η_kv`: share of the bandwidth at which the cache is read.
    pub cache_share: f64,
    /// `μ`: how many times its bytes a mixture of experts takes to read.
    pub experts_bytes: f64,
    /// `ρ`: how many times a block's own time a block of a mixture of experts takes.
    pub experts_block: f64,
    /// Share of the system memory's bandwidth at which weights beyond the device are read.
    pub host_share: f64,
    /// Bandwidth of system memory where the visitor names none, GB/s.
    pub host_bandwidth: f64,
    /// The error band of an estimate with weights beyond the device.
    pub host_band: Band,
    /// The error band of an estimate with several cards.
    pub cards_band: Band,
}

columnar_struct!(SharedFit {
    cache_share,
    experts_bytes,
    experts_block,
    host_share,
    host_bandwidth,
    host_band,
    cards_band
});

/// The constants of generation of a class of platforms with some backends.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ClassFit {
    /// The class; `None` for what stands in for others.
    pub class: Option<SpeedClass>,
    /// The backends.
    pub backends: Vec<Backend>,
    /// `η`: share of the bandwidth at which weights are read.
    pub bandwidth_share: f64,
    /// `τ`: a block's own time in microseconds, whatever its size.
    pub block_us: f64,
    /// The error band of the estimate.
    pub band: Band,
}

columnar_struct!(ClassFit {
    class,
    backends,
    bandwidth_share,
    block_us,
    band
});

/// The constants and rates of reading prompts.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Prefill {
    /// The constants of the measured classes.
    pub classes: Vec<PrefillFit>,
    /// The rates of each platform, in the order of the catalog's GPUs.
    pub platforms: Vec<ArithmeticRate>,
}

columnar_struct!(Prefill { classes, platforms });

/// The constants of reading prompts of a class of platforms with some backends.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PrefillFit {
    /// The class.
    pub class: SpeedClass,
    /// The backends.
    pub backends: Vec<Backend>,
    /// `u`: share of the arithmetic rate that is reached.
    pub rate_share: f64,
    /// `e`: what is left of that with a mixture of experts.
    pub experts: f64,
    /// `a`: what is left of it in attention; more than 1 where attention is the faster part.
    pub attention: f64,
    /// The error band of the estimate.
    pub band: Band,
}

columnar_struct!(PrefillFit {
    class,
    backends,
    rate_share,
    experts,
    attention,
    band
});

/// The arithmetic rate of a platform.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ArithmeticRate {
    /// Dense 16-bit operations, 10¹²/s: the vendor's figure, of its matrix units where it has them.
    pub tflops: Option<f64>,
    /// Operations that reading a prompt reached, 10¹²/s, by backend.
    pub measured: Vec<(Backend, f64)>,
}

columnar_struct!(ArithmeticRate { tflops, measured });
