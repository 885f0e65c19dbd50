//! What of every model is worked out once, whatever is asked later.

use std::num::NonZeroU64;
use std::sync::Arc;

use crate::catalog::{
    CacheType, CacheTypeIndex, Catalog, ModelIndex, QuantizationIndex, ScoreStatus, Vendor,
};
use crate::ggml::FileType;
use crate::memory::Breakdown;
use crate::memory::formula::{self, CachedValues};
use crate::memory::llama_cpp::{Imatrix, ModelLayout, Settings, Weights, runtime};
use crate::quality::Trend;
use crate::scenario::{Method, Scenario};
use crate::speed::DecodeCost;
use crate::units::{Bytes, Tokens};

/// The models of a catalog, prepared for estimates by every method.
#[derive(Clone, Debug)]
pub struct Prepared {
    catalog: Arc<Catalog>,
    /// For every model what a token of its cache holds, for the formula.
    cached: Vec<CachedValues>,
    /// For every model what exact estimates start from.
    plans: Vec<ModelLayout>,
    /// For every model and quantization of the catalog the exact weights on the device.
    weights: Vec<Exactly>,
    trend: Trend,
}

/// The weights of a model under a quantization.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    /// Their memory.
    pub bytes: Bytes,
    /// Average bits for each weight.
    pub bits: f64,
}

/// What the exact method knows of the weights of a model under a quantization.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Exactly {
    /// What the device holds of them.
    weighed: Weighed,
    /// What generating a token reads of them.
    read: Bytes,
}

impl Prepared {
    /// Prepares the models of a catalog.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>) -> Self {
        let cached = catalog
            .models
            .iter()
            .map(|model| CachedValues::of(&model.architecture))
            .collect();
        let plans: Vec<ModelLayout> = catalog
            .models
            .iter()
            .map(|model| ModelLayout::new(&model.architecture))
            .collect();
        let types: Vec<FileType> = catalog
            .indexed_quantizations()
            .map(|(_, row)| row.file_type)
            .collect();
        let weights = plans
            .iter()
            .flat_map(|plan| {
                types.iter().map(move |&file_type| {
                    let weights = weigh(plan, file_type);
                    Exactly {
                        weighed: Weighed {
                            bytes: weights.device,
                            bits: weights.bits_per_weight,
                        },
                        read: weights.read,
                    }
                })
            })
            .collect();
        let mut prepared = Self {
            catalog,
            cached,
            plans,
            weights,
            trend: Trend::default(),
        };
        prepared.trend = prepared.fit_trend();
        prepared
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
            Some((self.exactly(index, usual)?.weighed.bytes, best))
        });
        Trend::fit(points)
    }

    /// How much quality models of a size have as a rule.
    #[must_use]
    pub const fn trend(&self) -> Trend {
        self.trend
    }

    /// What generating a token takes of a model with a KV cache type, so many tokens deep.
    #[must_use]
    pub fn work(
        &self,
        model: ModelIndex,
        quantization: QuantizationIndex,
        cache: CacheTypeIndex,
        depth: Tokens,
    ) -> Option<DecodeCost> {
        let plan = self.plan(model)?;
        let stored = self.catalog.cache_type(cache)?.tensor_type;
        let read = self.exactly(model, quantization)?.read;
        let cache = plan.cache_read(stored, stored, depth);
        Some(DecodeCost::new(plan, read, cache))
    }

    fn exactly(&self, model: ModelIndex, quantization: QuantizationIndex) -> Option<Exactly> {
        let of_each = self.weights.len() / self.plans.len().max(1);
        let place = model.position() * of_each + quantization.position();
        self.weights.get(place).copied()
    }

    /// The catalog.
    #[must_use]
    pub const fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    /// What a model's cache holds for each token, by the formula.
    #[must_use]
    pub fn cached_values(&self, model: ModelIndex) -> CachedValues {
        self.cached
            .get(model.position())
            .copied()
            .unwrap_or_default()
    }

    /// What exact estimates of a model start from.
    #[must_use]
    pub fn plan(&self, model: ModelIndex) -> Option<&ModelLayout> {
        self.plans.get(model.position())
    }

    /// The weights of a model.
    #[must_use]
    pub fn weights(
        &self,
        method: Method,
        model: ModelIndex,
        quantization: QuantizationIndex,
    ) -> Option<Weighed> {
        match method {
            Method::Formula => {
                let parameters = self.catalog.model(model)?.parameters.total;
                let bits = self.catalog.quantization(quantization)?.bits;
                let bytes = formula::weights(parameters, bits);
                Some(Weighed { bytes, bits })
            }
            Method::Exact => Some(self.exactly(model, quantization)?.weighed),
        }
    }

    /// The memory of a model's context, part by part.
    #[must_use]
    pub fn context(&self, model: ModelIndex, costing: &Costing) -> Breakdown {
        self.context_at(model.position(), costing)
    }

    /// The memory of every model's context, in the catalog's order.
    pub(super) fn contexts(&self, costing: &Costing) -> impl Iterator<Item = Bytes> {
        (0..self.plans.len()).map(|position| self.context_at(position, costing).total())
    }

    /// The longest context whose cost fits into `room`, whatever the model promises; `None` where
    /// not even the shortest does.
    #[must_use]
    pub fn longest_context(
        &self,
        model: ModelIndex,
        costing: &Costing,
        room: Bytes,
    ) -> Option<Limit> {
        match *costing {
            Costing::Formula { cell, .. } => {
                let cached = self.cached_values(model);
                match formula::longest_context(cached, room, cell, cell) {
                    None => Some(Limit::Unlimited),
                    Some(tokens) if tokens.get() == 0 => None,
                    Some(tokens) => Some(Limit::Tokens(tokens)),
                }
            }
            Costing::Exact { settings, runtime } => {
                let room = room.checked_sub(runtime)?;
                let limit = self.catalog.model(model)?.context;
                let plan = self.plan(model)?;
                let longest = plan.longest_context(&settings, room, limit)?;
                Some(if longest < ModelLayout::MOST_CONTEXT {
                    Limit::Tokens(longest)
                } else {
                    Limit::Unlimited
                })
            }
        }
    }

    fn context_at(&self, position: usize, costing: &Costing) -> Breakdown {
        match *costing {
            Costing::Formula { context, cell } => Breakdown {
                kv_cache: self.cached.get(position).map_or(Bytes::MAX, |&cached| {
                    formula::kv_cache(cached, context, cell, cell)
                }),
                ..Breakdown::default()
            },
            Costing::Exact { settings, runtime } => {
                let Some(plan) = self.plans.get(position) else {
                    return Breakdown {
                        kv_cache: Bytes::MAX,
                        ..Breakdown::default()
                    };
                };
                let cache = plan.cache(&settings);
                Breakdown {
                    weights: Bytes::ZERO,
                    kv_cache: cache.kv,
                    recurrent_state: cache.recurrent,
                    compute: plan.compute(&settings).device,
                    runtime,
                }
            }
        }
    }
}

