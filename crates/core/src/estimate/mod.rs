//! An estimate of one model at one quantization with certain settings on one platform: memory part by
//! part, quality, speed, and the time to the first token.
//!
//! A [`Request`] is estimated as a whole. [`evaluate`](crate::evaluate) makes thousands of estimates
//! at once from the same pieces: [`ModelCosts`], [`MemoryMethod`], [`Rating`], [`Platform`].

mod memory_method;
mod model_costs;
mod platform;
mod rating;
mod request;

pub use memory_method::{MemoryMethod, activation};
pub use model_costs::{ContextLimit, ModelCosts, WeightSize};
pub use platform::Platform;
pub use rating::{Rating, Status};
pub use request::{EstimateError, Request, Shape, UnknownId};

use crate::catalog::Mode;
use crate::memory::Breakdown;
use crate::quality::Quality;
use crate::speed::{Speed, TimeToFirstToken};
use crate::units::Bytes;

/// An estimate. `None` is what the method or the data do not tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The model's parameters: by the formula all that were published, by the exact method those of
    /// the text model, which its weights hold.
    pub parameters: u64,
    /// The tensor data of the file.
    pub file: Bytes,
    /// The memory. By the exact method a fully offloaded GPU's, without the runtime's own, which
    /// differs between systems ([`runtime`](crate::memory::llama_cpp::runtime)).
    pub parts: Breakdown,
    /// The share by which the compute buffer may be off in 19 of 20 cases; `None` by the formula.
    pub compute_band: Option<f64>,
    /// Speed of generation on the platform, one sequence at a time.
    pub decode: Option<Speed>,
    /// Speed of reading the prompt.
    pub prefill: Option<Speed>,
    /// Time until the prompt is read and the first token generated.
    pub time_to_first_token: Option<TimeToFirstToken>,
    /// Quality after the loss of the quantization.
    pub quality: Option<Quality>,
    /// The mode whose quality it is.
    pub mode: Option<Mode>,
    /// The reliance that the quality deserves.
    pub status: Status,
}
