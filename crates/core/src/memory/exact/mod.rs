//! The exact method: what llama.cpp really allocates.
//!
//! A model is the list of its [`tensors`]; a quantization is a row of [`rules`] that gives each
//! tensor one of the [`types`]; weights, cache and buffers follow. A [`Plan`] works out once what all
//! estimates of a model start from, so that each costs well under a microsecond.
//!
//! Llama 3.1 8B at Q4_K_M with 8,192 tokens, as the program reports it:
//!
//! ```
//! use headroom_core::memory::exact::{Plan, Settings};
//! use headroom_core::memory::exact::rules::FileType;
//! use headroom_core::units::{Bytes, Tokens};
//!
//! let catalog = headroom_data::catalog().unwrap();
//! let (_, model) = catalog.find_model("llama-3.1-8b").unwrap();
//! let plan = Plan::new(&model.architecture);
//! let settings = Settings::new(Tokens::new(8_192));
//!
//! assert_eq!(plan.weights(FileType::Q4KM, false).device, Bytes::new(4_617_396_480));
//! assert_eq!(plan.cache(&settings).kv, Bytes::new(1_073_741_824));
//! let longest = plan.longest_context(&settings, Bytes::new(2 << 30), None);
//! assert_eq!(longest.map(Tokens::get), Some(15_360));
//! ```

mod attention;
mod cache;
mod compute;
mod context;
mod devices;
mod plan;
mod routing;
pub mod rules;
pub mod runtime;
mod settings;
mod tally;
pub mod tensors;
pub mod types;
mod weights;

pub use attention::attention_operations;
pub use cache::Cache;
pub use compute::{Class, Compute};
pub use devices::{Device, devices};
pub use plan::Plan;
pub use settings::{Refused, Settings};
pub use weights::Weights;
