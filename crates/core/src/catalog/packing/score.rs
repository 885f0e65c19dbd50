//! The packed form of ratings.

use crate::catalog::{DomainScores, Mode, ModeRating, Score, ScoreStatus};
use crate::columnar::{Columnar, Reader, Writer, columnar_struct};
use crate::units::IndexPoints;

/// A packed rating: differences in tenths of a point, which are small numbers, and small numbers are
/// short. The data files give tenths, so nothing is lost.
struct PackedRating {
    mode: Mode,
    status: ScoreStatus,
    overall: PackedScore,
    /// Values as differences from the overall one.
    domains: [PackedScore; 6],
}

columnar_struct!(PackedRating {
    mode,
    status,
    overall,
    domains
});

#[derive(Clone, Copy)]
struct PackedScore {
    value: i32,
    /// From the lower end of the interval to the value.
    below: i32,
    /// The distance from the value to the upper end, less `below`.
    skew: i32,
    measurements: u16,
}

columnar_struct!(PackedScore {
    value,
    below,
    skew,
    measurements
});

impl PackedScore {
    fn new(scores: Score, base: IndexPoints) -> Self {
        let tenths = |points: IndexPoints| points.hundredths() / 10;
        let below = tenths(scores.value) - tenths(scores.low);
        Self {
            value: tenths(scores.value) - tenths(base),
            below,
            skew: tenths(scores.high) - tenths(scores.value) - below,
            measurements: scores.measurements,
        }
    }

    fn unpack(self, base: IndexPoints) -> Score {
        let points = |tenths: i32| IndexPoints::from_hundredths(tenths.saturating_mul(10));
        let value = base + points(self.value);
        Score {
            value,
            low: value - points(self.below),
            high: value + points(self.below) + points(self.skew),
            measurements: self.measurements,
        }
    }
}

impl Columnar for ModeRating {
    fn write(&self, to: &mut Writer<'_>) {
        PackedRating::from(self).write(to);
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        PackedRating::read(from).into()
    }
}

impl From<&ModeRating> for PackedRating {
    fn from(score: &ModeRating) -> Self {
        let base = score.overall.value;
        Self {
            mode: score.mode,
            status: score.status,
            overall: PackedScore::new(score.overall, IndexPoints::default()),
            domains: score
                .domains
                .all()
                .map(|scores| PackedScore::new(scores, base)),
        }
    }
}

impl From<PackedRating> for ModeRating {
    fn from(packed: PackedRating) -> Self {
        let overall = packed.overall.unpack(IndexPoints::default());
        let [general, reasoning, math, code, tools, instruct] =
            packed.domains.map(|scores| scores.unpack(overall.value));
        Self {
            mode: packed.mode,
            status: packed.status,
            overall,
            domains: DomainScores {
                general,
                reasoning,
                math,
                code,
                tools,
                instruct,
            },
        }
    }
}
