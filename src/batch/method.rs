//! How memory is estimated in batch.

/// A method of the batch estimator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// The three products of [`formula`](crate::memory::formula).
    #[default]
    Formula,
    /// What llama.cpp allocates, by [`exact`](crate::memory::exact).
    Exact,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 2] = [Self::Formula, Self::Exact];

    /// The method's name in requests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Formula => "formula",
            Self::Exact => "exact",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|method| method.name().eq_ignore_ascii_case(name))
    }
}
