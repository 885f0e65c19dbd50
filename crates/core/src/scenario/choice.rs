//! Settings with a few named values.

use crate::catalog::{CacheTypeIndex, Catalog, Domain, ModeRating, Score};

/// Declares a setting whose values have a name in the query string and a label on the page.
macro_rules! choice {
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

            /// The value with this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.name().eq_ignore_ascii_case(name))
            }
        }
    };
}

choice! {
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

choice! {
    /// What is wanted most.
    Axis {
        /// The best answers.
        #[default]
        Quality = "quality", "Quality";
        /// The most tokens per second.
        Speed = "speed", "Speed";
        /// The most quality beyond what models of the size have as a rule.
        Efficiency = "efficiency", "Efficiency";
        /// Quality and speed at once, against memory: the frontier of three.
        Three = "three", "Quality and speed";
    }
}

impl Axis {
    /// Speed is ranked, alone or beside quality.
    #[must_use]
    pub const fn ranks_speed(self) -> bool {
        matches!(self, Self::Speed | Self::Three)
    }
}

choice! {
    /// How memory is estimated.
    Method {
        /// What llama.cpp allocates.
        #[default]
        Exact = "exact", "Exact";
        /// The specification's products.
        Formula = "formula", "Formula";
    }
}

choice! {
    /// Which candidates the table lists.
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

choice! {
    /// The page that is open.
    Page {
        /// The explorer.
        #[default]
        Explorer = "explorer", "Explorer";
        /// How it works.
        How = "how", "How it works";
    }
}

/// The KV cache type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CacheChoice {
    /// One type for every candidate.
    Only(CacheTypeIndex),
    /// Every type is a candidate of its own.
    Any,
}

impl CacheChoice {
    /// The name of the standard type.
    pub const STANDARD: &'static str = "f16";
    /// The name that stands for every type.
    pub const ANY: &'static str = "any";
    /// Types with 16 bits or more that `any` leaves out: `f16` equals them in all that is compared.
    const SAME_AS_STANDARD: [&'static str; 2] = ["f32", "bf16"];

    /// 16-bit floating point; any type, for a catalog that lacks it.
    #[must_use]
    pub fn standard(catalog: &Catalog) -> Self {
        catalog
            .find_cache_type(Self::STANDARD)
            .map_or(Self::Any, |(index, _)| Self::Only(index))
    }

    /// The types that are candidates.
    #[must_use]
    pub fn types(self, catalog: &Catalog) -> Vec<CacheTypeIndex> {
        match self {
            Self::Only(index) => vec![index],
            Self::Any => catalog
                .indexed_cache_types()
                .filter(|(_, row)| !Self::SAME_AS_STANDARD.contains(&row.id.as_str()))
                .map(|(index, _)| index)
                .collect(),
        }
    }

    /// The choice's name in the query string.
    #[must_use]
    pub fn name(self, catalog: &Catalog) -> &str {
        match self {
            Self::Only(index) => catalog
                .cache_type(index)
                .map_or(Self::STANDARD, |row| row.id.as_str()),
            Self::Any => Self::ANY,
        }
    }
}
