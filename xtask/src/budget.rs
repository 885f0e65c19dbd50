//! The size of a first visit: every file of the site, compressed as servers compress it.

use std::fmt::{self, Display};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use brotli::enc::BrotliEncoderParams;

/// What a first visit may download, in bytes.
pub const LIMIT: usize = 250_000;

/// Prints the sizes, and is an error if they are too much.
pub fn check(dist: &Path) -> Result<()> {
    let sizes = Sizes::of(dist)?;
    println!("{sizes}");
    if !sizes.fits() {
        bail!(
            "A first visit downloads {} bytes, {} too many.",
            sizes.total(),
            sizes.total() - LIMIT
        );
    }
    Ok(())
}

/// The sizes of the files of a site.
#[derive(Debug, Default)]
pub struct Sizes {
    files: Vec<Size>,
}

#[derive(Debug)]
struct Size {
    name: String,
    raw: usize,
    compressed: usize,
}

impl Sizes {
    /// Compresses every file of the site, largest first.
    pub fn of(dist: &Path) -> Result<Self> {
        let mut sizes = Self::default();
        for name in crate::dist::files(dist)? {
            let bytes =
                fs::read(dist.join(&name)).with_context(|| format!("{name} could not be read."))?;
            sizes.files.push(Size {
                compressed: compressed(&bytes)?,
                raw: bytes.len(),
                name,
            });
        }
        sizes
            .files
            .sort_by_key(|size| std::cmp::Reverse(size.compressed));
        Ok(sizes)
    }

    /// What a first visit downloads, in bytes.
    pub fn total(&self) -> usize {
        self.files.iter().map(|size| size.compressed).sum()
    }

    /// Whether that is little enough.
    pub fn fits(&self) -> bool {
        self.total() <= LIMIT
    }
}

impl Display for Sizes {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        writeln!(out, "{:>10} {:>10}  file", "bytes", "brotli 11")?;
        for size in &self.files {
            writeln!(
                out,
                "{:>10} {:>10}  {}",
                size.raw, size.compressed, size.name
            )?;
        }
        let raw: usize = self.files.iter().map(|size| size.raw).sum();
        write!(
            out,
            "{raw:>10} {:>10}  in all, of {LIMIT} allowed",
            self.total()
        )
    }
}

fn compressed(bytes: &[u8]) -> Result<usize> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)
        .context("A file could not be compressed.")?;
    Ok(packed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetition_compresses_and_noise_does_not() {
        assert!(compressed(&[b'a'; 10_000]).unwrap() < 100);
        let mut state = 1_u32;
        let noise: Vec<u8> = (0..1_000)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state.to_be_bytes()[0]
            })
            .collect();
        assert!(compressed(&noise).unwrap() > 950);
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        let sizes = |compressed| Sizes {
            files: vec![Size {
                name: "a".to_owned(),
                raw: 1,
                compressed,
            }],
        };
        assert!(sizes(LIMIT).fits());
        assert!(!sizes(LIMIT + 1).fits());
    }
}
