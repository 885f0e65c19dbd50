//! Least squares that a few odd measurements do not decide.

use anyhow::{Result, bail};
use levenberg_marquardt::{LeastSquaresProblem, LevenbergMarquardt};
use nalgebra::storage::Owned;
use nalgebra::{DMatrix, DVector, Dyn};

/// Errors as a function of parameters.
pub trait Errors {
    /// One error for each measurement, in its own standard deviations.
    fn errors(&self, parameters: &DVector<f64>) -> DVector<f64>;

    /// The derivative of each error (a row) by each parameter (a column).
    fn slopes(&self, parameters: &DVector<f64>) -> DMatrix<f64>;
}

/// The parameters near the start for which `Σ 2 (√(1 + error²) − 1)` is least: small errors count
/// by their square, large ones by their size (the pseudo-Huber loss).
///
/// # Errors
/// If the search does not come to rest.
pub fn minimize(errors: &impl Errors, start: DVector<f64>) -> Result<DVector<f64>> {
    let problem = Softened {
        errors,
        parameters: start,
    };
    let (found, report) = LevenbergMarquardt::new().minimize(problem);
    if !report.termination.was_successful() {
        bail!("The search did not end: {:?}.", report.termination);
    }
    Ok(found.parameters)
}

/// The matrix with each row times its factor.
#[must_use]
pub fn scaled(matrix: &DMatrix<f64>, factors: &DVector<f64>) -> DMatrix<f64> {
    let mut scaled = matrix.clone();
    for (mut row, factor) in scaled.row_iter_mut().zip(factors.iter()) {
        row *= *factor;
    }
    scaled
}

/// Errors whose squares are the softened loss of the original ones.
struct Softened<'a, E> {
    errors: &'a E,
    parameters: DVector<f64>,
}

fn soften(error: f64) -> f64 {
    // √(2 (√(1 + e²) − 1)), without the difference of two nearly equal numbers.
    error * (2.0 / (1.0 + 1.0_f64.hypot(error))).sqrt()
}

/// The derivative of [`soften`].
fn softening(error: f64) -> f64 {
    let root = 1.0_f64.hypot(error);
    ((1.0 + root) / 2.0).sqrt() / root
}

impl<E: Errors> LeastSquaresProblem<f64, Dyn, Dyn> for Softened<'_, E> {
    type ResidualStorage = Owned<f64, Dyn>;
    type JacobianStorage = Owned<f64, Dyn, Dyn>;
    type ParameterStorage = Owned<f64, Dyn>;

    fn set_params(&mut self, parameters: &DVector<f64>) {
        self.parameters.copy_from(parameters);
    }

    fn params(&self) -> DVector<f64> {
        self.parameters.clone()
    }

    fn residuals(&self) -> Option<DVector<f64>> {
        Some(self.errors.errors(&self.parameters).map(soften))
    }

    fn jacobian(&self) -> Option<DMatrix<f64>> {
        let softening = self.errors.errors(&self.parameters).map(softening);
        Some(scaled(&self.errors.slopes(&self.parameters), &softening))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Measurements of one figure.
    struct Measurements(Vec<f64>);

    impl Errors for Measurements {
        fn errors(&self, parameters: &DVector<f64>) -> DVector<f64> {
            DVector::from_iterator(self.0.len(), self.0.iter().map(|m| m - parameters[0]))
        }

        fn slopes(&self, _: &DVector<f64>) -> DMatrix<f64> {
            DMatrix::repeat(self.0.len(), 1, -1.0)
        }
    }

    #[test]
    fn the_square_of_a_softened_error_is_the_loss() {
        for error in [-30.0, -1.0, 1e-9, 0.5, 4.0] {
            let loss = 2.0 * (f64::sqrt(1.0 + error * error) - 1.0);
            assert!((soften(error).powi(2) - loss).abs() < 1e-9 * (1.0 + loss));
            let step = 1e-6;
            let slope = (soften(error + step) - soften(error - step)) / (2.0 * step);
            assert!((softening(error) - slope).abs() < 1e-6, "{error}");
        }
    }

    #[test]
    fn an_odd_measurement_pulls_no_harder_than_its_side() {
        // The slope of the loss, Σ e / √(1 + e²), is 0: ±1 at most from the odd one, so that the
        // two others stand at e / √(1 + e²) = −1/2, which is e = −1/√3.
        let found = minimize(&Measurements(vec![0.0, 0.0, 1e6]), DVector::zeros(1)).unwrap();
        assert!((found[0] - 1.0 / 3.0_f64.sqrt()).abs() < 1e-4, "{found}");
    }
}
