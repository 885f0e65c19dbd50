//! Reads and checks the files of `data/`.
//!
//! The files hold more than the catalog: sources, notes, what a later estimate will need. What the
//! catalog does not carry is checked here and left behind. Every error names the file, the row
//! and the reason.

mod quantizations;
mod speed;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::layers::{Layers, MAX_LAYERS, PerLayer};
use super::remarks::{GPU_REMARKS, GpuRemarks, MODEL_REMARKS, ModelRemarks, NoRemarks};
use super::{
    ArithmeticRate, Catalog, DomainScores, Gpu, GpuKind, Mode, Model, Prefill, Score, ScoreStatus,
    Scores,
};
use crate::units::{Bytes, IndexPoints};

pub use quantizations::table as quantization_table;

/// The texts of the data files.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    /// `data/models.json`.
    pub models: &'a str,
    /// `data/quantizations.json`.
    pub quantizations: &'a str,
    /// `data/quality.json`.
    pub quality: &'a str,
    /// `data/gpus.json`.
    pub gpus: &'a str,
    /// `data/speed.json`.
    pub speed: &'a str,
}

/// What is wrong with a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataError {
    file: &'static str,
    row: Option<String>,
    reason: String,
}

impl DataError {
    /// The same error in a row that has no id of its own.
    fn of_row(self, name: &str) -> Self {
        let row = Some(name.to_owned());
        Self { row, ..self }
    }
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data/{}: ", self.file)?;
        if let Some(row) = &self.row {
            write!(f, "row “{row}”: ")?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for DataError {}

/// A file's frame.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    about: String,
    as_of: String,
    /// Sources of the whole file, where its rows name none.
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    loss: Option<Map<String, Value>>,
    #[serde(default)]
    kv_cache: Vec<Map<String, Value>>,
    #[serde(default)]
    shared: Option<Map<String, Value>>,
    rows: Vec<Map<String, Value>>,
}

/// A row of `quality.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QualityRow {
    model: String,
    mode: Mode,
    status: ScoreStatus,
    overall: Written,
    domains: WrittenDomains,
    organisations: u16,
    #[serde(default)]
    arena_elo: Option<f64>,
    entity: String,
    #[serde(default)]
    note: Option<String>,
}

/// Value, low, high, number of measurements.
#[derive(Deserialize)]
struct Written(f64, f64, f64, u16);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDomains {
    general: Written,
    reasoning: Written,
    math: Written,
    code: Written,
    tools: Written,
    instruct: Written,
}

impl Written {
    fn read(&self) -> Scores {
        Scores {
            value: IndexPoints::from_f64(self.0),
            low: IndexPoints::from_f64(self.1),
            high: IndexPoints::from_f64(self.2),
            measurements: self.3,
        }
    }
}

/// Reads and checks the files.
///
/// # Errors
/// The first row that is broken, with the reason.
pub fn read(files: Files<'_>) -> Result<Catalog, DataError> {
    let (mut models, models_as_of) = read_models(files.models)?;
    let quantizations = quantizations::read(files.quantizations)?;
    let (gpus, rates, gpus_as_of) = read_gpus(files.gpus)?;
    let speed = speed::read(files.speed)?;
    let quality_as_of = read_quality(files.quality, &mut models)?;
    let as_of = [
        models_as_of,
        quantizations.as_of,
        gpus_as_of,
        quality_as_of,
        speed.as_of,
    ]
    .into_iter()
    .max()
    .unwrap_or_default();
    Ok(Catalog {
        as_of,
        models,
        quantizations: quantizations.types,
        cache_types: quantizations.cache_types,
        loss: quantizations.loss,
        gpus,
        speed: speed.fit,
        prefill: Prefill {
            classes: speed.prefill,
            platforms: rates,
        },
    })
}

