//! The exact method: what llama.cpp really allocates.
//!
//! A model is the list of its [`tensors`]; a quantization is a row of `rules` that gives each
//! tensor one of the [types](crate::ggml::TensorType); weights, cache and buffers follow. A [`ModelLayout`] works out once what all
//! estimates of a model start from, so that each costs well under a microsecond.
//!
//! Llama 3.1 8B at Q4_K_M with 8,192 tokens, as llama.cpp reports it:
//!
//! ```
//! use headroom_core::memory::llama_cpp::{Imatrix, ModelLayout, Settings};
//! use headroom_core::ggml::FileType;
//! use headroom_core::units::{Bytes, Tokens};
//!
//! let catalog = headroom_data::catalog().unwrap();
//! let (_, model) = catalog.find_model("llama-3.1-8b").unwrap();
//! let layout = ModelLayout::new(&model.architecture);
//! let settings = Settings::new(Tokens::new(8_192));
//!
//! assert_eq!(layout.weights(FileType::Q4KM, Imatrix::Without).device, Bytes::new(4_617_396_480));
//! assert_eq!(layout.cache(&settings).kv, Bytes::new(1_073_741_824));
//! let longest = layout.max_context(&settings, Bytes::new(2 << 30), None);
//! assert_eq!(longest.map(Tokens::get), Some(15_360));
//! ```

mod attention;
mod cache;
mod compute;
mod context;
mod devices;
mod model_layout;
mod rules;
pub mod runtime;
mod settings;
pub mod tensors;
mod weights;

pub use attention::attention_operations;
pub use cache::Cache;
pub use compute::{Compute, ComputeClass};
pub use devices::{Device, devices};
pub use model_layout::ModelLayout;
pub use settings::{Settings, SettingsError};
pub use weights::{Imatrix, Weights};

/// Counts one more of `kind`: there are few kinds, so that a search beats a map.
fn count_in<T: PartialEq>(tally: &mut Vec<(T, u64)>, kind: T) {
    match tally.iter_mut().find(|(known, _)| *known == kind) {
        Some((_, count)) => *count = count.saturating_add(1),
        None => tally.push((kind, 1)),
    }
}
