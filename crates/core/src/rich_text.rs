//! Text with emphasis, as data. The page shows each span by an element of its own.

use std::fmt;

/// A piece of text and its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Text without emphasis.
    Plain(String),
    /// The figure or the name that a sentence is about.
    Strong(String),
    /// An identifier, such as that of a quantization.
    Code(String),
    /// A remark beside the text.
    Soft(String),
    /// The name of a candidate, which selects it.
    CandidateName(String),
    /// The uncertainty of the value before it.
    Uncertainty(String),
    /// A remark about a candidate, in a frame.
    Badge(&'static str),
    /// A warning about a candidate, in a frame.
    Warning(&'static str),
    /// A sign and its explanation.
    Sign(&'static str, &'static str),
    /// The probability of being on the frontier; empty until it is known.
    FrontierProbability(String),
}

impl Span {
    /// The text without its role.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text)
            | Self::Strong(text)
            | Self::Code(text)
            | Self::Soft(text)
            | Self::CandidateName(text)
            | Self::Uncertainty(text)
            | Self::FrontierProbability(text) => text,
            Self::Badge(text) | Self::Warning(text) | Self::Sign(text, _) => text,
        }
    }
}

/// Spans in a row. Its `Display` is the text alone.
///
/// ```
/// use headroom_core::rich_text::RichText;
/// let text = RichText::default().plain("With ").strong("24 GB").plain(" there is room.");
/// assert_eq!(text.to_string(), "With 24 GB there is room.");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RichText(pub Vec<Span>);

impl RichText {
    /// The text with another span behind it.
    #[must_use]
    pub fn with(mut self, span: Span) -> Self {
        self.0.push(span);
        self
    }

    /// The text with another behind it.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The text with plain text behind it.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.with(Span::Plain(text.into()))
    }

    /// The text with emphasized text behind it.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.with(Span::Strong(text.into()))
    }

    /// The text with an identifier behind it.
    #[must_use]
    pub fn code(self, text: impl Into<String>) -> Self {
        self.with(Span::Code(text.into()))
    }

    /// Nothing to show.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for RichText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|span| f.write_str(span.text()))
    }
}
