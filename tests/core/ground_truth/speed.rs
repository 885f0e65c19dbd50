//! The measured speeds in `tests/data/speed.json`, and what is estimated for them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;

use headroom_core::catalog::{Backend, Catalog, Gpu, Vendor};
use headroom_core::ggml::TensorType::F16;
use headroom_core::memory::llama_cpp::{Imatrix, ModelLayout};
use headroom_core::speed::{DecodeCost, DecodeRate, PrefillCost, PrefillRate, Speed};
use headroom_core::units::Tokens;
use serde::Deserialize;

/// A measured speed, in the order of the file's columns.
#[derive(Debug, Deserialize)]
pub(crate) struct SpeedRow {
    pub(crate) platform: String,
    pub(crate) model: String,
    pub(crate) file_type: String,
    /// Bytes of the file, where the source states them.
    file_bytes: Option<u64>,
    /// The backend, where the source states it.
    backend: Option<String>,
    /// Tokens in the context, on average over what was generated.
    depth: Option<u64>,
    pub(crate) measured: f64,
    /// Tokens of a prompt, and the speed of reading it.
    prompt: Option<u64>,
    pub(crate) prompt_measured: Option<f64>,
    _source: usize,
}

/// Tokens in the context where a source does not say: a short question and its answer.
const USUAL_DEPTH: u64 = 300;

/// The measured speeds.
pub(crate) fn speeds() -> Result<Vec<SpeedRow>, Box<dyn Error>> {
    #[derive(Deserialize)]
    struct File {
        rows: Vec<SpeedRow>,
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/speed.json");
    let file: File = serde_json::from_str(&fs::read_to_string(path)?)?;
    Ok(file.rows)
}

/// What is estimated for a measured speed.
pub(crate) struct Estimated {
    pub(crate) vendor: Vendor,
    pub(crate) experts: bool,
    pub(crate) generation: Speed,
    pub(crate) reading: Option<Speed>,
}

impl SpeedRow {
    /// The estimate for the same model, type, platform, backend and depth.
    ///
    /// Published files of one name differ. Where the source states the bytes, the weights of our
    /// type are taken in proportion.
    pub(crate) fn estimate(&self, catalog: &Catalog) -> Result<Estimated, Box<dyn Error>> {
        let (_, model) = catalog.find_model(&self.model).ok_or("no such model")?;
        let (index, gpu) = catalog.find_gpu(&self.platform).ok_or("no such platform")?;
        let backend = self.backend(gpu)?;
        let layout = ModelLayout::new(&model.architecture);
        let weights = layout.weights(self.file_type.parse()?, Imatrix::With);
        let read = match self.file_bytes {
            Some(bytes) => weights.read.share(bytes as f64 / weights.file.as_f64()),
            None => weights.read,
        };
        let depth = Tokens::new(self.depth.unwrap_or(USUAL_DEPTH));
        let work = DecodeCost::new(&layout, read, layout.cache_read(F16, F16, depth));
        let rate = DecodeRate::of_gpu(&catalog.speed, gpu, backend).ok_or("no decode rate")?;
        let before = Tokens::new(self.depth.unwrap_or_default());
        let reading = self
            .prompt
            .zip(PrefillRate::of_gpu(catalog, index, backend));
        Ok(Estimated {
            vendor: gpu.vendor,
            experts: layout.has_experts(),
            generation: rate.speed(work).ok_or("no speed")?,
            reading: reading.and_then(|(prompt, rate)| {
                let prompt = Tokens::new(prompt);
                rate.speed(PrefillCost::new(
                    &model.architecture,
                    &layout,
                    prompt,
                    before,
                ))
            }),
        })
    }

    fn backend(&self, gpu: &Gpu) -> Result<Backend, Box<dyn Error>> {
        match &self.backend {
            Some(name) => Ok(Backend::from_name(name).ok_or("no such backend")?),
            None => Ok(Backend::usual(gpu)),
        }
    }
}

/// The value that a share of all stays within.
fn at(share: f64, values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    #[expect(clippy::cast_sign_loss)]
    let at = (share * values.len().saturating_sub(1) as f64).ceil() as usize;
    values.get(at).copied().unwrap_or_default()
}

/// Ratios of estimate to measurement, and whether the band holds the measurement.
#[derive(Default)]
pub(crate) struct Ratios(Vec<(f64, bool)>);

impl Ratios {
    pub(crate) fn add(&mut self, estimate: Speed, measured: f64) {
        let within = (estimate.low.get()..=estimate.high.get()).contains(&measured);
        self.0.push((estimate.value.get() / measured, within));
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The median of `|estimate / measured − 1|`.
    pub(crate) fn median_error(&self) -> f64 {
        at(0.5, self.0.iter().map(|(ratio, _)| (ratio - 1.0).abs()))
    }

    /// The relative half-width of a band that would hold four of five.
    pub(crate) fn spread(&self) -> f64 {
        let factors = self.0.iter().map(|(ratio, _)| ratio.max(ratio.recip()));
        at(0.8, factors) - 1.0
    }

    /// The share of the measurements that lie in their bands.
    pub(crate) fn coverage(&self) -> f64 {
        let within = self.0.iter().filter(|(_, within)| *within).count();
        within as f64 / self.0.len().max(1) as f64
    }
    pub(crate) fn print(&self, part: &str) {
        println!(
            "{part:<24} {:>4} rows  median error {:>5.1} %  four of five within {:>6.1} %  \
             in the band {:>5.1} %",
            self.count(),
            100.0 * self.median_error(),
            100.0 * self.spread(),
            100.0 * self.coverage()
        );
    }
}

/// All measured speeds against their estimates: in all, with and without experts, and by vendor;
/// of prompts under names that begin with `prompt: `.
pub(crate) fn parts(catalog: &Catalog) -> Result<BTreeMap<String, Ratios>, Box<dyn Error>> {
    let mut parts: BTreeMap<String, Ratios> = BTreeMap::new();
    for row in speeds()? {
        let estimated = row.estimate(catalog)?;
        let kind = if estimated.experts {
            "experts"
        } else {
            "dense"
        };
        let of_vendor = format!("{}, {kind}", estimated.vendor.name());
        for part in ["all", kind, &of_vendor] {
            let generation = parts.entry(part.to_owned()).or_default();
            generation.add(estimated.generation, row.measured);
            if let (Some(reading), Some(measured)) = (estimated.reading, row.prompt_measured) {
                let prompts = parts.entry(format!("prompt: {part}")).or_default();
                prompts.add(reading, measured);
            }
        }
    }
    Ok(parts)
}