/// A file that is being checked.
#[derive(Clone, Copy)]
struct Checker(&'static str);

impl Checker {
    fn error(self, row: &str, reason: impl Into<String>) -> DataError {
        DataError {
            file: self.0,
            row: Some(row.to_owned()),
            reason: reason.into(),
        }
    }

    fn file_error(self, reason: impl Into<String>) -> DataError {
        DataError {
            file: self.0,
            row: None,
            reason: reason.into(),
        }
    }

    fn ensure(self, holds: bool, row: &str, reason: &str) -> Result<(), DataError> {
        if holds {
            Ok(())
        } else {
            Err(self.error(row, reason))
        }
    }

    fn open(self, text: &str) -> Result<File, DataError> {
        let file: File =
            serde_json::from_str(text).map_err(|error| self.file_error(error.to_string()))?;
        if file.about.trim().is_empty() || !is_date(&file.as_of, 3) {
            return Err(self.file_error("`about` and `as_of` (YYYY-MM-DD) must be given"));
        }
        Ok(file)
    }

    /// The sources that a row names.
    fn sources(self, row: &Map<String, Value>) -> Result<Vec<String>, DataError> {
        let sources: Vec<String> = row
            .get("sources")
            .and_then(|sources| Deserialize::deserialize(sources).ok())
            .unwrap_or_default();
        if sources.is_empty() || sources.iter().any(|source| source.trim().is_empty()) {
            return Err(self.error(id_of(row), "names no source"));
        }
        Ok(sources)
    }

    /// Reads a row and its remarks, which stand under the keys `remarks`.
    fn row<T: DeserializeOwned, R: DeserializeOwned>(
        self,
        mut row: Map<String, Value>,
        remarks: &[&str],
    ) -> Result<(T, R), DataError> {
        self.sources(&row)?;
        let id = id_of(&row).to_owned();
        row.remove("sources");
        let (remarks, facts): (Map<_, _>, Map<_, _>) = row
            .into_iter()
            .partition(|(key, _)| remarks.contains(&key.as_str()));
        let error = |error: serde_json::Error| self.error(&id, error.to_string());
        Ok((
            serde_json::from_value(Value::Object(facts)).map_err(error)?,
            serde_json::from_value(Value::Object(remarks)).map_err(error)?,
        ))
    }

    /// As [`Checker::row`], for a row without remarks.
    fn plain_row<T: DeserializeOwned>(self, row: Map<String, Value>) -> Result<T, DataError> {
        let (facts, NoRemarks {}) = self.row(row, &[])?;
        Ok(facts)
    }

    fn unique<'a>(self, ids: impl IntoIterator<Item = &'a str>) -> Result<(), DataError> {
        let mut seen = BTreeSet::new();
        for id in ids {
            let plain = id
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
            self.ensure(
                plain && !id.is_empty(),
                id,
                "the id has other characters than letters, digits, “-”, “.” and “_”",
            )?;
            self.ensure(seen.insert(id.to_lowercase()), id, "the id is used twice")?;
        }
        Ok(())
    }
}

/// What a row is called in errors.
fn id_of(row: &Map<String, Value>) -> &str {
    row.get("id")
        .and_then(Value::as_str)
        .unwrap_or("without an id")
}

/// Whether a text is `YYYY-MM` (two parts) or `YYYY-MM-DD` (three).
fn is_date(text: &str, parts: usize) -> bool {
    let bounds = [(4, 2000..=2100), (2, 1..=12), (2, 1..=31)];
    let fields: Vec<&str> = text.split('-').collect();
    fields.len() == parts
        && fields.iter().zip(&bounds).all(|(field, (width, range))| {
            field.len() == *width
                && field
                    .parse()
                    .is_ok_and(|number: u32| range.contains(&number))
        })
}

fn read_models(text: &str) -> Result<(Vec<Model>, String), DataError> {
    let check = Checker("models.json");
    let file = check.open(text)?;
    let mut models = Vec::with_capacity(file.rows.len());
    for row in file.rows {
        let id = row
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        check.ensure(
            !row.contains_key("scores"),
            &id,
            "scores belong in quality.json",
        )?;
        let (model, remarks): (Model, ModelRemarks) = check.row(row, MODEL_REMARKS)?;
        check.ensure(
            is_date(&remarks.released, 2),
            &id,
            "`released` is not YYYY-MM",
        )?;
        check_model(check, &model)?;
        models.push(model);
    }
    check.unique(models.iter().map(|model| model.id.as_str()))?;
    check_spelling(check, &models, |model| Some(&model.family))?;
    check_spelling(check, &models, |model| model.license.as_ref())?;
    Ok((models, file.as_of))
}

/// Whether a name is spelt alike everywhere: a link names it in any case, and a filter that finds
/// one spelling only would miss the others.
fn check_spelling(
    check: Checker,
    models: &[Model],
    name_of: impl Fn(&Model) -> Option<&String>,
) -> Result<(), DataError> {
    let mut spellings: BTreeMap<String, &String> = BTreeMap::new();
    for model in models {
        let Some(name) = name_of(model) else { continue };
        let first = spellings.entry(name.to_lowercase()).or_insert(name);
        if *first != name {
            let reason = format!("“{name}” is spelt “{first}” in another row");
            return Err(check.error(&model.id, reason));
        }
    }
    Ok(())
}

