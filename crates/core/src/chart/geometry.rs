//! Measures and scales of the chart.

use crate::chart::{Linear, Log, Scale, doubling_ticks, round_ticks};
use crate::evaluate::{Candidate, Evaluation};
use crate::scenario::Axis;
use crate::units::{ByteUnit, Bytes, clamp};

/// A rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Its left side.
    pub left: f64,
    /// Its upper side.
    pub top: f64,
    /// Its right side.
    pub right: f64,
    /// Its lower side.
    pub bottom: f64,
}

impl Area {
    /// True if a point lies in it or on its sides.
    #[must_use]
    pub fn contains(&self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// The point of it that is nearest to a point.
    #[must_use]
    pub fn clamp(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (
            clamp(x, self.left, self.right),
            clamp(y, self.top, self.bottom),
        )
    }

    /// True if another lies in it.
    #[must_use]
    pub fn encloses(&self, other: &Self) -> bool {
        self.contains((other.left, other.top)) && self.contains((other.right, other.bottom))
    }

    /// True if it shares more than a side with another.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Measures and scales of the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometry {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// The part of the chart between its axes.
    pub plot: Area,
    /// Memory in the unit that is shown, onto pixels.
    pub memory: Log,
    /// The figure that candidates are ranked by, onto pixels: points of quality or efficiency, or
    /// the binary logarithm of tokens per second.
    pub objective: Linear,
    /// The figure by which candidates are ranked.
    pub axis: Axis,
    /// The unit that is shown.
    pub unit: ByteUnit,
    /// The least and the most memory that the axis shows.
    span: (Bytes, Bytes),
}

/// Width in CSS pixels below which the chart is drawn for a phone.
const NARROW: f64 = 560.0;

impl Geometry {
    /// The geometry of a chart of this width in CSS pixels. `held` is the domain of the memory axis
    /// where that is to stay as it was, in the unit that is shown.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// use headroom_core::chart::Geometry;
    /// use headroom_core::evaluate::{Evaluation, Precomputed};
    /// use headroom_core::scenario::Scenario;
    ///
    /// # let catalog = Arc::new(headroom_data::catalog().unwrap());
    /// let prepared = Arc::new(Precomputed::new(catalog));
    /// let (scenario, _) = Scenario::parse("vram=24", prepared.catalog());
    /// let evaluation = Evaluation::of(&prepared, scenario);
    /// assert_eq!(Geometry::new(&evaluation, 1000.0, None).height, 420.0);
    /// ```
    #[must_use]
    pub fn new(evaluation: &Evaluation, width: f64, held: Option<(f64, f64)>) -> Self {
        let narrow = width < NARROW;
        let height = if narrow {
            clamp(width * 0.95, 260.0, 420.0)
        } else {
            clamp(width * 0.42, 320.0, 460.0)
        };
        let margin = if narrow { 8.0 } else { 24.0 };
        let axis = evaluation.axis();
        let plot = Area {
            // Speeds have up to four digits.
            left: if axis == Axis::Speed { 42.0 } else { 34.0 },
            top: 34.0,
            right: (width - margin).max(60.0),
            bottom: height - 40.0,
        };
        let unit = evaluation.scenario().view.listing.unit;
        let budget = evaluation.memory_budget().budget.in_unit(unit);
        let domain = held.unwrap_or_else(|| memory_domain(budget));
        Self {
            width,
            height,
            plot,
            memory: Log::new(domain, (plot.left, plot.right)),
            objective: Linear::new(objective_domain(evaluation), (plot.bottom, plot.top)),
            axis,
            unit,
            span: (amount(domain.0, unit), amount(domain.1, unit)),
        }
    }

    /// True if the chart is drawn for a phone.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    /// True if heights are points of quality.
    #[must_use]
    pub const fn shows_quality(&self) -> bool {
        matches!(self.axis, Axis::Quality | Axis::QualityAndSpeed)
    }

    /// The place of the candidate at a position of the pool; `None` where it cannot be ranked.
    #[must_use]
    pub fn point(&self, evaluation: &Evaluation, position: usize) -> Option<(f64, f64)> {
        let candidate = evaluation.pool().candidate(position)?;
        self.place(candidate, evaluation.memory_of(position))
    }

    /// The place of a candidate that takes so much memory; `None` where it cannot be ranked.
    #[must_use]
    pub fn place(&self, candidate: &Candidate, memory: Bytes) -> Option<(f64, f64)> {
        let height = objective(self.axis, candidate)?;
        Some((self.x(memory), self.objective.map(height)))
    }

    /// True if the memory axis reaches an amount.
    #[must_use]
    pub fn spans(&self, memory: Bytes) -> bool {
        let (least, most) = self.span;
        (least..=most).contains(&memory)
    }

    /// The pixel of an amount of memory.
    #[must_use]
    pub fn x(&self, memory: Bytes) -> f64 {
        self.memory.map(memory.in_unit(self.unit))
    }

    /// The pixel of the memory budget, at the end of the axis where the budget is beyond it.
    #[must_use]
    pub fn budget_x(&self, evaluation: &Evaluation) -> f64 {
        let x = self.x(evaluation.memory_budget().budget);
        clamp(x, self.plot.left, self.plot.right)
    }

    /// The amount of memory at a pixel.
    #[must_use]
    pub fn memory_at(&self, x: f64) -> Bytes {
        amount(self.memory.invert(x), self.unit)
    }

    /// The ticks of the memory axis.
    #[must_use]
    pub fn memory_ticks(&self) -> Vec<f64> {
        let most = if self.is_narrow() { 6 } else { 12 };
        doubling_ticks(self.memory.domain(), most)
    }

    /// The ticks of the axis that candidates are ranked by.
    #[must_use]
    pub fn objective_ticks(&self) -> Vec<f64> {
        let count = if self.is_narrow() { 5 } else { 7 };
        round_ticks(self.objective.domain(), count)
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

/// The height of a candidate on an axis; `None` where it cannot be ranked.
fn objective(axis: Axis, candidate: &Candidate) -> Option<f64> {
    let value = f64::from(candidate.objective?) / 100.0;
    // Speeds are told apart by how many times they are another.
    Some(if axis == Axis::Speed {
        value.max(0.01).log2()
    } else {
        value
    })
}

/// From the weakest twentieth of the candidates to the strongest, in whole tens: it depends on the
/// pool alone and stands still while memory and context move. Speeds in whole doublings.
fn objective_domain(evaluation: &Evaluation) -> (f64, f64) {
    let value = |entry: Option<(usize, &Candidate)>| {
        entry.and_then(|(_, candidate)| objective(evaluation.axis(), candidate))
    };
    let ranked = evaluation.pool().ranked().count();
    let weakest = ranked - ranked / 20 - usize::from(ranked > 0);
    let best = value(evaluation.pool().ranked().next()).unwrap_or(150.0);
    let weak = value(evaluation.pool().ranked().nth(weakest)).unwrap_or(50.0);
    let step = if evaluation.axis() == Axis::Speed {
        1.0
    } else {
        10.0
    };
    let low = (weak / step).floor() * step;
    (low.min(best - 2.0 * step), (best / step).ceil() * step)
}
