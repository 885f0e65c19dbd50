//! The six domains of ability, and what is counted for each.

use nalgebra::{Matrix6, Vector6};
use serde::{Deserialize, Serialize};

/// A domain of ability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Domain {
    /// Knowledge and understanding.
    General,
    /// Reasoning.
    Reasoning,
    /// Mathematics.
    Math,
    /// Programming.
    Code,
    /// Calling tools.
    Tools,
    /// Following instructions.
    Instruct,
}

impl Domain {
    /// Every domain, in the order of a vector's components.
    pub const ALL: [Self; 6] = [
        Self::General,
        Self::Reasoning,
        Self::Math,
        Self::Code,
        Self::Tools,
        Self::Instruct,
    ];

    /// The domain's name in the data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Reasoning => "reasoning",
            Self::Math => "math",
            Self::Code => "code",
            Self::Tools => "tools",
            Self::Instruct => "instruct",
        }
    }

    /// The domain's component of a vector.
    #[must_use]
    pub fn of(self, vector: &Vector6<f64>) -> f64 {
        match self {
            Self::General => vector.x,
            Self::Reasoning => vector.y,
            Self::Math => vector.z,
            Self::Code => vector.w,
            Self::Tools => vector.a,
            Self::Instruct => vector.b,
        }
    }

    /// The same, to be changed.
    pub fn of_mut(self, vector: &mut Vector6<f64>) -> &mut f64 {
        match self {
            Self::General => &mut vector.x,
            Self::Reasoning => &mut vector.y,
            Self::Math => &mut vector.z,
            Self::Code => &mut vector.w,
            Self::Tools => &mut vector.a,
            Self::Instruct => &mut vector.b,
        }
    }

    /// The domain's variance in a covariance.
    #[must_use]
    pub fn variance(self, covariance: &Matrix6<f64>) -> f64 {
        self.of(&covariance.diagonal())
    }
}