fn check_model(check: Checker, model: &Model) -> Result<(), DataError> {
    let ensure = |holds, reason: &str| check.ensure(holds, &model.id, reason);
    let named = [&model.name, &model.family, &model.developer];
    ensure(
        named.iter().all(|text| !text.trim().is_empty()),
        "a name is empty",
    )?;
    let listable = [Some(&model.family), model.license.as_ref()];
    ensure(
        !listable
            .into_iter()
            .flatten()
            .any(|name| name.contains(',')),
        "a family or license has a comma, which separates names in links",
    )?;
    ensure(
        model
            .repository
            .split('/')
            .filter(|part| !part.is_empty())
            .count()
            == 2,
        "the repository is not owner/name",
    )?;
    ensure(
        model
            .context
            .is_none_or(|context| (256..=1 << 27).contains(&context.get())),
        "the context is out of range",
    )?;
    let parameters = model.parameters;
    ensure(
        (1_000_000..=100_000_000_000_000).contains(&parameters.total),
        "the parameter count is out of range",
    )?;
    ensure(
        parameters.text <= parameters.total,
        "the text part has more parameters than the whole",
    )?;
    ensure(
        parameters
            .active
            .is_none_or(|active| 0 < active && active < parameters.total),
        "more parameters are active than there are",
    )?;
    ensure(
        parameters.active.is_some() == model.architecture.experts.is_some(),
        "active parameters and experts belong together",
    )?;
    check_architecture(check, model)
}

fn check_architecture(check: Checker, model: &Model) -> Result<(), DataError> {
    let shape = &model.architecture;
    let ensure = |holds, reason: &str| check.ensure(holds, &model.id, reason);
    ensure(
        (1..=MAX_LAYERS).contains(&shape.layers),
        "the number of layers is out of range",
    )?;
    ensure(
        (16..=1 << 17).contains(&shape.hidden),
        "the hidden size is out of range",
    )?;
    ensure(
        (100..=1 << 22).contains(&shape.vocabulary),
        "the vocabulary is out of range",
    )?;
    ensure(
        shape.attention.is_some() || shape.recurrent.is_some(),
        "there is neither attention nor recurrence",
    )?;
    let exist = |layers: &Option<Layers>| {
        layers
            .as_ref()
            .and_then(Layers::last)
            .is_none_or(|last| last < shape.layers)
    };
    let fits = |values: &PerLayer<u32>| values.listed().is_none_or(|count| count == shape.layers);
    let optional = |values: &Option<PerLayer<u32>>| values.as_ref().is_none_or(fits);
    ensure(
        exist(&shape.feed_forward_layers),
        "a feed-forward layer does not exist",
    )?;
    ensure(
        optional(&shape.feed_forward),
        "`feed_forward` has not one value a layer",
    )?;
    if let Some(attention) = &shape.attention {
        let sets = [
            &attention.layers,
            &attention.cross_layers,
            &attention.shared_kv_layers,
            &attention.key_is_value_layers,
        ];
        ensure(
            sets.into_iter().all(exist),
            "an attention layer does not exist",
        )?;
        let lists = fits(&attention.heads)
            && fits(&attention.kv_heads)
            && optional(&attention.key_length)
            && optional(&attention.value_length);
        ensure(lists, "an attention list has not one value a layer")?;
        let lengths = attention.key_length.is_some() && attention.value_length.is_some();
        ensure(
            lengths || attention.latent.is_some(),
            "the length of a head is missing",
        )?;
        let bounded = attention
            .kv_heads
            .values(shape.layers)
            .zip(attention.heads.values(shape.layers))
            .all(|(kv, heads)| kv <= heads && heads <= 4_096);
        ensure(
            bounded,
            "there are more key heads than query heads, or too many",
        )?;
        let window = attention.window.as_ref().is_none_or(|window| {
            window.tokens > 0 && window.layers.last().is_none_or(|last| last < shape.layers)
        });
        ensure(
            window,
            "the window is empty or one of its layers does not exist",
        )?;
    }
    if let Some(experts) = &shape.experts {
        ensure(
            0 < experts.used && experts.used <= experts.count,
            "more experts are used than there are",
        )?;
        ensure(
            experts
                .layers
                .last()
                .is_some_and(|last| last < shape.layers),
            "a layer of experts does not exist",
        )?;
    }
    if let Some(recurrent) = &shape.recurrent {
        ensure(
            recurrent
                .layers
                .last()
                .is_some_and(|last| last < shape.layers),
            "a recurrent layer does not exist",
        )?;
    }
    Ok(())
}

