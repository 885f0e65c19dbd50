//! One estimate, asked for by itself.

use std::fmt;

use super::{Estimate, MemoryMethod, ModelCosts, Platform, Rating, Status, WeightSize, activation};
use crate::catalog::{
    Architecture, Backend, CacheType, CacheTypeIndex, Catalog, GpuIndex, Mode, ModeRating, Model,
    ModelIndex, Quantization, QuantizationIndex, ScoreStatus,
};
use crate::memory::formula::Activation;
use crate::memory::llama_cpp::{Imatrix, Settings, SettingsError};
use crate::memory::{Breakdown, Method};
use crate::quality::{self, UseCases};
use crate::speed::PrefillCost;
use crate::units::{Bytes, Tokens};

/// The model that is asked about.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A model of the catalog.
    Model(ModelIndex),
    /// The shape of any other model: its text part.
    Architecture(Box<Architecture>),
}

impl Shape {
    /// The model where it is one of the catalog.
    #[must_use]
    pub fn model<'a>(&self, catalog: &'a Catalog) -> Option<&'a Model> {
        match self {
            Self::Model(index) => catalog.model(*index),
            Self::Architecture(_) => None,
        }
    }

    /// The model's shape; `None` only for a model of another catalog.
    #[must_use]
    pub fn architecture<'a>(&'a self, catalog: &'a Catalog) -> Option<&'a Architecture> {
        match self {
            Self::Model(index) => catalog.model(*index).map(|model| &model.architecture),
            Self::Architecture(architecture) => Some(architecture),
        }
    }
}

/// A request for one estimate. Fields that are not set are what `llama-server` uses for one
/// sequence of 8,192 tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The model.
    pub shape: Shape,
    /// The quantization of its weights.
    pub quantization: QuantizationIndex,
    /// The file was made with an importance matrix, or without.
    pub imatrix: Imatrix,
    /// The type of cached keys.
    pub keys: CacheTypeIndex,
    /// The type of cached values.
    pub values: CacheTypeIndex,
    /// The rest of the settings; its types of keys and values are those of the fields above.
    pub settings: Settings,
    /// The method by which memory is estimated.
    pub method: Method,
    /// The formula's activation overhead.
    pub overhead: Activation,
    /// The platform.
    pub gpu: Option<GpuIndex>,
    /// The backend; `None`: the usual one of the platform.
    pub backend: Option<Backend>,
    /// Tokens in the context of a sequence when speed is estimated.
    pub depth: Tokens,
    /// Tokens of the prompt whose reading is timed.
    pub prompt: Tokens,
    /// The uses of the model.
    pub use_cases: UseCases,
    /// The mode in which the model answers; `None`: the one in which it answers best.
    pub mode: Option<Mode>,
}

/// An id that the catalog does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownId {
    /// The kind of thing that it was to name.
    pub kind: &'static str,
    /// The id.
    pub id: String,
}

impl fmt::Display for UnknownId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no {} “{}”", self.kind, self.id)
    }
}

impl std::error::Error for UnknownId {}

/// A reason for which a valid request has no estimate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EstimateError {
    /// The request belongs to another catalog.
    OtherCatalog,
    /// llama.cpp would refuse to start.
    Settings(SettingsError),
    /// The sum is more bytes than 64 bits count.
    Uncountable,
}

impl fmt::Display for EstimateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherCatalog => f.write_str("the request belongs to another catalog"),
            Self::Settings(error @ SettingsError::QuantizedValues) => {
                write!(f, "flash_attention: {error}")
            }
            Self::Uncountable => f.write_str("more memory than can be counted"),
        }
    }
}

impl std::error::Error for EstimateError {}

impl Request {
    /// The context length where none is given.
    pub const CONTEXT: Tokens = Tokens::new(8_192);
    /// The prompt where none is given.
    pub const PROMPT: Tokens = Tokens::new(512);

    /// A request for a model and a quantization of the catalog, by their ids.
    ///
    /// # Errors
    /// An id that the catalog does not have.
    pub fn new(catalog: &Catalog, model: &str, quantization: &str) -> Result<Self, UnknownId> {
        let unknown = |kind, id: &str| UnknownId {
            kind,
            id: id.to_owned(),
        };
        let (model, _) = catalog
            .find_model(model)
            .ok_or_else(|| unknown("model", model))?;
        let (quantization, _) = catalog
            .find_quantization(quantization)
            .ok_or_else(|| unknown("quantization", quantization))?;
        let standard = CacheType::STANDARD;
        let (cache, _) = catalog
            .find_cache_type(standard)
            .ok_or_else(|| unknown("KV cache type", standard))?;
        Ok(Self::of(Shape::Model(model), quantization, cache))
    }

    /// A request for a shape at a quantization with a KV cache type.
    #[must_use]
    pub fn of(shape: Shape, quantization: QuantizationIndex, cache: CacheTypeIndex) -> Self {
        Self {
            shape,
            quantization,
            imatrix: Imatrix::Without,
            keys: cache,
            values: cache,
            settings: Settings::new(Self::CONTEXT),
            method: Method::default(),
            overhead: Activation::default(),
            gpu: None,
            backend: None,
            depth: Tokens::new(0),
            prompt: Self::PROMPT,
            use_cases: UseCases::default(),
            mode: None,
        }
    }

