//! The keys of what is shown: the view, the table's rows and their order, the selection.

use super::Key;
use crate::scenario::query::read::{Read, named, parse};
use crate::scenario::{Page, Pick, Show};

pub(super) const SHOW: Key = Key {
    name: "show",
    read: |text, scenario, _| {
        scenario.view.listing.show = named(text, Show::ALL, Show::name)?;
        Ok(Read::Taken)
    },
    write: |scenario, _| scenario.view.listing.show.name().to_owned(),
};

pub(super) const SORT: Key = Key {
    name: "sort",
    read: |text, scenario, _| {
        scenario.view.listing.sort = Some(parse(text)?);
        Ok(Read::Taken)
    },
    write: |scenario, _| {
        scenario
            .view
            .listing
            .sort
            .map_or_else(String::new, |sort| sort.to_string())
    },
};

pub(super) const PICK: Key = Key {
    name: "pick",
    read: |text, scenario, catalog| {
        let pick = Pick::parse(text, catalog).map_err(|error| error.to_string())?;
        scenario.view.pick = Some(pick);
        Ok(Read::Taken)
    },
    write: |scenario, catalog| {
        scenario
            .view
            .pick
            .map_or_else(String::new, |pick| pick.write(catalog))
    },
};

pub(super) const VIEW: Key = Key {
    name: "view",
    read: |text, scenario, _| {
        scenario.view.page = named(text, Page::ALL, Page::name)?;
        Ok(Read::Taken)
    },
    write: |scenario, _| scenario.view.page.name().to_owned(),
};
