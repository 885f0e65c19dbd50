//! Which candidates are considered.

use leptos::prelude::*;

use super::advanced::Advanced;
use super::inputs::{Entry, NumberInput, SelectInput};
use super::pace::PaceControls;
use crate::store::Store;
use headroom_core::catalog::QuantizationIndex;
use headroom_core::scenario::Filters;
use headroom_core::units::{Decimal, parse_number};

/// The sizes that the range of parameters can begin or end with, in billions.
const SIZES: [f64; 12] = [
    1.0, 3.0, 5.0, 8.0, 15.0, 24.0, 35.0, 50.0, 80.0, 130.0, 300.0, 700.0,
];
/// The value of the entry that stands for several names which a link has chosen.
const SEVERAL: &str = "*";

/// Search, size, family, license, reasoning, quantizations.
#[component]
pub(super) fn FilterControls(store: Store) -> impl IntoView {
    let text = store.derive(|scenario| scenario.filters.text.clone());
    let active = store.derive(|scenario| count(&scenario.filters));
    // Open at first where the link sets a filter that would otherwise be out of sight.
    let open_at_first = store.with_untracked(|scenario| count(&scenario.filters)) > 0;
    view! {
        <label class="control">
            <span class="control-label">"Search"</span>
            <input
                type="search"
                name="q"
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
            <NameFilters store />
            <ReasoningFilter store />
            <LeastQuality store />
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
        <details class="more">
            <summary>"Speed"</summary>
            <PaceControls store />
        </details>
        <details class="more">
            <summary>"Advanced"</summary>
            <Advanced store />
        </details>
    }
}

/// The quality below which nothing is considered.
#[component]
fn LeastQuality(store: Store) -> impl IntoView {
    let least = store.derive(|scenario| {
        let least = scenario.filters.least;
        least.map_or_else(String::new, |least| least.to_string())
    });
    view! {
        <NumberInput
            name="least"
            label="Least quality, points"
            least=0
            most=Filters::MOST_POINTS
            value=Signal::derive(least)
            on_number={move |least: Option<u64>| {
                store.commit(|scenario| scenario.filters.least = least);
            }}
        />
    }
}

/// How many filters are set beside the search.
fn count(filters: &Filters) -> usize {
    [
        !filters.size.is_open(),
        !filters.families.is_empty(),
        !filters.licenses.is_empty(),
        filters.reasoning.is_some(),
        filters.least.is_some(),
        !filters.quantizations.is_empty(),
    ]
    .into_iter()
    .filter(|set| *set)
    .count()
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
                label="Parameters from"
                entries=Signal::derive(move || sizes(least()))
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
                entries=Signal::derive(move || sizes(most()))
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
fn sizes(chosen: Option<f64>) -> Vec<Entry> {
    let mut sizes = SIZES.to_vec();
    if let Some(chosen) = chosen.filter(|chosen| !SIZES.contains(chosen)) {
        let place = sizes.partition_point(|size| *size < chosen);
        sizes.insert(place, chosen);
    }
    let entry = |size: f64| {
        let size = Decimal::plain(size);
        (size.to_string(), format!("{size}B"))
    };
    std::iter::once((String::new(), "any".to_owned()))
        .chain(sizes.into_iter().map(entry))
        .collect()
}

/// Family and license.
#[component]
fn NameFilters(store: Store) -> impl IntoView {
    let catalog = store.catalog();
    let mut families = Vec::new();
    let mut licenses = Vec::new();
    for model in &catalog.models {
        insert(&mut families, &model.family);
        if let Some(license) = &model.license {
            insert(&mut licenses, license);
        }
    }
    let family = Memo::new(move |_| store.with(|scenario| scenario.filters.families.clone()));
    let license = Memo::new(move |_| store.with(|scenario| scenario.filters.licenses.clone()));
    view! {
        <SelectInput
            name="family"
            label="Family"
            entries=Signal::derive(move || names(&family.read(), &families))
            chosen=Signal::derive(move || chosen(&family.read()))
            on_choice=move |name: String| {
                if name != SEVERAL {
                    store.commit(|scenario| scenario.filters.families = one(name));
                }
            }
        />
        <SelectInput
            name="license"
            label="License"
            entries=Signal::derive(move || names(&license.read(), &licenses))
            chosen=Signal::derive(move || chosen(&license.read()))
            on_choice=move |name: String| {
                if name != SEVERAL {
                    store.commit(|scenario| scenario.filters.licenses = one(name));
                }
            }
        />
    }
}

/// Adds a name to a list in its order, once.
fn insert(names: &mut Vec<String>, name: &str) {
    if let Err(place) = names.binary_search_by(|other| other.as_str().cmp(name)) {
        names.insert(place, name.to_owned());
    }
}

fn names(chosen: &[String], known: &[String]) -> Vec<Entry> {
    let any = std::iter::once((String::new(), "any".to_owned()));
    let several = (chosen.len() > 1).then(|| (SEVERAL.to_owned(), chosen.join(", ")));
    let known = known.iter().map(|name| (name.clone(), name.clone()));
    any.chain(several).chain(known).collect()
}

fn chosen(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        _ => SEVERAL.to_owned(),
    }
}

fn one(name: String) -> Vec<String> {
    if name.is_empty() {
        Vec::new()
    } else {
        vec![name]
    }
}

#[component]
fn ReasoningFilter(store: Store) -> impl IntoView {
    let reasoning = store.derive(|scenario| scenario.filters.reasoning);
    let entries: Vec<Entry> = [("", "any"), ("yes", "thinking"), ("no", "not thinking")]
        .map(|(value, text)| (value.to_owned(), text.to_owned()))
        .to_vec();
    let name = move || match reasoning() {
        None => "",
        Some(true) => "yes",
        Some(false) => "no",
    };
    view! {
        <SelectInput
            name="reasoning"
            label="Reasoning"
            entries=entries
            chosen=Signal::derive(move || name().to_owned())
            on_choice=move |name: String| {
                let wanted = match name.as_str() {
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => None,
                };
                store.commit(|scenario| scenario.filters.reasoning = wanted);
            }
        />
    }
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
                        name="quants"
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
        .collect_view();
    view! {
        <fieldset class="control">
            <legend class="control-label">"Quantizations to consider"</legend>
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
