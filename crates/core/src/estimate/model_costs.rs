//! The costs of one model by every method, prepared once for many estimates.

use super::MemoryMethod;
use crate::catalog::{Architecture, Quantization};
use crate::ggml::TensorType;
use crate::memory::formula::{self, CachedValues};
use crate::memory::llama_cpp::{Imatrix, ModelLayout, Weights};
use crate::memory::{Breakdown, Method};
use crate::speed::DecodeCost;
use crate::units::{Bytes, Tokens};

/// The costs of one model by every method.
#[derive(Clone, Debug)]
pub struct ModelCosts {
    layout: ModelLayout,
    cached: CachedValues,
    published_parameters: u64,
}

/// The size of a model's weights under a quantization.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightSize {
    /// The tensor data of the file.
    pub file: Bytes,
    /// Memory of the device: all but the input embedding, which stays in host memory; by the formula,
    /// which knows no places, the same as the file.
    pub device: Bytes,
    /// Average bits for each weight.
    pub bits: f64,
}

impl WeightSize {
    /// The size by the formula.
    #[must_use]
    pub fn by_formula(parameters: u64, bits: f64) -> Self {
        let bytes = formula::weights(parameters, bits);
        Self {
            file: bytes,
            device: bytes,
            bits,
        }
    }
}

impl From<Weights> for WeightSize {
    fn from(weights: Weights) -> Self {
        Self {
            file: weights.file,
            device: weights.device,
            bits: weights.bits_per_weight,
        }
    }
}

/// The length to which a context can grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextLimit {
    /// So many tokens.
    Tokens(Tokens),
    /// No limit: it takes the same memory whatever its length.
    Unlimited,
}

impl ModelCosts {
    /// Prepares a model of this shape. `published` are its parameters as its publisher states them;
    /// without them those of its tensors count.
    #[must_use]
    pub fn new(architecture: &Architecture, published: Option<u64>) -> Self {
        let layout = ModelLayout::new(architecture);
        Self {
            cached: CachedValues::of(architecture),
            published_parameters: published.unwrap_or_else(|| layout.parameters()),
            layout,
        }
    }

    /// The tensors, caches and buffers of the model.
    #[must_use]
    pub const fn layout(&self) -> &ModelLayout {
        &self.layout
    }

    /// The values that the cache holds for each token, by the formula.
    #[must_use]
    pub const fn cached_values(&self) -> CachedValues {
        self.cached
    }

    /// The parameters that a method counts: those of the text model, which the file holds, or all that
    /// were published.
    #[must_use]
    pub const fn parameters(&self, method: Method) -> u64 {
        match method {
            Method::Exact => self.layout.parameters(),
            Method::Formula => self.published_parameters,
        }
    }

    /// The weights under a quantization.
    #[must_use]
    pub fn weights(
        &self,
        method: Method,
        quantization: &Quantization,
        imatrix: Imatrix,
    ) -> WeightSize {
        match method {
            Method::Formula => WeightSize::by_formula(self.published_parameters, quantization.bits),
            Method::Exact => self.layout.weights(quantization.file_type, imatrix).into(),
        }
    }

    /// The memory of the context, part by part; neither weights nor activation are in it.
    #[must_use]
    pub fn context(&self, method: &MemoryMethod) -> Breakdown {
        match *method {
            MemoryMethod::Formula {
                context,
                keys,
                values,
            } => Breakdown {
                kv_cache: formula::kv_cache(self.cached, context, keys, values),
                ..Breakdown::default()
            },
            MemoryMethod::Exact { settings, runtime } => {
                let cache = self.layout.cache(&settings);
                Breakdown {
                    weights: Bytes::ZERO,
                    kv_cache: cache.kv,
                    recurrent_state: cache.recurrent,
                    compute: self.layout.compute(&settings).device,
                    runtime,
                }
            }
        }
    }

    /// The longest context whose memory fits into `room`; `None` where not even the shortest does.
    /// `limit` is the model's own, beyond which the search need not go.
    #[must_use]
    pub fn max_context(
        &self,
        method: &MemoryMethod,
        room: Bytes,
        limit: Option<Tokens>,
    ) -> Option<ContextLimit> {
        match *method {
            MemoryMethod::Formula { keys, values, .. } => {
                match formula::max_context(self.cached, room, keys, values) {
                    None => Some(ContextLimit::Unlimited),
                    Some(tokens) if tokens.get() == 0 => None,
                    Some(tokens) => Some(ContextLimit::Tokens(tokens)),
                }
            }
            MemoryMethod::Exact { settings, runtime } => {
                let room = room.checked_sub(runtime)?;
                let longest = self.layout.max_context(&settings, room, limit)?;
                Some(if longest < ModelLayout::MOST_CONTEXT {
                    ContextLimit::Tokens(longest)
                } else {
                    ContextLimit::Unlimited
                })
            }
        }
    }

    /// The cost of generating one token, `depth` tokens being in the cache; `read` is the size of the
    /// weights that work on it. It follows from the tensors whatever the method, since the formula knows
    /// none.
    #[must_use]
    pub fn decode_cost(
        &self,
        read: Bytes,
        (keys, values): (TensorType, TensorType),
        depth: Tokens,
    ) -> DecodeCost {
        let cache = self.layout.cache_read(keys, values, depth);
        DecodeCost::new(&self.layout, read, cache)
    }
}
