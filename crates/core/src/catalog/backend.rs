//! The programs' ways to use a platform.

use serde::Deserialize;

use super::{Gpu, GpuKind, Vendor};
use crate::columnar::columnar_enum;

columnar_enum! {
    /// A backend of llama.cpp, or MLX.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, strum::EnumString, strum::IntoStaticStr)]
    #[serde(rename_all = "snake_case")]
    #[strum(ascii_case_insensitive, serialize_all = "snake_case")]
    pub enum Backend {
        /// NVIDIA CUDA.
        Cuda,
        /// AMD ROCm.
        Rocm,
        /// Vulkan.
        Vulkan,
        /// Apple Metal.
        Metal,
        /// Apple MLX.
        Mlx,
        /// Intel SYCL.
        Sycl,
        /// The processor.
        Cpu,
    }
}

impl Backend {
    /// The backend's name in requests.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The backend of this name, in either case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// The usual one of a platform: that of its vendor.
    #[must_use]
    pub const fn usual(gpu: &Gpu) -> Self {
        match (gpu.kind, gpu.vendor) {
            (GpuKind::Cpu, _) => Self::Cpu,
            (_, Vendor::Nvidia) => Self::Cuda,
            (_, Vendor::Amd) => Self::Rocm,
            (_, Vendor::Apple) => Self::Metal,
            (_, Vendor::Intel) => Self::Sycl,
            (_, Vendor::Other) => Self::Vulkan,
        }
    }

    /// True if it can run on a platform. Every computer has a processor.
    #[must_use]
    pub const fn runs_on(self, gpu: &Gpu) -> bool {
        let is_gpu = !matches!(gpu.kind, GpuKind::Cpu);
        match self {
            Self::Cpu => true,
            Self::Cuda => is_gpu && matches!(gpu.vendor, Vendor::Nvidia),
            Self::Rocm => is_gpu && matches!(gpu.vendor, Vendor::Amd),
            Self::Metal | Self::Mlx => is_gpu && matches!(gpu.vendor, Vendor::Apple),
            Self::Sycl => is_gpu && matches!(gpu.vendor, Vendor::Intel | Vendor::Nvidia),
            Self::Vulkan => is_gpu,
        }
    }
}