/// How long a context can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// So many tokens.
    Tokens(Tokens),
    /// As long as one likes: it takes the same memory whatever its length.
    Unlimited,
}

/// The weights of a file as it is found: quantized models are made with an importance matrix as a
/// rule.
pub(super) fn weigh(plan: &ModelLayout, file_type: FileType) -> Weights {
    plan.weights(file_type, Imatrix::With)
}

/// How contexts are costed: all that the cost of a context depends on but the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Costing {
    /// By the formula.
    Formula {
        /// Tokens of context.
        context: Tokens,
        /// A cell of the cache.
        cell: formula::CellSize,
    },
    /// Exactly.
    Exact {
        /// What the program is asked to run with.
        settings: Settings,
        /// What the runtime itself takes on the devices.
        runtime: Bytes,
    },
}

impl Costing {
    /// The costing of a scenario with a KV cache type; `None` where the exact method lacks the
    /// type.
    #[must_use]
    pub fn of(scenario: &Scenario, catalog: &Catalog, cache: &CacheType) -> Option<Self> {
        Self::by(scenario.goal.method, scenario, catalog, cache)
    }

    /// The same by a method, whatever the scenario's own.
    pub(super) fn by(
        method: Method,
        scenario: &Scenario,
        catalog: &Catalog,
        cache: &CacheType,
    ) -> Option<Self> {
        match method {
            Method::Formula => Some(Self::Formula {
                context: scenario.workload.context,
                cell: cache.into(),
            }),
            Method::Exact => {
                let stored = cache.tensor_type;
                Some(Self::Exact {
                    settings: Settings {
                        keys: stored,
                        values: stored,
                        sequences: scenario.workload.sequences,
                        // The server reserves the logits of one token for each slot.
                        outputs: NonZeroU64::new(scenario.workload.sequences),
                        devices: scenario.hardware.cards(),
                        ..Settings::new(scenario.workload.context)
                    },
                    runtime: runtime_of(scenario, catalog).map_or(Bytes::ZERO, |range| range.usual),
                })
            }
        }
    }

    /// The same with another context.
    #[must_use]
    pub const fn at(self, tokens: Tokens) -> Self {
        match self {
            Self::Formula { cell, .. } => Self::Formula {
                context: tokens,
                cell,
            },
            Self::Exact { settings, runtime } => Self::Exact {
                settings: Settings {
                    context: tokens,
                    ..settings
                },
                runtime,
            },
        }
    }
}

/// What the runtime itself takes on the cards of a scenario; `None` where that was not measured:
/// for other runtimes than CUDA.
#[must_use]
pub fn runtime_of(scenario: &Scenario, catalog: &Catalog) -> Option<runtime::Range> {
    let others = scenario
        .hardware
        .extra_gpus
        .kinds()
        .iter()
        .map(|cards| cards.gpu);
    let measured = scenario
        .hardware
        .gpu
        .into_iter()
        .chain(others)
        .all(|index| {
            let gpu = catalog.gpu(index);
            gpu.is_none_or(|gpu| gpu.vendor == Vendor::Nvidia)
        });
    measured.then(|| runtime::CUDA_CONTEXT.times(scenario.hardware.cards()))
}
