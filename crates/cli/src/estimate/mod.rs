//! `headroom estimate`: lines of JSON in, lines of JSON out.
//!
//! A line asks for one estimate of a model of the catalog or of a Hugging Face `config.json`.
//!
//! ```
//! let catalog = headroom_data::catalog().unwrap();
//! let line = br#"{"model": "llama-3.1-8b", "quantization": "Q4_K_M"}"#;
//! let answer = headroom_cli::estimate::answer(line, &catalog);
//! // The file's tensors, and what of them a GPU holds: all but the input embedding.
//! assert!(answer.contains(r#""weights_bytes":4912898304,"weights_device_bytes":4617396480"#));
//!
//! let line = br#"{"model": "llama-3.1-8b", "quantization": "Q4_K_M", "method": "formula"}"#;
//! let answer = headroom_cli::estimate::answer(line, &catalog);
//! // 8,030,261,248 × 4.83 / 8
//! assert!(answer.contains(r#""weights_bytes":4848270228"#));
//! ```

mod answer;
mod fields;
mod lines;
mod read;

pub use lines::{LONGEST_LINE, answer, answer_lines};
pub use read::{RequestError, request};

use std::error::Error;
use std::io;

use crate::until_closed;

/// Answers the lines of standard input on standard output.
///
/// # Errors
/// Input that cannot be read, output that cannot be written.
pub fn run() -> Result<(), Box<dyn Error>> {
    let catalog = headroom_data::catalog()?;
    until_closed(answer_lines(
        io::stdin().lock(),
        io::stdout().lock(),
        &catalog,
    ))
}
