//! Prose with marks: `{name}` stands for what is put in its place.

use std::error::Error;

/// A text with marks.
pub(crate) struct Template(String);

impl Template {
    /// The text without its indentation, which a page has no use for.
    pub(crate) fn new(text: &str) -> Self {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        Self(lines.join("\n"))
    }

    /// Puts markup in the place of a mark.
    ///
    /// # Errors
    /// If the text has no such mark.
    pub(crate) fn fill(&mut self, name: &str, html: &str) -> Result<(), Box<dyn Error>> {
        let mark = format!("{{{name}}}");
        if !self.0.contains(&mark) {
            return Err(format!("there is no place for {mark}").into());
        }
        self.0 = self.0.replace(&mark, html);
        Ok(())
    }

    /// The text cut at the marks that are left, which must be these in this order.
    ///
    /// # Errors
    /// If they are others.
    pub(crate) fn cut(&self, names: &[&str]) -> Result<Vec<&str>, Box<dyn Error>> {
        let mut pieces = Vec::new();
        let mut rest = self.0.as_str();
        for name in names {
            let mark = format!("{{{name}}}");
            let (piece, after) = rest
                .split_once(&mark)
                .ok_or_else(|| format!("there is no place for {mark} in its turn"))?;
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest);
        match pieces.iter().find(|piece| piece.contains(['{', '}'])) {
            Some(piece) => Err(format!("a mark is not filled: {piece}").into()),
            None => Ok(pieces),
        }
    }
}