    /// The same with another context length.
    #[must_use]
    pub const fn context(mut self, tokens: Tokens) -> Self {
        self.settings.context = tokens;
        self
    }

    /// The same on a platform of the catalog, by its id.
    ///
    /// # Errors
    /// An id that the catalog does not have.
    pub fn gpu(mut self, catalog: &Catalog, id: &str) -> Result<Self, UnknownId> {
        let (gpu, _) = catalog.find_gpu(id).ok_or_else(|| UnknownId {
            kind: "GPU",
            id: id.to_owned(),
        })?;
        self.gpu = Some(gpu);
        Ok(self)
    }

    /// The estimate.
    ///
    /// # Errors
    /// Settings that llama.cpp refuses; more memory than can be counted; a request that belongs to
    /// another catalog.
    pub fn estimate(&self, catalog: &Catalog) -> Result<Estimate, EstimateError> {
        let rows = Rows::of(self, catalog).ok_or(EstimateError::OtherCatalog)?;
        let architecture = self
            .shape
            .architecture(catalog)
            .ok_or(EstimateError::OtherCatalog)?;
        let model = self.shape.model(catalog);
        let costs = ModelCosts::new(architecture, model.map(|model| model.parameters.total));

        let method = MemoryMethod::new(
            self.method,
            self.settings,
            (rows.keys, rows.values),
            Bytes::ZERO,
        );
        let mut compute_band = None;
        if let MemoryMethod::Exact { settings, .. } = method {
            settings.check().map_err(EstimateError::Settings)?;
            compute_band = Some(costs.layout().compute(&settings).band);
        }
        let WeightSize { file, device, .. } =
            costs.weights(self.method, rows.quantization, self.imatrix);
        let context = costs.context(&method);
        let parts = Breakdown {
            weights: device,
            compute: context.compute + activation(self.method, self.overhead, device),
            ..context
        };
        if parts.total() == Bytes::MAX {
            return Err(EstimateError::Uncountable);
        }

        let score = model.and_then(|model| self.best_score(model));
        let rating = model.map(|model| self.rating(catalog, model, score, rows));
        let platform = self
            .gpu
            .and_then(|gpu| Platform::of_gpu(catalog, gpu, self.backend));
        let read = costs
            .layout()
            .weights(rows.quantization.file_type, self.imatrix)
            .read;
        let types = (rows.keys.tensor_type, rows.values.tensor_type);
        let decode_cost = |depth| costs.decode_cost(read, types, depth);
        let prefill_cost = PrefillCost::new(architecture, costs.layout(), self.prompt, self.depth);
        Ok(Estimate {
            parameters: costs.parameters(self.method),
            file,
            parts,
            compute_band,
            decode: platform.and_then(|platform| platform.decode_speed(decode_cost(self.depth))),
            prefill: platform.and_then(|platform| platform.prefill_speed(prefill_cost)),
            time_to_first_token: platform.and_then(|platform| {
                let first = decode_cost(self.depth + self.prompt);
                platform.time_to_first_token(prefill_cost, first)
            }),
            quality: rating.and_then(|rating| rating.quality),
            mode: score.map(|score| score.mode),
            status: rating
                .zip(model)
                .map_or(Status::Unrated, |(rating, model)| {
                    rating.status(model.reaches(self.settings.context))
                }),
        })
    }

    fn rating(
        &self,
        catalog: &Catalog,
        model: &Model,
        score: Option<&ModeRating>,
        rows: Rows<'_>,
    ) -> Rating {
        let fit = &catalog.loss;
        let imatrix = self.imatrix == Imatrix::With;
        let of_weights = quality::weights_constant(fit, model, rows.quantization, imatrix);
        // Two types cost no more than both of the worse one, which is what was measured.
        let of_cache = [rows.keys, rows.values]
            .map(|row| quality::cache_constant(catalog, row))
            .into_iter()
            .fold(0.0, f64::max);
        let billions = quality::effective_billions(&model.parameters);
        let loss = quality::loss(fit, billions, of_weights + of_cache);
        let score = score.map(|score| (self.use_cases.score(score), score.status));
        Rating::new(fit, score, loss)
    }

    /// The score in the mode that was asked for, or in the one that does best; `None` where there is
    /// no sufficient one, or where pictures are to be read and the model reads none.
    fn best_score<'a>(&self, model: &'a Model) -> Option<&'a ModeRating> {
        if self.use_cases.vision() && !model.vision {
            return None;
        }
        model
            .scores
            .iter()
            .filter(|score| score.status != ScoreStatus::Insufficient)
            .filter(|score| self.mode.is_none_or(|mode| score.mode == mode))
            .max_by_key(|score| self.use_cases.score(score).value)
    }
}

/// The rows of the catalog that a request names.
#[derive(Clone, Copy)]
struct Rows<'a> {
    quantization: &'a Quantization,
    keys: &'a CacheType,
    values: &'a CacheType,
}

impl<'a> Rows<'a> {
    fn of(request: &Request, catalog: &'a Catalog) -> Option<Self> {
        Some(Self {
            quantization: catalog.quantization(request.quantization)?,
            keys: catalog.cache_type(request.keys)?,
            values: catalog.cache_type(request.values)?,
        })
    }
}
