//! Estimates and frontiers in batch: text in, JSON out.
//!
//! `examples/estimate.rs` answers JSON lines one by one ([`answer_lines`]), `examples/frontier.rs`
//! prints what the page's table shows for a link ([`Report`]).
//!
//! ```
//! let catalog = headroom::embedded::catalog().unwrap();
//! let line = br#"{"model": "llama-3.1-8b", "quantization": "Q4_K_M"}"#;
//! let answer = headroom::batch::answer(line, &catalog);
//! // 8,030,261,248 × 4.83 / 8
//! assert!(answer.contains(r#""weights_bytes":4848270228"#));
//! ```

mod estimate;
mod fields;
mod lines;
mod report;
mod request;

pub use estimate::{Estimate, estimate};
pub use lines::{LONGEST_LINE, answer, answer_lines};
pub use report::Report;
pub use request::{Backend, Request, RequestError};
