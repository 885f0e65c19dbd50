//! Settings with a few named values.

use crate::catalog::{Backend, Domain, ModeRating, Score};
use crate::units::ByteUnit;

/// A setting with a few named values.
pub trait Named: Copy + PartialEq + 'static {
    /// Every value.
    const ALL: &'static [Self];

    /// The value's name in the query string.
    fn name(self) -> &'static str;

    /// The value's label on the page.
    fn label(self) -> &'static str;

    /// The value with this name, upper and lower case being the same.
    fn from_name(name: &str) -> Option<Self> {
        let mut values = Self::ALL.iter().copied();
        values.find(|value| value.name().eq_ignore_ascii_case(name))
    }
}

/// Declares a setting whose values have a name in the query string and a label on the page.
macro_rules! named {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$value_doc:meta])* $value:ident = $text:literal, $label:literal;)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$value_doc])* $value,)+
        }

        impl $name {
            /// Every value.
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// The value's name in the query string.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $text,)+
                }
            }

            /// The value's label on the page.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$value => $label,)+
                }
            }

            /// The value with this name, upper and lower case being the same.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                <Self as Named>::from_name(name)
            }
        }

        impl Named for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn name(self) -> &'static str {
                self.name()
            }

            fn label(self) -> &'static str {
                self.label()
            }
        }
    };
}

named! {
    /// A thing that a model is for; [`UseCases`](super::UseCases) are several of them.
    UseCase {
        /// A bit of everything: the mean of the six domains.
        #[default]
        General = "general", "General";
        /// Programming.
        Code = "code", "Code";
        /// Mathematics.
        Math = "math", "Math";
        /// Calling tools.
        Tools = "tools", "Tools";
        /// Reasoning.
        Reasoning = "reasoning", "Reasoning";
        /// Following instructions.
        Instruct = "instruct", "Instructions";
        /// Reading pictures: a requirement; quality is that of the text.
        Vision = "vision", "Vision";
    }
}

impl UseCase {
    /// The part of a score that counts for this use.
    #[must_use]
    pub const fn score(self, score: &ModeRating) -> Score {
        let domains = &score.domains;
        match self {
            Self::General | Self::Vision => score.overall,
            Self::Code => domains.get(Domain::Code),
            Self::Math => domains.get(Domain::Math),
            Self::Tools => domains.get(Domain::Tools),
            Self::Reasoning => domains.get(Domain::Reasoning),
            Self::Instruct => domains.get(Domain::Instruct),
        }
    }
}

named! {
    /// The ranking against memory.
    Axis {
        /// The best answers.
        #[default]
        Quality = "quality", "Quality";
        /// The most tokens per second.
        Speed = "speed", "Speed";
        /// The most quality beyond what models of the size have as a rule.
        Efficiency = "efficiency", "Efficiency";
        /// Quality and speed at once, against memory: the frontier of three.
        QualityAndSpeed = "three", "Quality and speed";
    }
}

impl Axis {
    /// Speed is ranked, alone or beside quality.
    #[must_use]
    pub const fn ranks_speed(self) -> bool {
        matches!(self, Self::Speed | Self::QualityAndSpeed)
    }
}

named! {
    /// The estimate of memory.
    Method {
        /// The allocations of llama.cpp.
        #[default]
        Exact = "exact", "Exact";
        /// The specification's products.
        Formula = "formula", "Formula";
    }
}

named! {
    /// The candidates that the table lists.
    Show {
        /// The frontier.
        #[default]
        Frontier = "frontier", "Frontier";
        /// Each model at its best quantization that fits.
        Models = "models", "One per model";
        /// All that fit.
        Fits = "fits", "All that fit";
        /// All, also what does not fit or falls short of the context.
        All = "all", "All";
    }
}

named! {
    /// The page that is open.
    Page {
        /// The explorer.
        #[default]
        Explorer = "explorer", "Explorer";
        /// “How it works”.
        How = "how", "How it works";
    }
}

impl Named for ByteUnit {
    const ALL: &'static [Self] = &[Self::Gb, Self::Gib];

    fn name(self) -> &'static str {
        self.name()
    }

    fn label(self) -> &'static str {
        self.symbol()
    }
}

impl Named for Backend {
    const ALL: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        self.name()
    }

    fn label(self) -> &'static str {
        self.name()
    }
}
