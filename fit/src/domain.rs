//! The six domains of ability as the components of a vector.

pub use headroom_core::catalog::Domain;
use nalgebra::{Matrix6, Vector6};

/// The place of a domain in a vector of all six, which is that in [`Domain::ALL`].
pub trait Component: Copy {
    /// The domain's component of a vector.
    #[must_use]
    fn of(self, vector: &Vector6<f64>) -> f64;

    /// The same, to be changed.
    fn of_mut(self, vector: &mut Vector6<f64>) -> &mut f64;

    /// The domain's variance in a covariance.
    #[must_use]
    fn variance(self, covariance: &Matrix6<f64>) -> f64 {
        self.of(&covariance.diagonal())
    }
}

impl Component for Domain {
    fn of(self, vector: &Vector6<f64>) -> f64 {
        match self {
            Self::General => vector.x,
            Self::Reasoning => vector.y,
            Self::Math => vector.z,
            Self::Code => vector.w,
            Self::Tools => vector.a,
            Self::Instruct => vector.b,
        }
    }

    fn of_mut(self, vector: &mut Vector6<f64>) -> &mut f64 {
        match self {
            Self::General => &mut vector.x,
            Self::Reasoning => &mut vector.y,
            Self::Math => &mut vector.z,
            Self::Code => &mut vector.w,
            Self::Tools => &mut vector.a,
            Self::Instruct => &mut vector.b,
        }
    }
}
