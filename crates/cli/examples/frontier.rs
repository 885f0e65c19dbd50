//! `headroom frontier` by its old name.
//!
//! ```text
//! cargo run --release --example frontier -- 'vram=24&ctx=32k'
//! ```

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let query = std::env::args_os().nth(1).unwrap_or_default();
    headroom_cli::frontier::run(&query.to_string_lossy())
}
