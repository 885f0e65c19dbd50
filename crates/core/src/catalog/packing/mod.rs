//! The packed form of the catalog: by columns, without what follows from other fields.
//!
//! A field that is added to the catalog's types is packed without a word here. Where most of its
//! values follow from other fields, [`pack`] and [`unpack`] may take it away and put it back.

mod score;

use super::{Catalog, Gpu, Model, Vendor};
use crate::columnar;
pub use crate::columnar::ColumnarError;

/// Packs a catalog.
///
/// # Errors
/// If a text has a line feed in it or a figure more than 15 digits.
pub fn pack(mut catalog: Catalog) -> Result<Vec<u8>, ColumnarError> {
    for model in &mut catalog.models {
        model.id = shortened(&model.id, &slug(&model.name));
        model.repository = match model.repository.split_once('/') {
            Some((owner, name)) => format!("{owner}/{}", shortened(name, &dashed(&model.name))),
            None => return Err(ColumnarError::Write),
        };
        model.name = shortened(&model.name, &model.family);
        model.parameters.text = other_part(model);
    }
    for gpu in &mut catalog.gpus {
        gpu.id = shortened(&gpu.id, &gpu_slug(gpu));
    }
    for quantization in &mut catalog.quantizations {
        quantization.id = shortened(&quantization.id, quantization.file_type.name());
    }
    columnar::write(&catalog)
}

/// Unpacks what [`pack`] packed.
///
/// # Errors
/// If the data was not packed by the same version of this crate.
pub fn unpack(data: &[u8]) -> Result<Catalog, ColumnarError> {
    let mut catalog: Catalog = columnar::read(data)?;
    for model in &mut catalog.models {
        model.name = restored(&model.name, &model.family)?;
        model.id = restored(&model.id, &slug(&model.name))?;
        let (owner, name) = model
            .repository
            .split_once('/')
            .ok_or(ColumnarError::Read)?;
        let name = restored(name, &dashed(&model.name))?;
        model.repository = [owner, &name].join("/");
        model.parameters.text = other_part(model);
    }
    for gpu in &mut catalog.gpus {
        gpu.id = restored(&gpu.id, &gpu_slug(gpu))?;
    }
    for quantization in &mut catalog.quantizations {
        quantization.id = restored(&quantization.id, quantization.file_type.name())?;
    }
    Ok(catalog)
}

/// All parameters less those of the vision tower and the text model: nearly always none. The same
/// subtraction turns it back into those of the text model.
fn other_part(model: &Model) -> u64 {
    let parameters = &model.parameters;
    parameters
        .total
        .wrapping_sub(parameters.vision.unwrap_or_default())
        .wrapping_sub(parameters.text)
}

/// A name with dashes for its spaces, as repositories are called.
fn dashed(name: &str) -> String {
    name.replace(' ', "-")
}

/// A name as ids are written.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '.' {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug
}

/// The ids of the two vendors with the most GPUs do without the vendor's name.
fn gpu_slug(gpu: &Gpu) -> String {
    slug(match gpu.vendor {
        Vendor::Nvidia | Vendor::Amd => gpu.name.split_once(' ').map_or("", |(_, name)| name),
        Vendor::Apple | Vendor::Intel | Vendor::Other => &gpu.name,
    })
}

/// The character that says that nothing of a guess is to be cut off; those behind it cut more.
const WHOLE: u32 = '!' as u32;

/// A text from a guess of how it begins: how much to cut off the guess, and what follows then.
fn shortened(text: &str, guess: &str) -> String {
    let same = text.chars().zip(guess.chars());
    let shared: usize = same
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let cut = u32::try_from(guess.len() - shared).ok();
    let cut = cut.and_then(|cut| char::from_u32(WHOLE + cut));
    format!(
        "{}{}",
        cut.unwrap_or(char::MAX),
        text.get(shared..).unwrap_or_default()
    )
}

/// The text that was [`shortened`] with the same guess.
fn restored(short: &str, guess: &str) -> Result<String, ColumnarError> {
    let mut rest = short.chars();
    let cut = rest.next().ok_or(ColumnarError::Read)? as usize;
    let kept = (guess.len() + WHOLE as usize)
        .checked_sub(cut)
        .and_then(|kept| guess.get(..kept))
        .ok_or(ColumnarError::Read)?;
    Ok([kept, rest.as_str()].concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_guess_says_is_not_written() {
        assert_eq!(shortened("qwen3-8b", "qwen3-8b"), "!");
        assert_eq!(shortened("gemma-3-4b-it", "gemma-3-4b"), "!-it");
        assert_eq!(shortened("llama-2-7b", "llama-2-7b-chat"), "&");
        assert_eq!(shortened("other", "guess"), "&other");
    }

    #[test]
    fn a_text_that_was_not_shortened_with_this_guess_is_refused() {
        assert_eq!(restored("", "guess"), Err(ColumnarError::Read));
        assert_eq!(restored("~", "guess"), Err(ColumnarError::Read));
        assert_eq!(restored(" ", "guess"), Err(ColumnarError::Read));
    }

    proptest! {
        #[test]
        fn every_text_survives(text in ".*", guess in ".*", shared in "[a-ü]{0,9}") {
            let (text, guess) = (shared.clone() + &text, shared + &guess);
            prop_assert_eq!(restored(&shortened(&text, &guess), &guess), Ok(text));
        }
    }
}
