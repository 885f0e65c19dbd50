//! The measured speeds in `tests/data/speed.json`, and what is estimated for them.

use std::error::Error;
use std::fs;

use headroom::catalog::{Backend, Catalog, Gpu, Vendor};
use headroom::memory::exact::Plan;
use headroom::memory::exact::types::TensorType::F16;
use headroom::speed::{Pace, PromptPace, PromptWork, Speed, Work};
use headroom::units::Tokens;
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
        let plan = Plan::new(&model.architecture);
        let weights = plan.weights(self.file_type.parse()?, true);
        let read = match self.file_bytes {
            Some(bytes) => weights.read.share(bytes as f64 / weights.file.as_f64()),
            None => weights.read,
        };
        let depth = Tokens::new(self.depth.unwrap_or(USUAL_DEPTH));
        let work = Work::new(&plan, read, plan.cache_read(F16, F16, depth));
        let pace = Pace::of_gpu(&catalog.speed, gpu, backend).ok_or("no pace")?;
        let before = Tokens::new(self.depth.unwrap_or_default());
        let reading = self.prompt.zip(PromptPace::of_gpu(catalog, index, backend));
        Ok(Estimated {
            vendor: gpu.vendor,
            experts: plan.has_experts(),
            generation: pace.speed(work).ok_or("no speed")?,
            reading: reading.and_then(|(prompt, pace)| {
                let prompt = Tokens::new(prompt);
                pace.speed(PromptWork::new(&model.architecture, &plan, prompt, before))
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
