//! Prints, as JSON, what the page's table shows for a query string.
//!
//! ```text
//! cargo run --release --example frontier -- 'vram=24&ctx=32k'
//! ```

use std::error::Error;
use std::io::{self, ErrorKind, Write};
use std::sync::Arc;

use headroom_core::batch::Report;
use headroom_core::evaluate::Prepared;

fn main() -> Result<(), Box<dyn Error>> {
    let query = std::env::args_os().nth(1).unwrap_or_default();
    let catalog = Arc::new(headroom_data::catalog()?);
    let prepared = Arc::new(Prepared::new(catalog));
    let report = Report::new(&query.to_string_lossy(), &prepared);
    let text = serde_json::to_string(&report)?;
    match writeln!(io::stdout().lock(), "{text}") {
        // Whoever reads the report has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}
