//! The catalog's GPU behind the name that a browser gives to the one it draws with.
//!
//! Browsers write the driver's name of the GPU with much around it, as in
//! `ANGLE (NVIDIA, NVIDIA GeForce RTX 4090 (0x00002684) Direct3D11 vs_5_0 ps_5_0, D3D11)`. It is
//! matched word by word with the names of the catalog; the longest match wins, so that a
//! `RTX 4070 Ti SUPER` is not taken for a `RTX 4070`.

use super::{Catalog, GpuIndex, GpuKind};

/// Words that say nothing of the product, or that drivers and vendors put in or leave out at will.
const NOISE: [&str; 13] = [
    "nvidia", "amd", "intel", "apple", "r", "tm", "gpu", "igpu", "graphics", "gb", "pcie", "sxm",
    "sxm5",
];

impl Catalog {
    /// The platforms that a renderer's name can mean: several where it leaves out what tells them
    /// apart, such as the size of memory; none where it names nothing that is known.
    #[must_use]
    pub fn gpus_of_renderer(&self, renderer: &str) -> Vec<GpuIndex> {
        let said = words(renderer);
        let mut longest = 0;
        let mut found = Vec::new();
        for (index, gpu) in self.indexed_gpus() {
            if gpu.kind == GpuKind::Cpu {
                continue;
            }
            let length = names(&gpu.name)
                .map(words)
                .filter(|name| occurs(&said, name))
                .map(|name: Vec<String>| name.len())
                .max()
                .unwrap_or_default();
            if length > longest {
                longest = length;
                found.clear();
            }
            if length > 0 && length == longest {
                found.push(index);
            }
        }
        found
    }
}

/// The names in a row's name: what stands in brackets is a remark, and a stroke parts the
/// processor from its GPU.
fn names(name: &str) -> impl Iterator<Item = &str> {
    let name = name.split('(').next().unwrap_or_default();
    name.split(" / ")
}

/// The words that tell one product from another, in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .filter(|word| !NOISE.contains(&word.as_str()) && !is_size(word))
        .collect()
}

/// True if a word is a size of memory, which drivers rarely name.
fn is_size(word: &str) -> bool {
    let digits = word.strip_suffix("gb").unwrap_or("x");
    digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// True if a name occurs word by word. A single word must be a product on its own: it has digits.
fn occurs(said: &[String], name: &[String]) -> bool {
    let tells = match name {
        [] => false,
        [word] => word.bytes().any(|byte| byte.is_ascii_digit()),
        _ => true,
    };
    tells && said.windows(name.len()).any(|part| part == name)
}
