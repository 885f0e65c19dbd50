//! The costs of every model of a catalog, worked out once.

use std::num::NonZeroU64;
use std::sync::Arc;

use crate::catalog::{CacheTypeIndex, Catalog, ModelIndex, QuantizationIndex, ScoreStatus, Vendor};
use crate::estimate::{ContextLimit, MemoryMethod, ModelCosts, WeightSize};
use crate::memory::formula::CachedValues;
use crate::memory::llama_cpp::{Imatrix, ModelLayout, Settings, Weights, runtime};
use crate::memory::{Breakdown, Method};
use crate::quality::Trend;
use crate::scenario::Scenario;
use crate::speed::DecodeCost;
use crate::units::{Bytes, Tokens};

/// The costs of every model of a catalog by every method.
#[derive(Clone, Debug)]
pub struct Precomputed {
    catalog: Arc<Catalog>,
    costs: Vec<ModelCosts>,
    /// The exact weights of every model under every quantization of the catalog. Quantized models are
    /// downloaded, and those are made with an importance matrix as a rule.
    weights: Vec<Weights>,
    trend: Trend,
}

impl Precomputed {
    /// Works out the costs of the models of a catalog.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>) -> Self {
        let models = catalog.models.iter();
        let costs: Vec<ModelCosts> = models
            .map(|model| ModelCosts::new(&model.architecture, Some(model.parameters.total)))
            .collect();
        let weights = costs
            .iter()
            .flat_map(|costs| {
                catalog
                    .indexed_quantizations()
                    .map(|(_, row)| costs.layout().weights(row.file_type, Imatrix::With))
            })
            .collect();
        let mut precomputed = Self {
            catalog,
            costs,
            weights,
            trend: Trend::default(),
        };
        precomputed.trend = precomputed.fit_trend();
        precomputed
    }

    /// The trend of quality with size: of every rated model the best mode, at the quantization that
    /// most downloads have.
    fn fit_trend(&self) -> Trend {
        let Some((usual, _)) = self.catalog.find_quantization(Trend::QUANTIZATION) else {
            return Trend::default();
        };
        let points = self.catalog.indexed_models().filter_map(|(index, model)| {
            let rated = model
                .scores
                .iter()
                .filter(|score| score.status == ScoreStatus::Rated);
            let best = rated.map(|score| score.overall.value).max()?;
            Some((self.exact_weights(index, usual)?.device, best))
        });
        Trend::fit(points)
    }

    /// The usual quality of models by size.
    #[must_use]
    pub const fn trend(&self) -> Trend {
        self.trend
    }

    /// The catalog.
    #[must_use]
    pub const fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    /// The costs of a model.
    #[must_use]
    pub fn costs(&self, model: ModelIndex) -> Option<&ModelCosts> {
        self.costs.get(model.position())
    }

    /// The tensors, caches and buffers of a model.
    #[must_use]
    pub fn layout(&self, model: ModelIndex) -> Option<&ModelLayout> {
        self.costs(model).map(ModelCosts::layout)
    }

    /// The values that a model's cache holds for each token, by the formula.
    #[must_use]
    pub fn cached_values(&self, model: ModelIndex) -> CachedValues {
        self.costs(model)
            .map(ModelCosts::cached_values)
            .unwrap_or_default()
    }

    /// The exact weights of a model under a quantization.
    pub(super) fn exact_weights(
        &self,
        model: ModelIndex,
        quantization: QuantizationIndex,
    ) -> Option<&Weights> {
        let of_each = self.catalog.quantizations.len();
        let place = model.position() * of_each + quantization.position();
        self.weights.get(place)
    }

    /// The weights of a model under a quantization.
    #[must_use]
    pub fn weights(
        &self,
        method: Method,
        model: ModelIndex,
        quantization: QuantizationIndex,
    ) -> Option<WeightSize> {
        match method {
            Method::Formula => {
                let parameters = self.costs(model)?.parameters(method);
                let bits = self.catalog.quantization(quantization)?.bits;
                Some(WeightSize::by_formula(parameters, bits))
            }
            Method::Exact => Some((*self.exact_weights(model, quantization)?).into()),
        }
    }

    /// The cost of generating a token with a KV cache type, so many tokens deep.
    #[must_use]
    pub fn decode_cost(
        &self,
        model: ModelIndex,
        quantization: QuantizationIndex,
        cache: CacheTypeIndex,
        depth: Tokens,
    ) -> Option<DecodeCost> {
        let stored = self.catalog.cache_type(cache)?.tensor_type;
        let read = self.exact_weights(model, quantization)?.read;
        let costs = self.costs(model)?;
        Some(costs.decode_cost(read, (stored, stored), depth))
    }

    /// The memory of a model's context, part by part.
    #[must_use]
    pub fn context(&self, model: ModelIndex, method: &MemoryMethod) -> Breakdown {
        let costs = self.costs(model);
        costs.map(|costs| costs.context(method)).unwrap_or_default()
    }

    /// The memory of every model's context, in the catalog's order.
    pub(super) fn contexts(&self, method: &MemoryMethod) -> impl Iterator<Item = Bytes> {
        self.costs.iter().map(|costs| costs.context(method).total())
    }

    /// The longest context whose cost fits into `room`, whatever the model promises; `None` where
    /// not even the shortest does.
    #[must_use]
    pub fn max_context(
        &self,
        model: ModelIndex,
        method: &MemoryMethod,
        room: Bytes,
    ) -> Option<ContextLimit> {
        let limit = self.catalog.model(model)?.context;
        self.costs(model)?.max_context(method, room, limit)
    }
}

/// The method by which the memory of contexts with a KV cache type is estimated in a scenario.
#[must_use]
pub(super) fn memory_method(
    method: Method,
    scenario: &Scenario,
    catalog: &Catalog,
    cache: CacheTypeIndex,
) -> Option<MemoryMethod> {
    let row = catalog.cache_type(cache)?;
    let settings = Settings {
        sequences: scenario.workload.sequences,
        // The server reserves the logits of one token for each slot.
        outputs: NonZeroU64::new(scenario.workload.sequences),
        devices: scenario.hardware.cards(),
        ..Settings::new(scenario.workload.context)
    };
    let runtime = runtime_of(scenario, catalog).map_or(Bytes::ZERO, |range| range.usual);
    Some(MemoryMethod::new(method, settings, (row, row), runtime))
}

/// Memory that the runtime takes for itself on the cards of a scenario; `None` where that was not
/// measured: for other runtimes than CUDA.
#[must_use]
pub fn runtime_of(scenario: &Scenario, catalog: &Catalog) -> Option<runtime::Range> {
    let extra = scenario.hardware.extra_gpus.kinds().iter();
    let mut kinds = scenario
        .hardware
        .gpu
        .into_iter()
        .chain(extra.map(|count| count.gpu));
    let measured = kinds.all(|index| {
        let gpu = catalog.gpu(index);
        gpu.is_none_or(|gpu| gpu.vendor == Vendor::Nvidia)
    });
    measured.then(|| runtime::CUDA_CONTEXT.times(scenario.hardware.cards()))
}
