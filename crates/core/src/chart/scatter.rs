//! Every candidate as a dot.

use super::{Bitmap, Color, Geometry, Sprite};
use crate::evaluate::Evaluation;

/// Radius of a dot in CSS pixels.
const RADIUS: f64 = 1.6;
/// Opacity of a dot, from 0 to 1.
const OPACITY: f64 = 0.9;

/// The colours of the dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Candidates that fit the budget.
    pub fits: Color,
    /// Candidates that need more memory than there is.
    pub beyond: Color,
}

/// A candidate in the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Its place in CSS pixels.
    pub point: (f64, f64),
    /// True if it fits the budget.
    pub fits: bool,
    /// True if its score is provisional, which makes it a ring.
    pub provisional: bool,
}

/// The candidates that can be ranked, reach the context and lie within the plot, best first.
pub fn dots(evaluation: &Evaluation, geometry: &Geometry) -> impl Iterator<Item = Dot> {
    let context = evaluation.scenario().workload.context;
    let models = evaluation.catalog().models.iter();
    let reaches: Vec<bool> = models.map(|model| model.reaches(context)).collect();
    let budget = evaluation.memory_budget().budget;
    let ranked = evaluation.pool().ranked().zip(evaluation.memory());
    ranked.filter_map(move |((_, candidate), &memory)| {
        // The scales take logarithms: what is far outside is told without them.
        let shown =
            geometry.spans(memory) && reaches.get(candidate.model.position()) == Some(&true);
        let point = geometry.place(candidate, memory).filter(|_| shown)?;
        geometry.plot.contains(point).then_some(Dot {
            point,
            fits: memory <= budget,
            provisional: candidate.is_provisional(),
        })
    })
}

/// The dots as pixels; `ratio` is how many of them a CSS pixel has along a side.
#[must_use]
pub fn scatter(
    evaluation: &Evaluation,
    geometry: &Geometry,
    palette: Palette,
    ratio: f64,
) -> Bitmap {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pixels = |length: f64| (length * ratio).ceil() as u32;
    let mut bitmap = Bitmap::new(pixels(geometry.width), pixels(geometry.height));
    let radius = RADIUS * ratio;
    let disc = |color| Sprite::new(radius, 0.0, color, OPACITY);
    let ring = |color| Sprite::new(radius * 1.25, radius * 0.6, color, OPACITY);
    let (fits, fits_ring) = (disc(palette.fits), ring(palette.fits));
    let (beyond, beyond_ring) = (disc(palette.beyond), ring(palette.beyond));
    for dot in dots(evaluation, geometry) {
        let sprite = match (dot.fits, dot.provisional) {
            (true, false) => &fits,
            (true, true) => &fits_ring,
            (false, false) => &beyond,
            (false, true) => &beyond_ring,
        };
        bitmap.draw(sprite, dot.point.0 * ratio, dot.point.1 * ratio);
    }
    bitmap
}
