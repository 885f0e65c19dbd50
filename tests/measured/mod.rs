//! The measurements in `tests/data/`.
#![allow(dead_code, reason = "each test reads a part of them")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;

use headroom::catalog::{Architecture, Catalog};
use headroom::embedded;
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
            catalog: embedded::catalog()?,
            rows: rows
                .into_iter()
                .map(|row| (row.model.clone(), row))
                .collect(),
        })
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
