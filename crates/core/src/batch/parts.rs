//! A model's memory by either method.

use std::fmt;
use std::num::NonZeroU64;

use super::Request;
use crate::catalog::{Architecture, CacheType, Catalog, Quantization};
use crate::memory::formula::{self, CachedValues};
use crate::memory::llama_cpp::{ModelLayout, Settings, SettingsError};
use crate::scenario::Method;
use crate::units::Bytes;

/// Why a valid request has no estimate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EstimateError {
    /// The request belongs to another catalog.
    OtherCatalog,
    /// The program would refuse to start.
    Refused(SettingsError),
}

impl fmt::Display for EstimateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherCatalog => f.write_str("the request belongs to another catalog"),
            Self::Refused(refused @ SettingsError::QuantizedValues) => {
                write!(f, "flash_attention: {refused}")
            }
        }
    }
}

impl std::error::Error for EstimateError {}

/// The rows of the catalog that a request names.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) quantization: &'a Quantization,
    pub(super) keys: &'a CacheType,
    pub(super) values: &'a CacheType,
}

impl<'a> Rows<'a> {
    pub(super) fn of(request: &Request, catalog: &'a Catalog) -> Option<Self> {
        Some(Self {
            quantization: catalog.quantization(request.quantization)?,
            keys: catalog.cache_type(request.keys)?,
            values: catalog.cache_type(request.values)?,
        })
    }
}

/// Memory part by part; `None` is what the method leaves out.
pub(super) struct Parts {
    pub(super) parameters: u64,
    pub(super) weights: Bytes,
    pub(super) weights_device: Option<Bytes>,
    pub(super) kv_cache: Bytes,
    pub(super) recurrent_state: Option<Bytes>,
    pub(super) compute: Bytes,
    pub(super) compute_band: Option<f64>,
}

impl Parts {
    /// The memory by the method of `request`.
    pub(super) fn of(
        request: &Request,
        catalog: &Catalog,
        rows: Rows<'_>,
    ) -> Result<Self, EstimateError> {
        let architecture = request.subject.architecture(catalog);
        let architecture = architecture.ok_or(EstimateError::OtherCatalog)?;
        match request.method {
            Method::Formula => {
                let model = request.subject.model(catalog);
                let parameters = model.map_or_else(
                    || ModelLayout::new(architecture).parameters(),
                    |model| model.parameters.total,
                );
                Ok(Self::by_formula(request, architecture, parameters, rows))
            }
            Method::Exact => Self::exactly(request, architecture, rows),
        }
    }

    fn by_formula(
        request: &Request,
        architecture: &Architecture,
        parameters: u64,
        rows: Rows<'_>,
    ) -> Self {
        let weights = formula::weights(parameters, rows.quantization.bits);
        let cached = CachedValues::of(architecture);
        Self {
            parameters,
            weights,
            // The formula knows neither the embedding's place nor recurrent layers.
            weights_device: None,
            kv_cache: formula::kv_cache(
                cached,
                request.context,
                rows.keys.into(),
                rows.values.into(),
            ),
            recurrent_state: None,
            compute: request.overhead.beside(weights),
            compute_band: None,
        }
    }

    fn exactly(
        request: &Request,
        architecture: &Architecture,
        rows: Rows<'_>,
    ) -> Result<Self, EstimateError> {
        let settings = Settings {
            context: request.context,
            keys: rows.keys.tensor_type,
            values: rows.values.tensor_type,
            sequences: request.sequences,
            unified: request.unified,
            full_window: request.full_window,
            ubatch: request.ubatch,
            outputs: NonZeroU64::new(request.outputs),
            flash_attention: request.flash_attention,
            devices: 1,
        };
        settings.check().map_err(EstimateError::Refused)?;
        let plan = ModelLayout::new(architecture);
        let weights = plan.weights(rows.quantization.file_type, request.imatrix.into());
        let cache = plan.cache(&settings);
        let compute = plan.compute(&settings);
        Ok(Self {
            parameters: plan.parameters(),
            weights: weights.file,
            weights_device: Some(weights.device),
            kv_cache: cache.kv,
            recurrent_state: Some(cache.recurrent),
            compute: compute.device,
            compute_band: Some(compute.band),
        })
    }

    /// What a fully offloaded GPU holds; by the formula, which knows no GPU, the sum of all parts.
    pub(super) fn total(&self) -> Bytes {
        self.weights_device.unwrap_or(self.weights)
            + self.kv_cache
            + self.recurrent_state.unwrap_or_default()
            + self.compute
    }
}
