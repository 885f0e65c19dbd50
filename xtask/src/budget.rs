//! The sizes of the site's files, compressed as servers compress them, and what they may be.

use std::fmt::{self, Display};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use brotli::enc::BrotliEncoderParams;

/// Most bytes that a first visit may download until the page is usable.
const LIMIT_UNTIL_USABLE: usize = 275_000;

/// Most bytes of that and of what is loaded later, together.
const LIMIT_TOGETHER: usize = 500_000;

/// Beginnings of the names of files that are loaded later. A browser test holds them against the
/// requests of a first visit.
const LATER: &[&str] = &["how-"];

/// Endings of the names of pictures and icons.
const PICTURES: &[&str] = &["avif", "ico", "jpg", "png", "svg", "webp"];

/// Beginnings of the names of licence notices.
const NOTICES: &[&str] = &["licenses"];

/// The time at which a browser asks for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// On a first visit, before the page is usable.
    UntilUsable,
    /// When the visitor opens what needs it.
    Later,
    /// Pictures, icons and licence notices, which no limit counts.
    Apart,
}

impl Load {
    const ALL: [Self; 3] = [Self::UntilUsable, Self::Later, Self::Apart];

    /// The time for the file of this name.
    pub fn of(name: &str) -> Self {
        let begins = |with: &[&str]| with.iter().any(|start| name.starts_with(start));
        let picture = name
            .rsplit_once('.')
            .is_some_and(|(_, extension)| PICTURES.contains(&extension));
        if picture || begins(NOTICES) {
            Self::Apart
        } else if begins(LATER) {
            Self::Later
        } else {
            Self::UntilUsable
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::UntilUsable => "until usable",
            Self::Later => "loaded later",
            Self::Apart => "apart",
        }
    }
}

/// Prints the sizes, and is an error if they are too much.
pub fn check(dist: &Path) -> Result<()> {
    let sizes = Sizes::of(dist)?;
    println!("{sizes}");
    sizes.check()
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

    /// Bytes of the files that are loaded at this time, compressed.
    pub fn sum(&self, load: Load) -> usize {
        self.files
            .iter()
            .filter(|size| Load::of(&size.name) == load)
            .map(|size| size.compressed)
            .sum()
    }

    /// An error if a sum is above its limit.
    pub fn check(&self) -> Result<()> {
        let usable = self.sum(Load::UntilUsable);
        ensure!(
            usable <= LIMIT_UNTIL_USABLE,
            "A first visit downloads {usable} bytes until it is usable, of {LIMIT_UNTIL_USABLE} allowed."
        );
        let together = usable + self.sum(Load::Later);
        ensure!(
            together <= LIMIT_TOGETHER,
            "With what is loaded later it is {together} bytes, of {LIMIT_TOGETHER} allowed."
        );
        Ok(())
    }
}

impl Display for Sizes {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        writeln!(out, "{:>10} {:>10}  file", "bytes", "brotli 11")?;
        for Size {
            name,
            raw,
            compressed,
        } in &self.files
        {
            let label = Load::of(name).label();
            writeln!(out, "{raw:>10} {compressed:>10}  {name} ({label})")?;
        }
        for load in Load::ALL {
            let limit = match load {
                Load::UntilUsable => format!(", of {LIMIT_UNTIL_USABLE} allowed"),
                Load::Later => format!(", of {LIMIT_TOGETHER} allowed with those above"),
                Load::Apart => String::new(),
            };
            writeln!(out, "{:>21}  {}{limit}", self.sum(load), load.label())?;
        }
        Ok(())
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

    fn sizes(files: &[(&str, usize)]) -> Sizes {
        let files = files.iter().map(|&(name, compressed)| Size {
            name: name.to_owned(),
            raw: compressed,
            compressed,
        });
        Sizes {
            files: files.collect(),
        }
    }

    #[test]
    fn the_limits_themselves_are_allowed() {
        let later = LIMIT_TOGETHER - LIMIT_UNTIL_USABLE;
        let full = [("a.wasm", LIMIT_UNTIL_USABLE), ("how-1.html", later)];
        assert!(sizes(&full).check().is_ok());
        assert!(
            sizes(&[("a.wasm", LIMIT_UNTIL_USABLE + 1)])
                .check()
                .is_err()
        );
        let more = [("a.wasm", LIMIT_UNTIL_USABLE), ("how-1.html", later + 1)];
        assert!(sizes(&more).check().is_err());
    }

    #[test]
    fn pictures_and_notices_count_for_no_limit() {
        let apart = [
            ("a-1.svg", LIMIT_TOGETHER),
            ("licenses-1.txt", LIMIT_TOGETHER),
        ];
        let sizes = sizes(&apart);
        assert!(sizes.check().is_ok());
        assert_eq!(sizes.sum(Load::Apart), 2 * LIMIT_TOGETHER);
    }
}
