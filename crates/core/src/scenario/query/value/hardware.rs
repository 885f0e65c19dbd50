//! Values of hardware, of which a field of the page takes more than a link.

use super::{Bounds, Field, Number, Parsed, Reason, Value};
use crate::catalog::Catalog;
use crate::scenario::{ExtraGpus, Hardware, Scenario};
use crate::units::Bytes;

/// Memory of which the chosen platform is sold with certain sizes only.
pub(in crate::scenario::query) struct PlatformMemory(pub(in crate::scenario::query) Number<Bytes>);

impl Value for PlatformMemory {
    fn read(
        &self,
        text: &str,
        scenario: &mut Scenario,
        catalog: &Catalog,
    ) -> Result<Option<Reason>, Reason> {
        let adjusted = self.0.read(text, scenario, catalog)?;
        let asked = scenario.hardware.vram.get();
        scenario.hardware.settle_memory(catalog);
        let capacity = scenario.hardware.vram.get();
        // Vendors say GB and mean GiB: the size is the one that was meant.
        Ok(if asked.abs_diff(capacity) <= capacity / 12 {
            adjusted
        } else {
            Some("the chosen platform is not sold with this much memory".to_owned())
        })
    }

    fn write(&self, scenario: &Scenario, catalog: &Catalog) -> String {
        let budget = scenario.hardware.memory_budget(catalog);
        budget.capacity.to_string()
    }

    fn copy(&self, from: &Scenario, to: &mut Scenario) {
        self.0.copy(from, to);
    }

    fn read_typed(
        &self,
        text: &str,
        scenario: &mut Scenario,
        catalog: &Catalog,
    ) -> Result<Option<Reason>, Reason> {
        let adjusted = self.0.read_typed(text, scenario, catalog)?;
        let Hardware { vram, .. } = scenario.hardware;
        scenario.hardware.set_memory(vram, catalog);
        Ok(adjusted)
    }

    /// The number alone: the unit stands behind the field.
    fn show(&self, scenario: &Scenario, catalog: &Catalog) -> String {
        let unit = scenario.view.listing.unit;
        let capacity = scenario.hardware.memory_budget(catalog).capacity;
        let text = capacity.to_short_string(unit);
        text.trim_end_matches(unit.symbol()).trim_end().to_owned()
    }

    fn bounds(&self) -> Option<Bounds> {
        self.0.bounds()
    }
}

/// Cards, which a link names by their ids and a field as people write them.
pub(in crate::scenario::query) struct ExtraCards(pub(in crate::scenario::query) Field<ExtraGpus>);

impl Value for ExtraCards {
    fn read(
        &self,
        text: &str,
        scenario: &mut Scenario,
        catalog: &Catalog,
    ) -> Result<Option<Reason>, Reason> {
        let (cards, error) = ExtraGpus::from_ids(text, catalog);
        let adjusted = error.map(|error| error.to_string());
        match adjusted {
            Some(reason) if cards == ExtraGpus::default() => Err(reason),
            adjusted => {
                let value = cards;
                Ok(Parsed { value, adjusted }.put(&self.0, scenario))
            }
        }
    }

    fn write(&self, scenario: &Scenario, catalog: &Catalog) -> String {
        (self.0.get)(scenario).ids(catalog)
    }

    fn copy(&self, from: &Scenario, to: &mut Scenario) {
        self.0.copy(from, to);
    }

    fn read_typed(
        &self,
        text: &str,
        scenario: &mut Scenario,
        catalog: &Catalog,
    ) -> Result<Option<Reason>, Reason> {
        let cards = ExtraGpus::from_words(text, catalog).map_err(|error| error.to_string())?;
        Ok(Parsed::from(cards).put(&self.0, scenario))
    }

    fn show(&self, scenario: &Scenario, catalog: &Catalog) -> String {
        (self.0.get)(scenario).names(catalog)
    }
}
