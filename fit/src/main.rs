//! The command line behind `cargo xtask fit-quality` and `cargo xtask fit-quantization`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use headroom_fit::benchmarks::{self, Benchmarks};
use headroom_fit::json_rows::Tolerance;
use headroom_fit::quantization::constants::{self, Constants};
use headroom_fit::quantization::{accuracy, effects, perplexity};
use headroom_fit::rating::Fit;
use headroom_fit::{json_rows, quality, validation};
use lexopt::prelude::*;

const HELP: &str = "\
Fits what the page's data take from measurements.

    headroom-fit quality DATA [--check]        quality.json from benchmarks/
    headroom-fit quantization DATA [--check]   the constants of the loss in quantizations.json from
                                               quantization_effects.json

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
        Some("quantization") => fit_quantization(&data, check),
        _ => bail!("There is no fit {name:?}; see --help."),
    }
}

fn fit_quality(data: &Path, check: bool) -> Result<()> {
    let benchmarks = benchmarks::read(&data.join("benchmarks"))?;
    let fit = Fit::of(&benchmarks)?;
    report(&benchmarks, &fit)?;
    let text = quality::write(&benchmarks, &fit.ratings)?;
    write_or_check(&data.join("quality.json"), &text, quality::TOLERANCE, check)
}

fn fit_quantization(data: &Path, check: bool) -> Result<()> {
    let path = data.join("quantizations.json");
    let quantizations = text(&path)?;
    let effects = effects::read(
        &text(&data.join("quantization_effects.json"))?,
        &quantizations,
    )?;
    let perplexity = perplexity::fit(&effects)?;
    let accuracy = accuracy::fit(&effects, &perplexity)?;
    let constants = Constants::of(&perplexity, &accuracy);
    let (measurements, models) = perplexity.counts;
    println!(
        "{measurements} perplexities of {models} models: error of a factor {:.2}",
        perplexity.error.exp()
    );
    println!(
        "{} test scores set the scale; {constants:#?}",
        accuracy.scores
    );
    println!("test scores, percentage points off:");
    for band in &accuracy.bands {
        println!(
            "  {:.1} to {:.1} bits: {:.2}, bias {:+.2} ({} scores)",
            band.bits.0, band.bits.1, band.error, band.bias, band.scores
        );
    }
    println!("  models left out of the fit: {:.2}", accuracy.left_out);
    let text = constants.put_into(&quantizations)?;
    write_or_check(&path, &text, constants::TOLERANCE, check)
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read.", path.display()))
}

/// Writes the file, or says how it differs.
fn write_or_check(path: &Path, text: &str, tolerance: Tolerance, check: bool) -> Result<()> {
    if !check {
        fs::write(path, text).with_context(|| format!("{} cannot be written.", path.display()))?;
        println!("{} is written.", path.display());
        return Ok(());
    }
    let there =
        fs::read_to_string(path).with_context(|| format!("{} cannot be read.", path.display()))?;
    let differences = json_rows::differences(
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
    println!("{} agrees with the fit.", path.display());
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
