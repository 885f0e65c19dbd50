//! The accuracy that the page tells of is what the ground truth gives today: `data/accuracy.json` is
//! made here. After a change that moves a figure, look at what moved and accept it:
//!
//! ```text
//! HEADROOM_ACCEPT=1 cargo test --test core accuracy
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;

use headroom_core::memory::llama_cpp::{Imatrix, ModelLayout};
use serde_json::{Value, json};

use crate::ground_truth::speed::{Ratios, parts};
use crate::ground_truth::{Models, settings, weights};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/accuracy.json");

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

    fn row(&self, part: &str, class: &str) -> Value {
        let percent = |share| (self.within(share) * 1e5).round() / 1e3;
        json!({
            "part": part, "class": class, "cases": self.0.len(),
            "median_percent": percent(0.5), "p95_percent": percent(0.95), "largest_percent": percent(1.0),
        })
    }
}

/// The error of every part of memory, for all models and by class.
fn memory() -> Result<Vec<Value>, Box<dyn Error>> {
    let models = Models::read()?;
    let mut parts: BTreeMap<(&str, &str), Errors> = BTreeMap::new();
    let mut q4_k_m = BTreeMap::new();
    for model in weights()? {
        let layout = ModelLayout::new(&models.architecture(&model.model)?);
        let class = layout.class().name();
        for (name, plain, imatrix, device) in &model.types {
            let file_type = name.parse()?;
            let ours = layout.weights(file_type, Imatrix::Without);
            let with = layout.weights(file_type, Imatrix::With);
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
        let layout = ModelLayout::new(&models.architecture(&model.model)?);
        let class = layout.class().name();
        let weights = layout
            .weights("Q4_K_M".parse()?, Imatrix::Without)
            .device
            .get();
        let measured_weights = q4_k_m.get(&model.model).copied().unwrap_or_default();
        for row in model.measured()? {
            let cache = layout.cache(&row.settings);
            let compute = layout.compute(&row.settings);
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
                if row.settings.outputs.is_some() {
                    let server = "compute, device, llama-server";
                    add(server, compute.device.get(), row.compute);
                }
            }
        }
    }
    let rows = parts.iter();
    Ok(rows
        .map(|((part, class), errors)| errors.row(part, class))
        .collect())
}

/// The error of decode and prefill speed.
fn speed() -> Result<Vec<Value>, Box<dyn Error>> {
    let row = |(part, ratios): &(String, Ratios)| {
        let percent = |share: f64| (share * 1e3).round() / 10.0;
        json!({
            "part": part, "cases": ratios.count(),
            "median_percent": percent(ratios.median_error()),
            "four_of_five_within_percent": percent(ratios.spread()),
            "in_the_band_percent": percent(ratios.coverage()),
        })
    };
    let parts: Vec<(String, Ratios)> = parts(&headroom_data::catalog()?)?.into_iter().collect();
    Ok(parts.iter().map(row).collect())
}

#[test]
fn the_page_tells_the_accuracy_that_the_ground_truth_gives() -> Result<(), Box<dyn Error>> {
    let measured = json!({
        "about": "Relative error of the exact method, written by `HEADROOM_ACCEPT=1 cargo test --test core accuracy`.",
        "measured_with": "llama.cpp 0c1e57098; the device's compute buffer is that of its CUDA back end at compute capability 8.9",
        "rows": memory()?,
        "speed": {
            "about": "Error of the speed of generation and of reading prompts, written likewise. The constants are fits to these and other measurements: a platform that is not among them is further off.",
            "measured_with": "405 public measurements dated 2025 or later, tests/data/speed.json",
            "rows": speed()?,
        },
    });
    let text = serde_json::to_string_pretty(&measured)? + "\n";
    if std::env::var_os("HEADROOM_ACCEPT").is_some() {
        fs::write(FILE, &text)?;
    }
    assert_eq!(fs::read_to_string(FILE)?, text);
    Ok(())
}
