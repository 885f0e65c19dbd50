//! The catalog: models and their measured quality, quantizations, KV cache types, GPUs.
//!
//! A [`Catalog`] has passed every check in [`data`]: ids are unique, layers exist, figures are in
//! range, each row names its sources. The build script reads `data/*.json` through the same code,
//! so a broken row fails the build with its id and the reason.

mod architecture;
mod backend;
pub mod data;
mod gpu;
mod gpu_detection;
mod gpu_search;
pub mod huggingface;
mod layers;
mod model;
pub mod packing;
mod quantization;
mod score;
mod speed;

use crate::columnar::columnar_struct;

pub use architecture::{
    Architecture, Attention, Blocks, Compressed, Compression, Experts, Indexer, Latent, Mtp,
    MtpKind, Norm, OutputGate, QueryKeyNorm, Recurrent, RecurrentKind, SparseIndex, Window,
};
pub use backend::Backend;
pub use gpu::{Gpu, GpuKind, GpuMemory, Vendor};
pub use gpu_search::GpuSearch;
pub use layers::{Layers, ParseLayersError, PerLayer};
pub use model::{Model, Parameters};
pub use quantization::{Audited, CacheType, LossFit, Quantization, Specified, TableRow};
pub use score::{Domain, DomainScores, Mode, ModeRating, Score, ScoreStatus};
pub use speed::{
    ArithmeticRate, Band, ClassFit, Prefill, PrefillFit, SharedFit, SpeedClass, SpeedFit,
};

/// Everything the estimates start from.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalog {
    /// The day on which the youngest data file was last brought up to date, `YYYY-MM-DD`.
    pub as_of: String,
    /// The models, in the order of `data/models.json`.
    pub models: Vec<Model>,
    /// The quantization types, in the order of `data/quantizations.json`: large to small.
    pub quantizations: Vec<Quantization>,
    /// The KV cache types.
    pub cache_types: Vec<CacheType>,
    /// The constants of the quality loss.
    pub loss: LossFit,
    /// The GPUs and other platforms.
    pub gpus: Vec<Gpu>,
    /// The constants of the speed of generation.
    pub speed: SpeedFit,
    /// The constants and rates of reading prompts.
    pub prefill: Prefill,
}

columnar_struct!(Catalog {
    as_of,
    models,
    quantizations,
    cache_types,
    loss,
    gpus,
    speed,
    prefill,
});

/// Declares an index into one of the catalog's lists, so that indices of different lists cannot be
/// mixed up, with the look-ups by index and by id.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident, $list:ident, $row:ty, $get:ident, $find:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u16);

        impl $name {
            /// The position in the catalog's list.
            #[must_use]
            pub const fn position(self) -> usize {
                self.0 as usize
            }
        }

        impl Catalog {
            /// The row at `index`; `None` only for an index taken from another catalog.
            #[must_use]
            pub fn $get(&self, index: $name) -> Option<&$row> {
                self.$list.get(index.position())
            }

            /// The index and the row with this id, upper and lower case being the same.
            #[must_use]
            pub fn $find(&self, id: &str) -> Option<($name, &$row)> {
                self.$list
                    .iter()
                    .enumerate()
                    .find(|(_, row)| row.id.eq_ignore_ascii_case(id))
                    .and_then(|(at, row)| Some(($name(u16::try_from(at).ok()?), row)))
            }
        }
    };
}

index!(
    /// A model of the catalog.
    ModelIndex, models, Model, model, find_model
);
index!(
    /// A quantization type of the catalog.
    QuantizationIndex, quantizations, Quantization, quantization, find_quantization
);
index!(
    /// A KV cache type of the catalog.
    CacheTypeIndex, cache_types, CacheType, cache_type, find_cache_type
);
index!(
    /// A GPU of the catalog.
    GpuIndex, gpus, Gpu, gpu, find_gpu
);

/// Lists whose rows are all within reach of a 16-bit index, each with that index.
macro_rules! indexed {
    ($name:ident, $list:ident, $index:ident, $row:ty) => {
        impl Catalog {
            #[doc = concat!("The rows of `", stringify!($list), "`, each with its index.")]
            pub fn $name(&self) -> impl Iterator<Item = ($index, &$row)> {
                (0..=u16::MAX).map($index).zip(&self.$list)
            }
        }
    };
}

indexed!(indexed_models, models, ModelIndex, Model);
indexed!(
    indexed_quantizations,
    quantizations,
    QuantizationIndex,
    Quantization
);
indexed!(indexed_cache_types, cache_types, CacheTypeIndex, CacheType);
indexed!(indexed_gpus, gpus, GpuIndex, Gpu);
