//! Estimates and frontiers in batch: text in, JSON out.
//!
//! `examples/estimate.rs` answers JSON lines one by one ([`answer_lines`]), `examples/frontier.rs`
//! prints what the page's table shows for a link ([`Report`]).
//!
//! An estimate is made by a [`Method`](crate::scenario::Method), for a model of the catalog or for a Hugging Face
//! `config.json` ([`Subject`]). What the exact method lacks is an error that names it.
//!
//! ```
//! let catalog = headroom_data::catalog().unwrap();
//! let line = br#"{"model": "llama-3.1-8b", "quantization": "Q4_K_M"}"#;
//! let answer = headroom_core::batch::answer(line, &catalog);
//! // The file's tensors, and what of them a GPU holds: all but the input embedding.
//! assert!(answer.contains(r#""weights_bytes":4912898304,"weights_device_bytes":4617396480"#));
//!
//! let line = br#"{"model": "llama-3.1-8b", "quantization": "Q4_K_M", "method": "formula"}"#;
//! let answer = headroom_core::batch::answer(line, &catalog);
//! // 8,030,261,248 × 4.83 / 8
//! assert!(answer.contains(r#""weights_bytes":4848270228"#));
//! ```

mod estimate;
mod fields;
mod lines;
mod parts;
mod rating;
mod report;
mod request;
mod speed;
mod subject;

pub use estimate::{Estimate, estimate};
pub use lines::{LONGEST_LINE, answer, answer_lines};
pub use parts::EstimateError;
pub use report::Report;
pub use request::{Request, RequestError};
pub use subject::Subject;
