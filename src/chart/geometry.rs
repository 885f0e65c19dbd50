//! Where everything in the chart stands.

use headroom_core::evaluate::{Candidate, Evaluation};
use headroom_core::plot::{Linear, Log, Scale, doubling_ticks, round_ticks};
use headroom_core::scenario::Axis;
use headroom_core::units::{ByteUnit, Bytes, clamp};

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
    /// What candidates are ranked by, onto pixels: points, or how often a token per second is
    /// doubled.
    pub gain: Linear,
    /// What candidates are ranked by.
    pub axis: Axis,
    /// The unit that is shown.
    pub unit: ByteUnit,
    /// The least and the most memory that the axis shows.
    span: (Bytes, Bytes),
}

/// Below this width the chart is drawn for a phone.
const NARROW: f64 = 560.0;

impl Geometry {
    /// The geometry of a chart of this width; `held` keeps the memory axis as it was.
    pub(super) fn new(evaluation: &Evaluation, width: f64, held: Option<(f64, f64)>) -> Self {
        let narrow = width < NARROW;
        let height = if narrow {
            clamp(width * 0.95, 260.0, 420.0)
        } else {
            clamp(width * 0.42, 320.0, 460.0)
        };
        let right = if narrow { 8.0 } else { 24.0 };
        let plot = (34.0, 34.0, (width - right).max(60.0), height - 40.0);
        let unit = evaluation.scenario().view.listing.unit;
        let budget = evaluation.memory_budget().budget.in_unit(unit);
        let domain = held.unwrap_or_else(|| memory_domain(budget));
        Self {
            width,
            height,
            plot,
            memory: Log::new(domain, (plot.0, plot.2)),
            gain: Linear::new(gain_domain(evaluation), (plot.3, plot.1)),
            axis: evaluation.axis(),
            unit,
            span: (amount(domain.0, unit), amount(domain.1, unit)),
        }
    }

    /// Whether the chart is drawn for a phone.
    pub(super) fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    /// Where a candidate stands; `None` for an unrated one.
    pub(super) fn point(&self, evaluation: &Evaluation, position: usize) -> Option<(f64, f64)> {
        let candidate = evaluation.pool().candidate(position)?;
        self.place(candidate, evaluation.memory_of(position))
    }

    /// Where a candidate that takes so much memory stands; `None` for an unrated one.
    pub(super) fn place(&self, candidate: &Candidate, memory: Bytes) -> Option<(f64, f64)> {
        let height = height(self.axis, candidate)?;
        Some((self.x(memory), self.gain.map(height)))
    }

    /// Whether the memory axis reaches an amount.
    pub(super) fn spans(&self, memory: Bytes) -> bool {
        let (least, most) = self.span;
        (least..=most).contains(&memory)
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

    /// The ticks of what candidates are ranked by.
    pub(super) fn gain_ticks(&self) -> Vec<f64> {
        round_ticks(self.gain.domain(), if self.is_narrow() { 5 } else { 7 })
    }
}

/// Powers of two around the budget: about two doublings beyond it, and down to a gigabyte. The ends
/// move in whole doublings, so that the axis stands still for most of a drag.
fn memory_domain(budget: f64) -> (f64, f64) {
    let above = (budget.max(1.0) * 3.0).log2().ceil().exp2();
    let below = if budget < 6.0 { 0.25 } else { 1.0 };
    (below, above.max(16.0))
}

fn amount(number: f64, unit: ByteUnit) -> Bytes {
    #[expect(clippy::cast_precision_loss)]
    let bytes = unit.bytes() as f64;
    Bytes::from_f64(number * bytes)
}

/// How high a candidate stands on an axis; `None` where it cannot be ranked.
fn height(axis: Axis, candidate: &Candidate) -> Option<f64> {
    if candidate.quality.is_none() || candidate.gain == i32::MIN {
        return None;
    }
    let gain = f64::from(candidate.gain) / 100.0;
    // Speeds are told apart by how many times they are another.
    Some(if axis == Axis::Speed {
        gain.max(0.01).log2()
    } else {
        gain
    })
}

/// From the weakest twentieth of the candidates to the strongest, in whole tens: it depends on the
/// pool alone and stands still while memory and context move. Speeds in whole doublings.
fn gain_domain(evaluation: &Evaluation) -> (f64, f64) {
    let value = |entry: Option<(usize, &Candidate)>| {
        entry.and_then(|(_, candidate)| height(evaluation.axis(), candidate))
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
    let step = if evaluation.axis() == Axis::Speed {
        1.0
    } else {
        10.0
    };
    let low = (weak / step).floor() * step;
    (low.min(best - 2.0 * step), (best / step).ceil() * step)
}
