//! Makes the markup of How it works that is the same for every visitor: the prose with tables of what
//! `data/` holds.

mod accuracy;
mod how;
mod losses;
mod quantizations;
mod sources;
mod table;
mod template;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use headroom_core::catalog::data;

/// What How it works says.
const PROSE: &str = "src/how/prose.html";

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["data", "build", PROSE] {
        println!("cargo::rerun-if-changed={path}");
    }
    let read = |name: &str| fs::read_to_string(format!("data/{name}.json"));
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
    let table = data::quantization_table(&quantizations)?;
    let accuracy = accuracy::Accuracy::read(&read("accuracy")?)?;
    let prose = how::prose(&fs::read_to_string(PROSE)?, &catalog, &table, &accuracy)?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("how.rs"), prose)?;
    Ok(())
}
