//! Reads `data/*.json`, checks every row and packs the catalog for the program to carry; makes
//! markup of what the page only shows.

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

#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "../src/catalog/mod.rs"]
mod catalog;
#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "../src/columns/mod.rs"]
mod columns;
#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "../src/app/markup.rs"]
mod markup;
#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "../src/quality/mod.rs"]
mod quality;
#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "../src/units/mod.rs"]
mod units;

/// What How it works says.
const PROSE: &str = "src/app/how/prose.html";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed={PROSE}");
    for module in ["app/markup.rs", "catalog", "columns", "quality", "units"] {
        println!("cargo::rerun-if-changed=src/{module}");
    }
    let read = |name: &str| fs::read_to_string(format!("data/{name}.json"));
    let (models, quantizations) = (read("models")?, read("quantizations")?);
    let (quality, gpus, speed) = (read("quality")?, read("gpus")?, read("speed")?);
    let files = catalog::source::Files {
        models: &models,
        quantizations: &quantizations,
        quality: &quality,
        gpus: &gpus,
        speed: &speed,
    };
    let catalog = catalog::source::read(files).map_err(|error| error.to_string())?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let table = catalog::source::quantization_table(&quantizations)?;
    let accuracy = accuracy::Accuracy::read(&read("accuracy")?)?;
    let prose = how::prose(&fs::read_to_string(PROSE)?, &catalog, &table, &accuracy)?;
    fs::write(out.join("how.rs"), prose)?;
    fs::write(out.join("catalog.columns"), catalog::packed::pack(catalog)?)?;
    Ok(())
}
