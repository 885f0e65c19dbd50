//! `headroom estimate` by its old name.
//!
//! ```text
//! echo '{"model": "qwen3-32b", "quantization": "Q4_K_M", "context": 32768}' |
//!     cargo run --release --example estimate
//! ```

fn main() -> Result<(), Box<dyn std::error::Error>> {
    headroom_cli::estimate::run()
}
