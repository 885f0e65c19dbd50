//! The command line behind `cargo xtask fit-quality` and `cargo xtask fit-quantization`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use headroom_fit::benchmarks::{self, Benchmarks};
use headroom_fit::rating::Fit;
use headroom_fit::{file, quality, validation};
use lexopt::prelude::*;

const HELP: &str = "\
Fits what the page's data take from measurements.

    headroom-fit quality DATA [--check]        data/quality.json from data/benchmarks/

DATA is the folder `data`. With --check nothing is written: it is an error if the file differs
from the fit by more than rounding.
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    let mut values = Vec::new();
    let mut check = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(value) => values.push(value),
            Long("check") => check = true,
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let [name, data] = values.as_slice() else {
        bail!("A fit and the folder of the data must be named; see --help.");
    };
    let data = PathBuf::from(data);
    match name.to_str() {
        Some("quality") => fit_quality(&data, check),
        _ => bail!("There is no fit {name:?}; see --help."),
    }
}

fn fit_quality(data: &Path, check: bool) -> Result<()> {
    let benchmarks = benchmarks::read(&data.join("benchmarks"))?;
    let fit = Fit::of(&benchmarks)?;
    report(&benchmarks, &fit)?;
    let text = quality::write(&benchmarks, &fit.ratings)?;
    settle(&data.join("quality.json"), &text, quality::TOLERANCE, check)
}

/// Writes the file, or says how it differs.
fn settle(path: &Path, text: &str, tolerance: f64, check: bool) -> Result<()> {
    if !check {
        fs::write(path, text).with_context(|| format!("{} cannot be written.", path.display()))?;
        println!("{} is written.", path.display());
        return Ok(());
    }
    let there =
        fs::read_to_string(path).with_context(|| format!("{} cannot be read.", path.display()))?;
    let differences = file::differences(
        &serde_json::from_str(text)?,
        &serde_json::from_str(&there)?,
        tolerance,
    );
    for difference in differences.iter().take(20) {
        eprintln!("{difference}");
    }
    if !differences.is_empty() {
        bail!(
            "{} differs from the fit in {} places.",
            path.display(),
            differences.len()
        );
    }
    println!("{} is what the fit gives.", path.display());
    Ok(())
}

fn report(benchmarks: &Benchmarks, fit: &Fit) -> Result<()> {
    let (open, closed) = benchmarks.counts();
    println!(
        "{} tables, {open} scores of open models, {closed} of closed ones; {} entries rated",
        fit.observations.tables.len(),
        fit.ratings.len()
    );
    println!(
        "{:.2} points for one standard deviation of ability",
        fit.index.points_per_unit
    );
    let held_out = validation::hold_out(&fit.observations)?;
    println!(
        "hidden scores ({}): mean error {:.2} percentage points, median {:.2}; \
         of a single ability {:.2}, of each table's mean {:.2}",
        held_out.scores, held_out.mean, held_out.median, held_out.single, held_out.baseline
    );
    for (domain, error) in &held_out.domains {
        println!("  {:<10} {error:.2}", domain.name());
    }
    for ((_, nominal), share) in validation::INTERVALS.iter().zip(&held_out.coverage) {
        println!("  within the {nominal:.2} interval: {share:.3}");
    }
    if let Some(arena) = validation::arena(benchmarks, &fit.ratings) {
        println!(
            "LMArena, {} entries: Spearman {:.3}, Kendall {:.3}",
            arena.entries, arena.spearman, arena.kendall
        );
    }
    Ok(())
}
