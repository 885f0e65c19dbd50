//! Fields of the data files that the catalog does not hold: checked when they are read, and dropped.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::catalog::{Audited, Backend, Specified};
use crate::units::Tokens;

/// The further fields of a model's row. Those given as [`Value`] are not looked into.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "reading a field is checking its form")]
pub(super) struct ModelUnusedFields {
    /// The month of its release, `YYYY-MM`.
    pub(super) released: String,
    /// The uses that its developer names, beyond chat.
    #[serde(default)]
    pub(super) capabilities: Vec<Capability>,
    /// A longer context that the developer names, reached by scaling the positions.
    #[serde(default)]
    pub(super) extended_context: Option<Tokens>,
    /// The basis on which its dimensions are known.
    pub(super) confidence: Confidence,
}

/// The keys of a model's row that are unused fields.
pub(super) const MODEL_UNUSED_FIELDS: &[&str] = &[
    "released",
    "capabilities",
    "extended_context",
    "vision_tower",
    "published",
    "confidence",
    "notes",
];

/// A use that a model's developer names, beyond chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Capability {
    Code,
    Tools,
    Multilingual,
    Math,
    Vision,
    Audio,
}

/// The basis on which a model's dimensions are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Confidence {
    /// Read from its configuration.
    Exact,
    /// Confirmed only by the parameter count, or partly inferred.
    Derived,
}

/// The further fields of a GPU's row.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "reading a field is checking its form")]
pub(super) struct GpuUnusedFields {
    /// The year of its release.
    pub(super) released: u16,
    /// The market that it is made for.
    pub(super) class: GpuClass,
    /// Dense 16-bit floating-point operations in 10¹²/s.
    #[serde(default)]
    pub(super) fp16_tflops: Option<f64>,
    /// The same of matrix units, where that figure leaves them out.
    #[serde(default)]
    pub(super) matrix_tflops: Option<f64>,
    /// Names that its driver gives it.
    #[serde(default)]
    pub(super) driver_names: Vec<String>,
    /// Measured rates of reading prompts in 10¹²/s, and how many measurements there are.
    #[serde(default)]
    pub(super) prefill_tflops_measured: BTreeMap<Backend, (f64, u32)>,
}

/// The keys of a GPU's row that are unused fields.
pub(super) const GPU_UNUSED_FIELDS: &[&str] = &[
    "released",
    "class",
    "fp16_tflops",
    "matrix_tflops",
    "architecture",
    "memory_type",
    "tdp_watts",
    "driver_names",
    "renderer_patterns",
    "renderer_ambiguous_with",
    "webgpu_architecture",
    "prefill_tflops_measured",
    "driver_memory_gib",
    "notes",
];

/// The market that a platform is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum GpuClass {
    Consumer,
    Laptop,
    Workstation,
    Datacenter,
    Soc,
}

/// The further fields of a quantization's row.
#[derive(Debug, Deserialize)]
pub(super) struct QuantizationUnusedFields {
    /// Its row in the specification's table.
    #[serde(default)]
    pub(super) specified: Option<Specified>,
    /// The same figures from measurements on one baseline.
    #[serde(default)]
    pub(super) audited: Option<Audited>,
}

/// The keys of a quantization's row that are unused fields.
pub(super) const QUANTIZATION_UNUSED_FIELDS: &[&str] = &["specified", "audited"];

/// A row without unused fields.
#[derive(Debug, Deserialize)]
pub(super) struct NoUnusedFields {}
