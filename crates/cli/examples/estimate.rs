//! Answers JSON lines on standard input with JSON lines on standard output.
//!
//! ```text
//! echo '{"model": "qwen3-32b", "quantization": "Q4_K_M", "context": 32768}' |
//!     cargo run --release --example estimate
//! ```

use std::error::Error;
use std::io::{self, ErrorKind};

fn main() -> Result<(), Box<dyn Error>> {
    let catalog = headroom_data::catalog()?;
    match headroom_core::batch::answer_lines(io::stdin().lock(), io::stdout().lock(), &catalog) {
        // Whoever reads the answers has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}
