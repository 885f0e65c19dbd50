//! Reads `data/*.json`, checks every row and packs the catalog.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use headroom_core::catalog::{data, packing};

/// The folder of the facts, as seen from this package.
const FACTS: &str = "../../data";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FACTS}");
    let read = |name: &str| fs::read_to_string(format!("{FACTS}/{name}.json"));
    let (models, quantizations) = (read("models")?, read("quantizations")?);
    let (quality, gpus, speed) = (read("quality")?, read("gpus")?, read("speed")?);
    let files = data::Files {
        models: &models,
        quantizations: &quantizations,
        quality: &quality,
        gpus: &gpus,
        speed: &speed,
    };
    let catalog = data::read(files).map_err(|error| error.to_string())?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("catalog.columns"), packing::pack(catalog)?)?;
    Ok(())
}
