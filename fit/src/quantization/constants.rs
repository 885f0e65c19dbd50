//! The constants of the loss in `data/quantizations.json`.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

use super::accuracy::Accuracy;
use super::perplexity::Perplexity;
use crate::json_rows::{Tolerance, rounded};

/// By how much the constants that are in use may differ from the fit, as a share of them: a sixth
/// of the uncertainty that the loss has in any case. They come from a search that came to rest at a
/// neighbouring minimum, where the unknown perplexity of one model at 16 bits stands above those of
/// two of its quantizations. Test scores do not tell the two apart.
pub const TOLERANCE: Tolerance = Tolerance {
    absolute: 1.1e-4,
    relative: 0.075,
};

/// The constants, rounded as they are written.
#[derive(Clone, Debug, PartialEq)]
pub struct Constants {
    /// `K` by type.
    pub types: BTreeMap<String, f64>,
    /// `γ`.
    pub exponent: f64,
    /// `f`, for types without an importance matrix.
    pub without_imatrix: f64,
    /// `K = exp(fallback.0 − fallback.1 × bits)` for a type that was not measured.
    pub fallback: (f64, f64),
}

impl Constants {
    /// The constants that follow from the two fits.
    #[must_use]
    pub fn of(perplexity: &Perplexity, accuracy: &Accuracy) -> Self {
        let constant = |loss: f64| rounded((accuracy.scale + loss).exp(), 4);
        let (below, above) = perplexity.without_imatrix;
        Self {
            types: perplexity
                .types
                .iter()
                .map(|(id, loss)| (id.clone(), constant(*loss)))
                .collect(),
            exponent: rounded(accuracy.exponent, 4),
            // Both bands come to the same.
            without_imatrix: rounded(f64::midpoint(below, above).exp(), 2),
            fallback: (
                rounded(perplexity.line.0 + accuracy.scale, 3),
                rounded(perplexity.line.1, 3),
            ),
        }
    }

    /// The text of `quantizations.json` with these constants and all else as it was.
    ///
    /// # Errors
    /// If a type or a constant has no place there.
    pub fn put_into(&self, text: &str) -> Result<String> {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut put = |start: &str, key: &str, value: String| -> Result<()> {
            let line = lines.iter_mut().find(|line| line.starts_with(start));
            let line = line.with_context(|| format!("No line starts with {start}."))?;
            *line = replaced(line, key, &value)
                .with_context(|| format!("The line of {start} has no “{key}”."))?;
            Ok(())
        };
        for (id, constant) in &self.types {
            put(
                &format!("{{\"id\": \"{id}\","),
                "loss",
                constant.to_string(),
            )?;
        }
        let (level, fall) = self.fallback;
        let loss = "\"loss\": {";
        put(loss, "exponent", self.exponent.to_string())?;
        put(loss, "without_imatrix", self.without_imatrix.to_string())?;
        put(loss, "fallback", format!("[{level}, {fall}]"))?;
        let text = lines.join("\n") + "\n";
        ensure!(
            serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok(),
            "The constants would break the file."
        );
        Ok(text)
    }
}

/// The line with another value of the key: a number, or a list of numbers.
fn replaced(line: &str, key: &str, value: &str) -> Option<String> {
    let (before, rest) = line.split_once(&format!("\"{key}\": "))?;
    let end = match rest.strip_prefix('[') {
        Some(list) => list.find(']')? + 2,
        None => rest.find([',', '}'])?,
    };
    let after = rest.get(end..)?;
    Some(format!("{before}\"{key}\": {value}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_replaced_and_nothing_else() {
        let line = r#"{"id": "Q8_0", "bits": 8.5, "loss": 0.0007, "sources": ["loss: x"]},"#;
        assert_eq!(
            replaced(line, "loss", "0.5").unwrap(),
            line.replace("0.0007", "0.5")
        );
        let list = r#""loss": {"exponent": 1, "fallback": [1.5, 2]},"#;
        assert_eq!(
            replaced(list, "fallback", "[3, 4]").unwrap(),
            list.replace("[1.5, 2]", "[3, 4]")
        );
        assert_eq!(replaced(line, "exponent", "1"), None);
    }
}