/// The platforms, how fast each computes, and the day.
fn read_gpus(text: &str) -> Result<(Vec<Gpu>, Vec<ArithmeticRate>, String), DataError> {
    let check = Checker("gpus.json");
    let file = check.open(text)?;
    let rows = file
        .rows
        .into_iter()
        .map(|row| check.row(row, GPU_REMARKS))
        .collect::<Result<Vec<(Gpu, GpuRemarks)>, _>>()?;
    for (gpu, remarks) in &rows {
        let measured = remarks.prefill_tflops_measured.iter();
        let rates = [remarks.fp16_tflops, remarks.matrix_tflops];
        let rates = rates.into_iter().flatten();
        let mut rates = rates.chain(measured.clone().map(|(_, &(rate, _))| rate));
        check.ensure(
            rates.all(|rate| (0.01..=100_000.0).contains(&rate)),
            &gpu.id,
            "the arithmetic rate is out of range",
        )?;
        let counted = measured.clone().all(|(_, &(_, count))| count > 0);
        check.ensure(counted, &gpu.id, "a rate was measured not once")?;
        let possible = measured.clone().all(|(backend, _)| backend.runs_on(gpu));
        check.ensure(possible, &gpu.id, "a backend does not run on it")?;
    }
    let rates = rows.iter().map(|(_, remarks)| ArithmeticRate {
        tflops: remarks.matrix_tflops.or(remarks.fp16_tflops),
        measured: remarks
            .prefill_tflops_measured
            .iter()
            .map(|(&backend, &(rate, _))| (backend, rate))
            .collect(),
    });
    let rates = rates.collect();
    let gpus: Vec<Gpu> = rows.into_iter().map(|(gpu, _)| gpu).collect();
    check.unique(gpus.iter().map(|gpu| gpu.id.as_str()))?;
    for gpu in &gpus {
        let ensure = |holds, reason: &str| check.ensure(holds, &gpu.id, reason);
        ensure(!gpu.name.trim().is_empty(), "the name is empty")?;
        ensure(
            (1.0..=100_000.0).contains(&gpu.bandwidth),
            "the bandwidth is out of range",
        )?;
        let sizes = Bytes::new(1 << 30)..=Bytes::new(4 << 40);
        ensure(
            gpu.memory
                .iter()
                .all(|memory| sizes.contains(&memory.bytes)),
            "a size of memory is out of range",
        )?;
        ensure(
            gpu.memory.is_sorted_by(|a, b| a.bytes < b.bytes),
            "sizes of memory do not rise",
        )?;
        let mut shares = gpu
            .memory
            .iter()
            .filter_map(|memory| memory.usable)
            .chain(gpu.usable);
        ensure(
            shares.all(|share| (0.1..=1.0).contains(&share)),
            "a usable share is out of range",
        )?;
        ensure(
            gpu.kind != GpuKind::Discrete || gpu.memory.len() == 1,
            "a card has one size of memory",
        )?;
        ensure(
            gpu.speed_class
                .is_none_or(|class| class.includes(gpu.vendor, gpu.kind)),
            "the speed class is another maker's, or of another kind",
        )?;
    }
    Ok((gpus, rates, file.as_of))
}

/// Adds the scores to their models.
fn read_quality(text: &str, models: &mut [Model]) -> Result<String, DataError> {
    let check = Checker("quality.json");
    let file = check.open(text)?;
    if file.sources.is_empty() {
        return Err(check.file_error("names no source"));
    }
    for row in file.rows {
        let id = format!(
            "{} {}",
            row.get("model").and_then(Value::as_str).unwrap_or_default(),
            row.get("mode").and_then(Value::as_str).unwrap_or_default()
        );
        let row: QualityRow = serde_json::from_value(Value::Object(row))
            .map_err(|error| check.error(&id, error.to_string()))?;
        let documented = !row.entity.is_empty() && row.organisations > 0;
        let remarked = row.note.as_ref().is_none_or(|note| !note.is_empty());
        check.ensure(
            documented && remarked,
            &id,
            "the entity or who measured it is missing",
        )?;
        let plausible = row
            .arena_elo
            .is_none_or(|elo| (500.0..=2_500.0).contains(&elo));
        check.ensure(plausible, &id, "the Arena Elo is out of range")?;
        let domains = &row.domains;
        let score = Score {
            mode: row.mode,
            status: row.status,
            overall: row.overall.read(),
            domains: DomainScores {
                general: domains.general.read(),
                reasoning: domains.reasoning.read(),
                math: domains.math.read(),
                code: domains.code.read(),
                tools: domains.tools.read(),
                instruct: domains.instruct.read(),
            },
        };
        for scores in score.domains.all().into_iter().chain([score.overall]) {
            let ordered = scores.low <= scores.value && scores.value <= scores.high;
            check.ensure(ordered, &id, "a value is outside its own interval")?;
            let bounded = (-500.0..=500.0).contains(&scores.value.as_f64());
            check.ensure(bounded, &id, "a value is out of range")?;
        }
        let model = models
            .iter_mut()
            .find(|model| model.id == row.model)
            .ok_or_else(|| check.error(&id, "the model is not in models.json"))?;
        let fresh = model.scores.iter().all(|other| other.mode != score.mode);
        check.ensure(fresh, &id, "the mode is scored twice")?;
        model.scores.push(score);
    }
    Ok(file.as_of)
}
