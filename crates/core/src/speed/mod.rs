//! The speed at which a model answers.
//!
//! Generating a token reads what works on it once, so that the memory's bandwidth sets the time:
//!
//! ```text
//! t = μ × W / (BW × η)  +  KV / (BW × η_kv)  +  L × τ × ρ          tokens/s = 1 / t
//! ```
//!
//! `W` bytes of weights read for a token ([`Weights::read`](crate::memory::llama_cpp::Weights::read)),
//! `KV` bytes of cache and state ([`ModelLayout::cache_read`](crate::memory::llama_cpp::ModelLayout::cache_read)),
//! `L` blocks, `BW` the memory's bandwidth. The constants are fits to public measurements
//! (`data/speed.json`): `η` and `τ` of the class of the platform, `η_kv` of all; `μ` and `ρ` are 1
//! but for mixtures of experts.
//!
//! A platform's share of that is a [`DecodeRate`], a model's is a [`DecodeCost`]: make either once,
//! and a candidate costs a few multiplications ([`DecodeRate::time_per_token`]; only what is shown
//! needs a [`Speed`] with its band). Llama 3.1 8B at Q4_K_M on an RTX 4090, 4,096 tokens deep:
//!
//! ```
//! use headroom_core::catalog::Backend;
//! use headroom_core::ggml::{FileType, TensorType::F16};
//! use headroom_core::memory::llama_cpp::{Imatrix, ModelLayout};
//! use headroom_core::speed::{DecodeRate, DecodeCost};
//! use headroom_core::units::Tokens;
//!
//! let catalog = headroom_data::catalog().unwrap();
//! let (_, model) = catalog.find_model("llama-3.1-8b").unwrap();
//! let (_, gpu) = catalog.find_gpu("geforce-rtx-4090").unwrap();
//!
//! let rate = DecodeRate::of_gpu(&catalog.speed, gpu, Backend::usual(gpu)).unwrap();
//! let layout = ModelLayout::new(&model.architecture);
//! let weights = layout.weights(FileType::Q4KM, Imatrix::With).read;
//! let cost = DecodeCost::new(&layout, weights, layout.cache_read(F16, F16, Tokens::new(4_096)));
//! let speed = rate.speed(cost).unwrap();
//! // 4.617 GB / (1,008 GB/s × 0.843) + 0.537 GB / (1,008 GB/s × 0.698) + 32 × 43.1 µs = 7.58 ms
//! assert_eq!(speed.value.get().round(), 132.0);
//! ```

mod decode;
mod prefill;

pub use decode::{DecodeCost, DecodeRate, Speed, share_beyond};
pub use prefill::{PrefillCost, PrefillRate, TimeToFirstToken};
