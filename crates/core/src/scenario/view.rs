//! The view: what is shown, and in which order.

use super::{Page, Pick, Show, Sort};
use crate::units::ByteUnit;

/// The view: what is shown, and in which order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The table's rows, their order, and the unit of sizes.
    pub listing: Listing,
    /// The selected candidate; `None`: the best that fits.
    pub pick: Option<Pick>,
    /// The page that is open.
    pub page: Page,
}

/// The table's rows, their order, and the unit of sizes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// The candidates that the table lists.
    pub show: Show,
    /// The order of the table; `None`: by the axis, best first.
    pub sort: Option<Sort>,
    /// The unit in which sizes are shown.
    pub unit: ByteUnit,
}
