//! The settings that few people need.

use leptos::prelude::*;

use super::field::TitledField;
use super::inputs::{NumberInput, SelectInput};
use crate::store::Store;
use headroom_core::memory::formula::Activation;
use headroom_core::scenario::{Method, Scenario};
use headroom_core::units::ByteUnit;

/// Method, parallel sequences, overhead, unit.
#[component]
pub(super) fn Advanced(store: Store) -> impl IntoView {
    let sequences = store.derive(|scenario| scenario.workload.sequences.to_string());
    let overhead = store.derive(|scenario| scenario.goal.overhead.to_string());
    let method = store.derive(|scenario| scenario.goal.method.name().to_owned());
    let methods = Method::ALL
        .iter()
        .map(|method| (method.name().to_owned(), method.label().to_owned()))
        .collect::<Vec<_>>();
    let unit = store.derive(|scenario| scenario.view.listing.unit.name().to_owned());
    let units = [ByteUnit::Gb, ByteUnit::Gib]
        .map(|unit| (unit.name().to_owned(), unit.symbol().to_owned()))
        .to_vec();
    view! {
        <SelectInput
            name="method"
            label="Memory: exact, as llama.cpp allocates, or by the formula"
            entries=methods
            chosen=Signal::derive(method)
            on_choice=move |name: String| {
                if let Some(method) = Method::from_name(&name) {
                    store.commit(|scenario| scenario.goal.method = method);
                }
            }
        />
        <NumberInput
            name="seqs"
            label="Parallel sequences, which share the context"
            least=1
            most=Scenario::MOST_SEQUENCES
            value=Signal::derive(sequences)
            on_number={move |count: Option<u64>| {
                store.commit(|scenario| scenario.workload.sequences = count.unwrap_or(1));
            }}
        />
        <TitledField
            name="overhead"
            title="Activation overhead of the formula"
            label="Activation overhead, as 0.5GB or 5%"
            value=Signal::derive(overhead)
            on_text=move |text: String| {
                let asked: Activation = text.parse().map_err(|error| format!("{error}"))?;
                store.commit(|scenario| scenario.goal.overhead = asked);
                Ok(())
            }
        />
        <SelectInput
            name="unit"
            label="Unit: GB is 10⁹ bytes, GiB is 2³⁰"
            entries=units
            chosen=Signal::derive(unit)
            on_choice=move |name: String| {
                let unit = if name == ByteUnit::Gib.name() { ByteUnit::Gib } else { ByteUnit::Gb };
                store.commit(|scenario| scenario.view.listing.unit = unit);
            }
        />
    }
}
