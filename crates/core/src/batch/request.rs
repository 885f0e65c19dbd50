//! What is asked of the batch estimator.

use std::fmt;

use serde_json::Value;

use super::Subject;
use super::fields::{Fields, shown};
use crate::catalog::{Backend, CacheTypeIndex, Catalog, GpuIndex, Mode, QuantizationIndex};
use crate::memory::formula::Activation;
use crate::scenario::{CacheChoice, Method, Scenario, UseCases};
use crate::units::Tokens;

/// A request, complete and valid.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The model.
    pub subject: Subject,
    /// The quantization of its weights.
    pub quantization: QuantizationIndex,
    /// Whether the file was made with an importance matrix.
    pub imatrix: bool,
    /// The context.
    pub context: Tokens,
    /// The type of cached keys.
    pub keys: CacheTypeIndex,
    /// The type of cached values.
    pub values: CacheTypeIndex,
    /// Parallel sequences.
    pub sequences: u64,
    /// Whether the sequences share one cache.
    pub unified: bool,
    /// Whether layers with a sliding window cache the whole context all the same.
    pub full_window: bool,
    /// Tokens that are computed at once.
    pub ubatch: u64,
    /// Tokens whose logits are reserved; 0: every one of the ubatch.
    pub outputs: u64,
    /// Whether attention is computed without writing out its scores.
    pub flash_attention: bool,
    /// How memory is estimated.
    pub method: Method,
    /// The platform.
    pub gpu: Option<GpuIndex>,
    /// The program's backend; `None`: the usual one of the platform.
    pub backend: Option<Backend>,
    /// How full the context of a sequence is when speed is estimated.
    pub depth: Tokens,
    /// Tokens of the prompt whose reading is timed.
    pub prompt: Tokens,
    /// What the model is for.
    pub uses: UseCases,
    /// How the model answers; `None`: as it answers best.
    pub mode: Option<Mode>,
    /// The formula's activation overhead.
    pub overhead: Activation,
}

/// Why a line is not a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// The line holds nothing.
    Empty,
    /// The line is longer than is read.
    TooLong,
    /// The line is not UTF-8 from this byte on.
    Encoding(usize),
    /// The line is not JSON.
    Json(String),
    /// The line is JSON of another kind than an object.
    NoObject(String),
    /// A field is at fault.
    Field {
        /// Its name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the line is empty"),
            Self::TooLong => write!(f, "the line is longer than {} bytes", super::LONGEST_LINE),
            Self::Encoding(byte) => write!(f, "not UTF-8: byte {byte}"),
            Self::Json(reason) => write!(f, "not JSON: {reason}"),
            Self::NoObject(shown) => write!(f, "{shown} is not an object"),
            Self::Field { name, reason } => write!(f, "{name}: {reason}"),
        }
    }
}

impl std::error::Error for RequestError {}

/// The context where none is given.
const STANDARD_CONTEXT: u64 = 8_192;
/// The prompt where none is given: that of llama.cpp's own benchmark.
const STANDARD_PROMPT: u64 = 512;
/// The longest context: llama.cpp counts tokens in 32 bits.
const LONGEST_CONTEXT: u64 = u32::MAX as u64;
/// Most tokens computed at once.
const MOST_UBATCH: u64 = 1 << 20;

