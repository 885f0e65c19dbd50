//! Where everything in the chart stands.

use crate::evaluate::Evaluation;
use crate::plot::{Linear, Log, Scale, doubling_ticks, round_ticks};
use crate::units::{ByteUnit, Bytes, within};

/// The chart's measures and scales.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Geometry {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Left, top, right and bottom of the plot within the chart.
    pub plot: (f64, f64, f64, f64),
    /// Memory in the unit that is shown, onto pixels.
    pub memory: Log,
    /// Points of the index, onto pixels.
    pub quality: Linear,
    /// The unit that is shown.
    pub unit: ByteUnit,
}

/// Below this width the chart is drawn for a phone.
const NARROW: f64 = 560.0;

impl Geometry {
    /// The geometry of a chart of this width; `held` keeps the memory axis as it was.
    pub(super) fn new(evaluation: &Evaluation, width: f64, held: Option<(f64, f64)>) -> Self {
        let narrow = width < NARROW;
        let height = if narrow {
            within(width * 0.95, 260.0, 420.0)
        } else {
            within(width * 0.42, 320.0, 460.0)
        };
        let right = if narrow { 8.0 } else { 24.0 };
        let plot = (34.0, 34.0, (width - right).max(60.0), height - 40.0);
        let unit = evaluation.scenario().unit;
        let budget = evaluation.hardware().budget.in_unit(unit);
        let domain = held.unwrap_or_else(|| memory_domain(budget));
        Self {
            width,
            height,
            plot,
            memory: Log::new(domain, (plot.0, plot.2)),
            quality: Linear::new(quality_domain(evaluation), (plot.3, plot.1)),
            unit,
        }
    }

    /// Whether the chart is drawn for a phone.
    pub(super) fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    /// Where a candidate stands; `None` for an unrated one.
    pub(super) fn point(&self, evaluation: &Evaluation, position: usize) -> Option<(f64, f64)> {
        let quality = evaluation.pool().candidate(position)?.quality?;
        Some((
            self.x(evaluation.memory_of(position)),
            self.quality.map(quality.value.as_f64()),
        ))
    }

    /// The pixel of an amount of memory.
    pub(super) fn x(&self, memory: Bytes) -> f64 {
        self.memory.map(memory.in_unit(self.unit))
    }

    /// Whether a point lies within the plot.
    pub(super) fn shows(&self, x: f64, y: f64) -> bool {
        let (left, top, right, bottom) = self.plot;
        (left..=right).contains(&x) && (top..=bottom).contains(&y)
    }

    /// The ticks of the memory axis.
    pub(super) fn memory_ticks(&self) -> Vec<f64> {
        let most = if self.is_narrow() { 6 } else { 12 };
        doubling_ticks(self.memory.domain(), most)
    }

    /// The ticks of the quality axis.
    pub(super) fn quality_ticks(&self) -> Vec<f64> {
        round_ticks(self.quality.domain(), if self.is_narrow() { 5 } else { 7 })
    }
}

/// Powers of two around the budget: about two doublings beyond it, and down to a gigabyte. The ends
/// move in whole doublings, so that the axis stands still for most of a drag.
fn memory_domain(budget: f64) -> (f64, f64) {
    let above = (budget.max(1.0) * 3.0).log2().ceil().exp2();
    let below = if budget < 6.0 { 0.25 } else { 1.0 };
    (below, above.max(16.0))
}

/// From the weakest twentieth of the candidates to the strongest, in whole tens: it depends on the
/// pool alone and stands still while memory and context move.
fn quality_domain(evaluation: &Evaluation) -> (f64, f64) {
    let value = |entry: Option<(usize, &crate::evaluate::Candidate)>| {
        entry
            .and_then(|(_, candidate)| candidate.quality)
            .map(|quality| quality.value.as_f64())
    };
    let ranked = evaluation.pool().ranked().count();
    let best = value(evaluation.pool().ranked().next()).unwrap_or(150.0);
    let weak = value(
        evaluation
            .pool()
            .ranked()
            .nth(ranked - ranked / 20 - usize::from(ranked > 0)),
    )
    .unwrap_or(50.0);
    let low = (weak / 10.0).floor() * 10.0;
    ((low).min(best - 20.0), (best / 10.0).ceil() * 10.0)
}
