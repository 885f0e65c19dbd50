//! The usual quality by size, with its figures.

use headroom_core::quality::Trend;
use headroom_core::units::Decimal;

/// The trend's two constants, in points, as a sentence.
pub(super) fn line(trend: Trend) -> String {
    format!(
        "{} points at 1 GB, and {} more with each doubling.",
        Decimal::fixed(trend.at_one, 1),
        Decimal::fixed(trend.per_doubling, 1)
    )
}
