//! Finding a GPU by what people type.

use super::{Gpu, GpuMemory};
use crate::units::ByteUnit;

/// The words of a search, ready to be looked for.
///
/// Every word must occur; spaces and signs inside a name do not matter, so `7900xtx` finds the
/// Radeon RX 7900 XTX, and a number with letters behind finds a size of memory.
#[derive(Clone, Debug)]
pub struct GpuSearch(Vec<String>);

impl GpuSearch {
    /// Reads what was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(typed.split_whitespace().map(plain).collect())
    }

    /// True if the search matches a GPU with one of its sizes of memory.
    #[must_use]
    pub fn finds(&self, gpu: &Gpu, memory: Option<&GpuMemory>) -> bool {
        let size = memory.map_or_else(String::new, |memory| {
            memory
                .bytes
                .to_short_string(ByteUnit::Gib)
                .replace("GiB", "GB")
        });
        let words = format!("{} {} {} {size}", gpu.name, gpu.id, gpu.vendor.name());
        let words = plain(&words);
        self.0.iter().all(|word| words.contains(word.as_str()))
    }
}

/// Lower case, letters and digits only.
fn plain(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
