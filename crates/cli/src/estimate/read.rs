//! Reading a line of JSON as a request.

use std::fmt;
use std::num::NonZeroU64;

use headroom_core::catalog::huggingface::{self, ConfigError};
use headroom_core::catalog::{
    Backend, CacheType, CacheTypeIndex, Catalog, Mode, QuantizationIndex,
};
use headroom_core::estimate::{Request, Shape};
use headroom_core::memory::Method;
use headroom_core::memory::formula::Activation;
use headroom_core::memory::llama_cpp::Settings;
use headroom_core::quality::UseCases;
use headroom_core::scenario::Scenario;
use headroom_core::units::Tokens;
use serde_json::Value;

use super::fields::{Fields, shortened, shown};

/// A reason for which a line is no request.
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
        /// Its fault.
        reason: String,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the line is empty"),
            Self::TooLong => write!(
                f,
                "the line is longer than {} bytes",
                super::lines::LONGEST_LINE
            ),
            Self::Encoding(byte) => write!(f, "not UTF-8: byte {byte}"),
            Self::Json(reason) => write!(f, "not JSON: {reason}"),
            Self::NoObject(shown) => write!(f, "{shown} is not an object"),
            Self::Field { name, reason } => write!(f, "{name}: {reason}"),
        }
    }
}

impl std::error::Error for RequestError {}

/// The longest context: llama.cpp counts tokens in 32 bits.
const LONGEST_CONTEXT: u64 = u32::MAX as u64;
/// Most tokens computed at once.
const MOST_UBATCH: u64 = 1 << 20;

/// Reads a line.
///
/// # Errors
/// The fault of the line, and its place.
pub fn request(line: &[u8], catalog: &Catalog) -> Result<Request, RequestError> {
    let text = str::from_utf8(line)
        .map_err(|error| RequestError::Encoding(error.valid_up_to() + 1))?
        .trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(RequestError::Empty);
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(map)) => read(Fields::new("", map), catalog),
        Ok(other) => Err(RequestError::NoObject(shown(&other))),
        Err(error) => Err(RequestError::Json(error.to_string())),
    }
}

fn read(mut fields: Fields, catalog: &Catalog) -> Result<Request, RequestError> {
    let shape = read_shape(&mut fields, catalog)?;
    let quantization = read_quantization(&mut fields, &shape, catalog)?;
    let (keys, values) = read_cache_types(&mut fields, catalog)?;
    let context = fields.count("context", Request::CONTEXT.get(), 1..=LONGEST_CONTEXT)?;
    let gpu = fields.named("gpu", "GPU", |id| catalog.find_gpu(id))?;
    let backend = fields.named("backend", "backend", Backend::from_name)?;
    if let (Some((_, gpu)), Some(backend)) = (gpu, backend)
        && !backend.runs_on(gpu)
    {
        let reason = format!("{} does not run on {}", backend.name(), gpu.name);
        return Err(fields.error("backend", reason));
    }
    let standard = Settings::new(Tokens::new(context));
    let request = Request {
        values,
        imatrix: fields.flag("imatrix", false)?.into(),
        settings: Settings {
            sequences: fields.count(
                "sequences",
                standard.sequences,
                1..=Scenario::MOST_SEQUENCES,
            )?,
            unified: fields.flag("unified", standard.unified)?,
            full_window: fields.flag("full_window", standard.full_window)?,
            ubatch: fields.count("ubatch", standard.ubatch, 1..=MOST_UBATCH)?,
            outputs: NonZeroU64::new(fields.count(
                "outputs",
                standard.outputs.map_or(0, NonZeroU64::get),
                0..=MOST_UBATCH,
            )?),
            flash_attention: fields.flag("flash_attention", standard.flash_attention)?,
            ..standard
        },
        method: fields
            .named("method", "method", Method::from_name)?
            .unwrap_or_default(),
        gpu: gpu.map(|(index, _)| index),
        backend,
        depth: Tokens::new(fields.count("depth", 0, 0..=context)?),
        prompt: Tokens::new(fields.count("prompt", Request::PROMPT.get(), 1..=LONGEST_CONTEXT)?),
        use_cases: fields
            .named("use", "use case", read_uses)?
            .unwrap_or_default(),
        mode: fields.named("mode", "mode", Mode::from_name)?,
        overhead: read_overhead(&mut fields)?,
        ..Request::of(shape, quantization, keys)
    };
    fields.finish()?;
    Ok(request)
}

/// Takes `model` or `config`.
fn read_shape(fields: &mut Fields, catalog: &Catalog) -> Result<Shape, RequestError> {
    let model = fields.named("model", "model", |id| catalog.find_model(id))?;
    match (model, fields.take("config")) {
        (Some((index, _)), None) => Ok(Shape::Model(index)),
        (None, Some(value)) => match huggingface::architecture(&value) {
            Ok(architecture) => Ok(Shape::Architecture(Box::new(architecture))),
            Err(error) => Err(fields.error("config", reason(error, &value))),
        },
        (Some(_), Some(_)) => {
            Err(fields.error("config", "`model` is given too; give one of the two"))
        }
        (None, None) => Err(fields.error("model", "is missing")),
    }
}

/// The reason for which `value` is not a configuration.
fn reason(error: ConfigError, value: &Value) -> String {
    match error {
        ConfigError::NotAnObject => format!("{} is not an object", shown(value)),
        ConfigError::UnknownModelType(name) => {
            ConfigError::UnknownModelType(shortened(&name)).to_string()
        }
        other => other.to_string(),
    }
}

/// As in the query string, but a part that is wrong is an error.
fn read_uses(text: &str) -> Option<UseCases> {
    let (uses, wrong) = UseCases::read(text);
    uses.filter(|_| wrong.is_none())
}

fn read_quantization(
    fields: &mut Fields,
    shape: &Shape,
    catalog: &Catalog,
) -> Result<QuantizationIndex, RequestError> {
    let (index, quantization) = fields
        .named("quantization", "quantization", |id| {
            catalog.find_quantization(id)
        })?
        .ok_or_else(|| fields.error("quantization", "is missing"))?;
    let architecture = shape.architecture(catalog);
    if quantization.experts_only && architecture.is_some_and(|shape| shape.experts.is_none()) {
        let reason = format!(
            "{} is made only of models with experts, which {} has not",
            quantization.id,
            shape
                .model(catalog)
                .map_or("the configuration", |model| model.id.as_str())
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
        find(CacheType::STANDARD).ok_or_else(|| RequestError::Field {
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
