//! The measurements in `tests/data/`.

pub(crate) mod speed;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::num::NonZeroU64;

use headroom_core::catalog::{Architecture, Catalog};
use headroom_core::ggml::TensorType;
use headroom_core::memory::llama_cpp::Settings;
use headroom_core::units::Tokens;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The measured models.
pub(crate) struct Models {
    catalog: Catalog,
    rows: BTreeMap<String, ModelRow>,
}

#[derive(Deserialize)]
struct ModelRow {
    model: String,
    catalog: Option<String>,
    architecture: Option<Architecture>,
}

/// The weights of a measured model: type, bytes, bytes with an importance matrix, device bytes.
#[derive(Deserialize)]
pub(crate) struct WeightsRow {
    pub(crate) model: String,
    pub(crate) tensors: u64,
    pub(crate) values: u64,
    pub(crate) types: Vec<(String, u64, u64, Option<u64>)>,
}

#[derive(Deserialize)]
struct File<T> {
    rows: Vec<T>,
}

fn read<T: DeserializeOwned>(name: &str) -> Result<Vec<T>, Box<dyn Error>> {
    let path = format!("{}/tests/data/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let file: File<T> = serde_json::from_str(&fs::read_to_string(path)?)?;
    Ok(file.rows)
}

/// The measured weights.
pub(crate) fn weights() -> Result<Vec<WeightsRow>, Box<dyn Error>> {
    read("weights")
}

impl Models {
    /// Reads the measured models.
    pub(crate) fn read() -> Result<Self, Box<dyn Error>> {
        let rows: Vec<ModelRow> = read("models")?;
        Ok(Self {
            catalog: headroom_data::catalog()?,
            rows: rows
                .into_iter()
                .map(|row| (row.model.clone(), row))
                .collect(),
        })
    }

    /// The id of a measured model in the catalog; `None` where the catalog lacks it.
    pub(crate) fn id(&self, model: &str) -> Option<&str> {
        self.rows.get(model)?.catalog.as_deref()
    }

    /// The shape of a measured model.
    pub(crate) fn architecture(&self, model: &str) -> Result<Architecture, Box<dyn Error>> {
        let row = self.rows.get(model).ok_or("not a measured model")?;
        match (&row.catalog, &row.architecture) {
            (Some(id), _) => {
                let (_, model) = self.catalog.find_model(id).ok_or("not in the catalog")?;
                Ok(model.architecture.clone())
            }
            (None, Some(architecture)) => Ok(architecture.clone()),
            (None, None) => Err("no shape".into()),
        }
    }
}

/// A measured model under many settings.
#[derive(Deserialize)]
pub(crate) struct SettingsRow {
    pub(crate) model: String,
    settings: Vec<Columns>,
}

/// The columns of `settings.json`.
type Columns = (
    u64,
    String,
    String,
    u8,
    u64,
    u64,
    u8,
    u8,
    u64,
    u64,
    u64,
    u64,
    u64,
    u64,
);

/// What was measured under some settings, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    pub(crate) settings: Settings,
    pub(crate) cache: u64,
    pub(crate) recurrent: u64,
    pub(crate) output: u64,
    pub(crate) compute: u64,
    pub(crate) compute_host: u64,
}

impl SettingsRow {
    /// The settings with what was measured under each.
    pub(crate) fn measured(&self) -> Result<Vec<Measured>, Box<dyn Error>> {
        self.settings.iter().map(read_columns).collect()
    }
}

fn read_columns(columns: &Columns) -> Result<Measured, Box<dyn Error>> {
    let cache_type = |name: &str| TensorType::from_cache_name(name);
    Ok(Measured {
        settings: Settings {
            context: Tokens::new(columns.0),
            keys: cache_type(&columns.1)?,
            values: cache_type(&columns.2)?,
            flash_attention: columns.3 == 1,
            ubatch: columns.4,
            sequences: columns.5,
            unified: columns.6 == 1,
            full_window: columns.7 == 1,
            outputs: NonZeroU64::new(columns.8),
            devices: 1,
        },
        cache: columns.9,
        recurrent: columns.10,
        output: columns.11,
        compute: columns.12,
        compute_host: columns.13,
    })
}

/// The measured caches and buffers.
pub(crate) fn settings() -> Result<Vec<SettingsRow>, Box<dyn Error>> {
    read("settings")
}

/// A configuration of a model of the catalog.
#[derive(Deserialize)]
pub(crate) struct ConfigRow {
    pub(crate) catalog: String,
    pub(crate) config: serde_json::Value,
}

/// The configurations.
pub(crate) fn configs() -> Result<Vec<ConfigRow>, Box<dyn Error>> {
    read("configs")
}

/// A model measured on several devices.
#[derive(Deserialize)]
pub(crate) struct DevicesRow {
    pub(crate) model: String,
    #[serde(rename = "type")]
    pub(crate) file_type: String,
    pub(crate) context: u64,
    pub(crate) flash_attention: u8,
    pub(crate) outputs: u64,
    /// Weights, cache with states, and compute buffer of each.
    pub(crate) devices: Vec<(u64, u64, u64)>,
}

/// The models measured on several devices.
pub(crate) fn devices() -> Result<Vec<DevicesRow>, Box<dyn Error>> {
    read("devices")
}

/// A published file: measured model, type, whether made with an importance matrix, size, where.
pub(crate) type PublishedRow = (String, String, u8, String, String);

/// The sizes of published files.
pub(crate) fn published() -> Result<Vec<PublishedRow>, Box<dyn Error>> {
    read("published")
}

/// What a published log states, in MiB.
#[derive(Debug, Deserialize)]
pub(crate) struct LogRow {
    pub(crate) log: u32,
    pub(crate) model: String,
    #[serde(rename = "type")]
    pub(crate) file_type: String,
    pub(crate) backend: String,
    pub(crate) context: u64,
    k: String,
    v: String,
    flash_attention: u8,
    ubatch: u64,
    sequences: u64,
    outputs: u64,
    pub(crate) weights: f64,
    pub(crate) cache: f64,
    pub(crate) compute: f64,
}

impl LogRow {
    pub(crate) fn settings(&self) -> Result<Settings, Box<dyn Error>> {
        let cache_type = |name: &str| TensorType::from_cache_name(name);
        Ok(Settings {
            keys: cache_type(&self.k)?,
            values: cache_type(&self.v)?,
            flash_attention: self.flash_attention == 1,
            ubatch: self.ubatch,
            sequences: self.sequences,
            outputs: NonZeroU64::new(self.outputs),
            ..Settings::new(Tokens::new(self.context))
        })
    }
}

/// The published logs.
pub(crate) fn logs() -> Result<Vec<LogRow>, Box<dyn Error>> {
    read("logs")
}
