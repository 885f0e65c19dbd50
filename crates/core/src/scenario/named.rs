//! The settings with a few named values.

use crate::named::named;

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
