//! The method by which the memory of a context is estimated, with all that it depends on.

use crate::catalog::CacheType;
use crate::memory::Method;
use crate::memory::formula::{Activation, CellSize};
use crate::memory::llama_cpp::Settings;
use crate::units::{Bytes, Tokens};

/// All that the memory of a context depends on but the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MemoryMethod {
    /// By the formula.
    Formula {
        /// Tokens of context.
        context: Tokens,
        /// A cell of cached keys.
        keys: CellSize,
        /// A cell of cached values.
        values: CellSize,
    },
    /// As llama.cpp allocates it.
    Exact {
        /// The settings of the run.
        settings: Settings,
        /// Memory that the runtime takes for itself on the devices.
        runtime: Bytes,
    },
}

impl MemoryMethod {
    /// The method with these settings, whose types of keys and values are those of the rows.
    #[must_use]
    pub fn new(
        method: Method,
        settings: Settings,
        (keys, values): (&CacheType, &CacheType),
        runtime: Bytes,
    ) -> Self {
        match method {
            Method::Formula => Self::Formula {
                context: settings.context,
                keys: keys.into(),
                values: values.into(),
            },
            Method::Exact => Self::Exact {
                settings: Settings {
                    keys: keys.tensor_type,
                    values: values.tensor_type,
                    ..settings
                },
                runtime,
            },
        }
    }

    /// The same with another context.
    #[must_use]
    pub const fn at(self, tokens: Tokens) -> Self {
        match self {
            Self::Formula { keys, values, .. } => Self::Formula {
                context: tokens,
                keys,
                values,
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

/// The formula's activation overhead beside weights of this size; the exact method has none, since it
/// counts the buffers themselves.
#[must_use]
pub fn activation(method: Method, overhead: Activation, weights: Bytes) -> Bytes {
    match method {
        Method::Formula => overhead.beside(weights),
        Method::Exact => Bytes::ZERO,
    }
}
