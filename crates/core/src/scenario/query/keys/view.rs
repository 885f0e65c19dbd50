//! The keys of the view: the table's rows, their order and unit, the selection, the open page.

use crate::scenario::query::value::{Custom, choice, field, no_options, parse};
use crate::scenario::{Key, Pick};

/// The unit of sizes.
pub static UNIT: Key = Key::new(
    "unit",
    "Unit: GB is 10⁹ bytes, GiB is 2³⁰",
    "unit of sizes: `gb`, `gib`",
    &choice(field!(view.listing.unit)),
);

/// The candidates that the table lists.
pub static SHOW: Key = Key::new(
    "show",
    "What the table lists",
    "what the table lists: `frontier`, `models`, `fits`, `all`",
    &choice(field!(view.listing.show)),
);

/// The order of the table.
pub static SORT: Key = Key::new(
    "sort",
    "Order",
    "a column, `-` first for falling",
    &Custom {
        field: field!(view.listing.sort),
        read: |text, _| Ok(Some(parse(text)?).into()),
        write: |sort, _| sort.map_or_else(String::new, |sort| sort.to_string()),
        options: no_options,
    },
)
.unset("best first");

/// The selected candidate.
pub static PICK: Key = Key::new(
    "pick",
    "Selected",
    "`model:QUANT`, or in full `model@mode:QUANT:kv`",
    &Custom {
        field: field!(view.pick),
        read: |text, catalog| {
            let pick = Pick::parse(text, catalog).map_err(|error| error.to_string())?;
            Ok(Some(pick).into())
        },
        write: |pick, catalog| pick.map_or_else(String::new, |pick| pick.write(catalog)),
        options: no_options,
    },
)
.unset("the best that fits");

/// The open page.
pub static VIEW: Key = Key::new(
    "view",
    "Page",
    "the page that is open: `explorer`, `how`",
    &choice(field!(view.page)),
);
