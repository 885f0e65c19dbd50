//! Controls of the filters.

use leptos::prelude::*;

use super::inputs::SelectInput;
use super::keyed::{NumberKey, SelectKey};
use crate::store::Store;
use crate::views::CollectAny;
use headroom_core::catalog::{Catalog, QuantizationIndex};
use headroom_core::scenario::{Filters, Key, KeyOption, Scenario, keys};
use headroom_core::units::{Decimal, parse_number};

/// The sizes that the range of parameters can begin or end with, in billions.
const SIZES: [f64; 12] = [
    1.0, 3.0, 5.0, 8.0, 15.0, 24.0, 35.0, 50.0, 80.0, 130.0, 300.0, 700.0,
];
/// The filters behind the search.
static FOLDED: [&Key; 6] = [
    &keys::SIZE,
    &keys::FAMILY,
    &keys::LICENSE,
    &keys::REASONING,
    &keys::LEAST,
    &keys::QUANTS,
];

/// Search, size, family, license, reasoning, quantizations.
#[component]
pub(super) fn FilterControls(store: Store) -> impl IntoView {
    let text = store.derive(|scenario| scenario.filters.text.clone());
    let active = move || store.with(|scenario| count(scenario, &store.catalog()));
    // Open at first where the link sets a filter that would otherwise be out of sight.
    let open_at_first = store.with_untracked(|scenario| count(scenario, &store.catalog())) > 0;
    view! {
        <label class="control">
            <span class="control-label">{keys::Q.label}</span>
            <input
                type="search"
                name=keys::Q.name
                placeholder="Model, family or developer"
                maxlength=Filters::MOST_TEXT
                prop:value=text
                on:input:target=move |event| {
                    let text = event.target().value();
                    store.update(|scenario| scenario.filters.text = text);
                }
            />
        </label>
        <details class="more" open=open_at_first>
            <summary>
                "Filters"
                <span class="more-count">
                    {move || if active() > 0 { active().to_string() } else { String::new() }}
                </span>
            </summary>
            <SizeFilter store />
            <SelectKey store key=&keys::FAMILY />
            <SelectKey store key=&keys::LICENSE />
            <SelectKey store key=&keys::REASONING />
            <NumberKey store key=&keys::LEAST />
            <QuantizationFilter store />
            <button
                type="button"
                class="button"
                disabled=move || active() == 0
                on:click=move |_| store.commit(|scenario| scenario.filters = Filters::default())
            >
                "Clear filters"
            </button>
        </details>
    }
}

/// The number of filters that are set beside the search.
fn count(scenario: &Scenario, catalog: &Catalog) -> usize {
    let set = FOLDED
        .iter()
        .filter(|key| !key.text(scenario, catalog).is_empty());
    set.count()
}

#[component]
fn SizeFilter(store: Store) -> impl IntoView {
    let least = store.derive(|scenario| scenario.filters.size.least);
    let most = store.derive(|scenario| scenario.filters.size.most);
    let text =
        |size: Option<f64>| size.map_or_else(String::new, |size| Decimal::plain(size).to_string());
    view! {
        <div class="control-pair">
            <SelectInput
                name="size-least"
                label=keys::SIZE.label
                options=Signal::derive(move || sizes(least()))
                chosen=Signal::derive(move || text(least()))
                on_choice=move |size: String| {
                    let size = parse_number(&size);
                    store.commit(|scenario| {
                        let range = &mut scenario.filters.size;
                        range.least = size;
                        range.most = range.most.filter(|most| size.is_none_or(|least| *most >= least));
                    });
                }
            />
            <SelectInput
                name="size-most"
                label="to"
                options=Signal::derive(move || sizes(most()))
                chosen=Signal::derive(move || text(most()))
                on_choice=move |size: String| {
                    let size = parse_number(&size);
                    store.commit(|scenario| {
                        let range = &mut scenario.filters.size;
                        range.most = size;
                        range.least = range.least.filter(|least| size.is_none_or(|most| *least <= most));
                    });
                }
            />
        </div>
    }
}

/// The entries of an end of the range; a size that a link asks for is one of them.
fn sizes(chosen: Option<f64>) -> Vec<KeyOption> {
    let mut sizes = SIZES.to_vec();
    if let Some(chosen) = chosen.filter(|chosen| !SIZES.contains(chosen)) {
        let place = sizes.partition_point(|size| *size < chosen);
        sizes.insert(place, chosen);
    }
    let entry = |size: f64| {
        let size = Decimal::plain(size);
        KeyOption::new(size.to_string(), format!("{size}B"))
    };
    std::iter::once(KeyOption::new("", "any"))
        .chain(sizes.into_iter().map(entry))
        .collect()
}

#[component]
fn QuantizationFilter(store: Store) -> impl IntoView {
    let catalog = store.catalog();
    let boxes = catalog
        .indexed_quantizations()
        .map(|(index, row)| {
            let offered = row.offered;
            let is_considered = move || {
                store.with(|scenario| match scenario.filters.quantizations.as_slice() {
                    [] => offered,
                    listed => listed.contains(&index),
                })
            };
            view! {
                <label class="chip">
                    <input
                        type="checkbox"
                        name=keys::QUANTS.name
                        value=row.id.clone()
                        prop:checked=is_considered
                        on:change:target=move |event| {
                            consider(store, index, event.target().checked());
                        }
                    />
                    <span>{row.id.clone()}</span>
                </label>
            }
        })
        .collect_any();
    view! {
        <fieldset class="control">
            <legend class="control-label">{keys::QUANTS.label}</legend>
            <div class="chips chips-code chips-small">{boxes}</div>
        </fieldset>
    }
}

/// Adds a type to those that are considered, or takes it away; the usual set is the default.
fn consider(store: Store, index: QuantizationIndex, considered: bool) {
    let catalog = store.catalog();
    let usual: Vec<QuantizationIndex> = catalog
        .indexed_quantizations()
        .filter(|(_, row)| row.offered)
        .map(|(index, _)| index)
        .collect();
    store.commit(|scenario| {
        let list = &mut scenario.filters.quantizations;
        if list.is_empty() {
            list.clone_from(&usual);
        }
        list.retain(|&other| other != index);
        if considered {
            let place = list.partition_point(|&other| other < index);
            list.insert(place, index);
        }
        if *list == usual {
            list.clear();
        }
    });
}