impl Request {
    /// Reads a line.
    ///
    /// # Errors
    /// What is wrong with the line, and where.
    pub fn parse(line: &[u8], catalog: &Catalog) -> Result<Self, RequestError> {
        let text = str::from_utf8(line)
            .map_err(|error| RequestError::Encoding(error.valid_up_to() + 1))?
            .trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            return Err(RequestError::Empty);
        }
        match serde_json::from_str(text) {
            Ok(Value::Object(map)) => Self::read(Fields::new("", map), catalog),
            Ok(other) => Err(RequestError::NoObject(shown(&other))),
            Err(error) => Err(RequestError::Json(error.to_string())),
        }
    }

    fn read(mut fields: Fields, catalog: &Catalog) -> Result<Self, RequestError> {
        let subject = Subject::read(&mut fields, catalog)?;
        let quantization = read_quantization(&mut fields, &subject, catalog)?;
        let (keys, values) = read_cache_types(&mut fields, catalog)?;
        let context = fields.count("context", STANDARD_CONTEXT, 1..=LONGEST_CONTEXT)?;
        let gpu = fields.named("gpu", "GPU", |id| catalog.find_gpu(id))?;
        let backend = fields.named("backend", "backend", Backend::from_name)?;
        if let (Some((_, gpu)), Some(backend)) = (gpu, backend)
            && !backend.runs_on(gpu)
        {
            let reason = format!("{} does not run on {}", backend.name(), gpu.name);
            return Err(fields.error("backend", reason));
        }
        let request = Self {
            subject,
            quantization,
            imatrix: fields.flag("imatrix", false)?,
            context: Tokens::new(context),
            keys,
            values,
            sequences: fields.count("sequences", 1, 1..=Scenario::MOST_SEQUENCES)?,
            unified: fields.flag("unified", true)?,
            full_window: fields.flag("full_window", false)?,
            ubatch: fields.count("ubatch", 512, 1..=MOST_UBATCH)?,
            outputs: fields.count("outputs", 1, 0..=MOST_UBATCH)?,
            flash_attention: fields.flag("flash_attention", true)?,
            method: fields
                .named("method", "method", Method::from_name)?
                .unwrap_or_default(),
            gpu: gpu.map(|(index, _)| index),
            backend,
            depth: Tokens::new(fields.count("depth", 0, 0..=context)?),
            prompt: Tokens::new(fields.count("prompt", STANDARD_PROMPT, 1..=LONGEST_CONTEXT)?),
            uses: fields
                .named("use", "use case", read_uses)?
                .unwrap_or_default(),
            mode: fields.named("mode", "mode", Mode::from_name)?,
            overhead: read_overhead(&mut fields)?,
        };
        fields.finish()?;
        Ok(request)
    }
}

/// As in the query string, but a part that is wrong is an error.
fn read_uses(text: &str) -> Option<UseCases> {
    let (uses, wrong) = UseCases::read(text);
    uses.filter(|_| wrong.is_none())
}

fn read_quantization(
    fields: &mut Fields,
    subject: &Subject,
    catalog: &Catalog,
) -> Result<QuantizationIndex, RequestError> {
    let (index, quantization) = fields
        .named("quantization", "quantization", |id| {
            catalog.find_quantization(id)
        })?
        .ok_or_else(|| fields.error("quantization", "is missing"))?;
    let architecture = subject.architecture(catalog);
    if quantization.experts_only && architecture.is_some_and(|shape| shape.experts.is_none()) {
        let reason = format!(
            "{} is made only of models with experts, which {} has not",
            quantization.id,
            subject.name(catalog)
        );
        return Err(fields.error("quantization", reason));
    }
    Ok(index)
}

/// One type for both, or an object with one for each.
fn read_cache_types(
    fields: &mut Fields,
    catalog: &Catalog,
) -> Result<(CacheTypeIndex, CacheTypeIndex), RequestError> {
    let what = "KV cache type";
    let find = |id: &str| catalog.find_cache_type(id).map(|(index, _)| index);
    let standard = || {
        find(CacheChoice::STANDARD).ok_or_else(|| RequestError::Field {
            name: "kv_cache".to_owned(),
            reason: "the catalog lacks the standard type; name one".to_owned(),
        })
    };
    match fields.take("kv_cache") {
        None => Ok((standard()?, standard()?)),
        Some(Value::Object(map)) => {
            let mut both = Fields::new("kv_cache.", map);
            let keys = both.named("k", what, find)?;
            let values = both.named("v", what, find)?;
            both.finish()?;
            let or_standard = |found: Option<_>| found.map_or_else(standard, Ok);
            Ok((or_standard(keys)?, or_standard(values)?))
        }
        Some(Value::String(id)) => match find(&id) {
            Some(found) => Ok((found, found)),
            None => {
                let id = shown(&Value::String(id));
                Err(fields.error("kv_cache", format!("there is no {what} {id}")))
            }
        },
        Some(other) => {
            let reason = format!("{} is neither a text nor an object", shown(&other));
            Err(fields.error("kv_cache", reason))
        }
    }
}

/// As in the query string; a bare number means GB.
fn read_overhead(fields: &mut Fields) -> Result<Activation, RequestError> {
    let text = match fields.take("overhead") {
        None => return Ok(Activation::default()),
        Some(Value::String(text)) => text,
        Some(Value::Number(number)) => number.to_string(),
        Some(other) => {
            let reason = format!("{} is not an amount of memory", shown(&other));
            return Err(fields.error("overhead", reason));
        }
    };
    text.parse().map_err(|error| {
        let text = shown(&Value::String(text.clone()));
        fields.error("overhead", format!("{text}: {error}"))
    })
}
