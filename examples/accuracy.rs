//! Measures the exact method against what llama.cpp reported, by part and by class of models.
//!
//! `cargo run --release --example accuracy` prints the errors; with `--write` it also writes
//! `data/accuracy.json`, which the page shows. `--models` lists the compute buffer model by model.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;

use headroom::memory::exact::Plan;
use serde_json::{Value, json};

#[path = "../tests/measured/mod.rs"]
mod measured;

use measured::{Models, settings, weights};

const FILE: &str = "data/accuracy.json";

/// Relative errors of one part.
#[derive(Default)]
struct Errors(Vec<f64>);

impl Errors {
    fn add(&mut self, ours: u64, measured: u64) {
        #[expect(clippy::cast_precision_loss)]
        let (ours, measured) = (ours as f64, measured as f64);
        if measured > 0.0 {
            self.0.push((ours / measured - 1.0).abs());
        }
    }

    /// The error that a share of the cases stays within.
    fn within(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let at = (share * sorted.len().saturating_sub(1) as f64).ceil() as usize;
        sorted.get(at).copied().unwrap_or_default()
    }

    fn print(&self, name: &str) {
        println!(
            "{name:<34} {:>6} cases  median {:>7.3} %  p95 {:>7.3} %  largest {:>7.3} %",
            self.0.len(),
            100.0 * self.within(0.5),
            100.0 * self.within(0.95),
            100.0 * self.within(1.0),
        );
    }

    fn row(&self, part: &str, class: &str) -> Value {
        let percent = |share| (self.within(share) * 1e5).round() / 1e3;
        json!({
            "part": part, "class": class, "cases": self.0.len(),
            "median_percent": percent(0.5), "p95_percent": percent(0.95), "largest_percent": percent(1.0),
        })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let models = Models::read()?;
    let mut parts: BTreeMap<(&str, &str), Errors> = BTreeMap::new();
    let mut single: BTreeMap<String, Errors> = BTreeMap::new();
    let mut q4_k_m = BTreeMap::new();
    for model in weights()? {
        let plan = Plan::new(&models.architecture(&model.model)?);
        let class = plan.class().name();
        for (name, plain, imatrix, device) in &model.types {
            let file_type = name.parse()?;
            let ours = plan.weights(file_type, false);
            let with = plan.weights(file_type, true);
            for class in ["all", class] {
                let files = parts.entry(("weights, file", class)).or_default();
                files.add(ours.file.get(), *plain);
                files.add(with.file.get(), *imatrix);
                if let Some(device) = device {
                    let devices = parts.entry(("weights, device", class)).or_default();
                    devices.add(ours.device.get(), *device);
                }
            }
            if let (Some(device), "Q4_K_M") = (device, name.as_str()) {
                q4_k_m.insert(model.model.clone(), *device);
            }
        }
    }
    for model in settings()? {
        let plan = Plan::new(&models.architecture(&model.model)?);
        let class = plan.class().name();
        let weights = plan.weights("Q4_K_M".parse()?, false).device.get();
        let measured_weights = q4_k_m.get(&model.model).copied().unwrap_or_default();
        for row in model.measured()? {
            let cache = plan.cache(&row.settings);
            let compute = plan.compute(&row.settings);
            let ours = weights + cache.kv.get() + cache.recurrent.get() + compute.device.get();
            let total = measured_weights + row.cache + row.recurrent + row.compute;
            for class in ["all", class] {
                let mut add = |part, ours, measured| {
                    let errors: &mut Errors = parts.entry((part, class)).or_default();
                    errors.add(ours, measured);
                };
                add("KV cache", cache.kv.get(), row.cache);
                add("recurrent state", cache.recurrent.get(), row.recurrent);
                add("compute, device", compute.device.get(), row.compute);
                add("compute, host", compute.host.get(), row.compute_host);
                add("total, device", ours, total);
                if row.settings.outputs > 0 {
                    add(
                        "compute, device, llama-server",
                        compute.device.get(),
                        row.compute,
                    );
                }
            }
            let errors = single.entry(model.model.clone()).or_default();
            errors.add(compute.device.get(), row.compute);
            if arguments.contains(&model.model) {
                #[expect(clippy::cast_precision_loss)]
                let error = 100.0 * (compute.device.get() as f64 / row.compute as f64 - 1.0);
                println!("{error:>8.3} % {row:?}");
            }
        }
    }
    for ((part, class), errors) in &parts {
        errors.print(&format!("{part}: {class}"));
    }
    if arguments.iter().any(|argument| argument == "--models") {
        for (model, errors) in &single {
            errors.print(model);
        }
    }
    if arguments.iter().any(|argument| argument == "--write") {
        let rows: Vec<Value> = parts
            .iter()
            .map(|((part, class), errors)| errors.row(part, class))
            .collect();
        let mut file = json!({
            "about": "Relative error of the exact method, written by `cargo run --release --example accuracy -- --write`.",
            "measured_with": "llama.cpp 0c1e57098; the device's compute buffer is that of its CUDA back end at compute capability 8.9",
            "rows": rows,
        });
        // What another example measures stays.
        let earlier: Value = serde_json::from_str(&fs::read_to_string(FILE)?)?;
        if let (Some(speed), Some(sections)) = (earlier.get("speed"), file.as_object_mut()) {
            sections.insert("speed".to_owned(), speed.clone());
        }
        fs::write(FILE, serde_json::to_string_pretty(&file)? + "\n")?;
    }
    Ok(())
}
