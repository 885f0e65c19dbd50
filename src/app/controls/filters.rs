//! Which candidates are considered, and the settings that few people need.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::field::Field;
use crate::app::store::Store;
use crate::catalog::QuantizationIndex;
use crate::memory::formula::Activation;
use crate::scenario::{Filters, Scenario, SizeRange};
use crate::units::ByteUnit;

/// The sizes that the range of parameters can begin or end with, in billions.
const SIZES: [f64; 12] = [
    1.0, 3.0, 5.0, 8.0, 15.0, 24.0, 35.0, 50.0, 80.0, 130.0, 300.0, 700.0,
];

/// Search, size, family, license, reasoning, quantizations; parallel sequences, overhead, unit.
#[component]
pub(super) fn FilterControls(store: Store) -> impl IntoView {
    let text = store.part(|scenario| scenario.filters.text.clone());
    let active = store.part(|scenario| {
        let filters = &scenario.filters;
        [
            !filters.size.is_open(),
            !filters.families.is_empty(),
            !filters.licenses.is_empty(),
            filters.reasoning.is_some(),
            !filters.quantizations.is_empty(),
        ]
        .into_iter()
        .filter(|set| *set)
        .count()
    });
    // Open at first where the link sets a filter that would otherwise be out of sight.
    let open_at_first = active.get_untracked() > 0;
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
                    store.change(|scenario| scenario.filters.text = text);
                }
            />
        </label>
        <details class="more" open=open_at_first>
            <summary>
                "Filters"
                {move || {
                    (active.get() > 0).then(|| view! { <span class="more-count">{active.get()}</span> })
                }}
            </summary>
            <SizeFilter store />
            <FamilyFilter store />
            <LicenseFilter store />
            <ReasoningFilter store />
            <QuantizationFilter store />
            <Show when=move || { active.get() > 0 }>
                <button
                    type="button"
                    class="button"
                    on:click=move |_| store.step(|scenario| scenario.filters = Filters::default())
                >
                    "Clear filters"
                </button>
            </Show>
        </details>
        <details class="more">
            <summary>"Advanced"</summary>
            <Advanced store />
        </details>
    }
}

#[component]
fn SizeFilter(store: Store) -> impl IntoView {
    let range = store.part(|scenario| scenario.filters.size);
    let end = move |name: &'static str,
                    label: &'static str,
                    open: &'static str,
                    get: fn(&SizeRange) -> Option<f64>,
                    set: fn(&mut SizeRange, Option<f64>)| {
        let options =
            move || {
                let chosen = get(&range.get());
                let mut sizes: Vec<f64> = SIZES.into_iter().chain(chosen).collect();
                sizes.sort_by(f64::total_cmp);
                sizes.dedup();
                let option = |value: String, text: String, selected: bool| {
                    view! { <option value=value selected=selected>{text}</option> }
                };
                std::iter::once(option(String::new(), open.to_owned(), chosen.is_none()))
                    .chain(sizes.into_iter().map(|size| {
                        option(size.to_string(), format!("{size}B"), chosen == Some(size))
                    }))
                    .collect_view()
            };
        view! {
            <select
                name=name
                aria-label=label
                on:change:target=move |event| {
                    let value = event.target().value().parse().ok();
                    store.step(|scenario| set(&mut scenario.filters.size, value));
                }
            >
                {options}
            </select>
        }
    };
    view! {
        <div class="control">
            <span class="control-label">"Parameters"</span>
            <div class="control-pair">
                {end(
                    "size-least",
                    "Least parameters",
                    "any",
                    |range| range.least,
                    |range, value| {
                        range.least = value;
                        range.most = range.most.filter(|most| value.is_none_or(|least| *most >= least));
                    },
                )}
                {end(
                    "size-most",
                    "Most parameters",
                    "to any",
                    |range| range.most,
                    |range, value| {
                        range.most = value;
                        range.least = range.least.filter(|least| value.is_none_or(|most| *least <= most));
                    },
                )}
            </div>
        </div>
    }
}

/// A list of names of which one or none is chosen; a link may have chosen several.
#[component]
fn NameFilter(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    names: Vec<String>,
    chosen: Memo<Vec<String>>,
    on_names: impl Fn(Vec<String>) + Copy + 'static,
) -> impl IntoView {
    let names = StoredValue::new(names);
    let options = move || {
        let chosen = chosen.get();
        let several = (chosen.len() > 1).then(|| {
            view! { <option value="*" selected=true>{chosen.join(", ")}</option> }
        });
        let one = (chosen.len() == 1)
            .then(|| chosen.first().cloned())
            .flatten();
        let listed = names.with_value(|names| {
            names
                .iter()
                .map(|name| {
                    let selected = one.as_ref() == Some(name);
                    view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
                })
                .collect_view()
        });
        view! {
            <option value="" selected=chosen.is_empty()>{any}</option>
            {several}
            {listed}
        }
    };
    view! {
        <label class="control">
            <span class="control-label">{label}</span>
            <select
                name=name
                on:change:target=move |event| {
                    match event.target().value().as_str() {
                        "*" => {}
                        "" => on_names(Vec::new()),
                        name => on_names(vec![name.to_owned()]),
                    }
                }
            >
                {options}
            </select>
        </label>
    }
}

#[component]
fn FamilyFilter(store: Store) -> impl IntoView {
    let catalog = store.catalog();
    let names: BTreeSet<String> = catalog
        .models
        .iter()
        .map(|model| model.family.clone())
        .collect();
    view! {
        <NameFilter
            name="family"
            label="Family"
            any="Any family"
            names=names.into_iter().collect()
            chosen=store.part(|scenario| scenario.filters.families.clone())
            on_names=move |names| store.step(|scenario| scenario.filters.families = names)
        />
    }
}

#[component]
fn LicenseFilter(store: Store) -> impl IntoView {
    let catalog = store.catalog();
    let names: BTreeSet<String> = catalog
        .models
        .iter()
        .filter_map(|model| model.license.clone())
        .collect();
    view! {
        <NameFilter
            name="license"
            label="License"
            any="Any license"
            names=names.into_iter().collect()
            chosen=store.part(|scenario| scenario.filters.licenses.clone())
            on_names=move |names| store.step(|scenario| scenario.filters.licenses = names)
        />
    }
}

#[component]
fn ReasoningFilter(store: Store) -> impl IntoView {
    let reasoning = store.part(|scenario| scenario.filters.reasoning);
    let option = move |value: &'static str, text: &'static str, meaning: Option<bool>| {
        view! {
            <option value=value selected=move || reasoning.get() == meaning>
                {text}
            </option>
        }
    };
    view! {
        <label class="control">
            <span class="control-label">"Reasoning"</span>
            <select
                name="reasoning"
                on:change:target=move |event| {
                    let wanted = match event.target().value().as_str() {
                        "yes" => Some(true),
                        "no" => Some(false),
                        _ => None,
                    };
                    store.step(|scenario| scenario.filters.reasoning = wanted);
                }
            >
                {option("", "Thinking or not", None)}
                {option("yes", "Thinking", Some(true))}
                {option("no", "Not thinking", Some(false))}
            </select>
        </label>
    }
}

#[component]
fn QuantizationFilter(store: Store) -> impl IntoView {
    let catalog = store.catalog();
    let chosen = store.part(|scenario| scenario.filters.quantizations.clone());
    let boxes = catalog
        .indexed_quantizations()
        .map(|(index, row)| {
            let offered = row.offered;
            let is_chosen = move || {
                chosen.with(|chosen| {
                    if chosen.is_empty() {
                        offered
                    } else {
                        chosen.contains(&index)
                    }
                })
            };
            view! {
                <label class="chip">
                    <input
                        type="checkbox"
                        name="quants"
                        value=row.id.clone()
                        prop:checked=is_chosen
                        on:change:target=move |event| {
                            choose_type(store, index, event.target().checked());
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
fn choose_type(store: Store, index: QuantizationIndex, considered: bool) {
    let catalog = store.catalog();
    let usual: Vec<QuantizationIndex> = catalog
        .indexed_quantizations()
        .filter(|(_, row)| row.offered)
        .map(|(index, _)| index)
        .collect();
    store.step(|scenario| {
        let list = &mut scenario.filters.quantizations;
        if list.is_empty() {
            *list = usual.clone();
        }
        list.retain(|&other| other != index);
        if considered {
            list.push(index);
        }
        list.sort_unstable();
        if *list == usual {
            list.clear();
        }
    });
}

/// Settings that few people need.
#[component]
fn Advanced(store: Store) -> impl IntoView {
    let sequences = store.part(|scenario| scenario.sequences);
    let overhead = store.part(|scenario| scenario.overhead);
    let unit = store.part(|scenario| scenario.unit);
    view! {
        <label class="control">
            <span class="control-label">"Parallel sequences, which share the context"</span>
            <input
                type="number"
                name="seqs"
                min="1"
                max=Scenario::MOST_SEQUENCES
                step="1"
                prop:value=move || sequences.get().to_string()
                on:change:target=move |event| {
                    let asked = event.target().value().parse().unwrap_or(1_u64);
                    let count = asked.clamp(1, Scenario::MOST_SEQUENCES);
                    event.target().set_value(&count.to_string());
                    store.step(|scenario| scenario.sequences = count);
                }
            />
        </label>
        <div class="control">
            <span class="control-label">"Activation overhead"</span>
            <Field
                name="overhead"
                label="Activation overhead, as 0.5GB or 5%"
                class="field-box"
                value=Signal::derive(move || overhead.get().to_string())
                on_text=move |text| {
                    let asked: Activation = text.parse().map_err(|error| format!("{error}"))?;
                    store.step(|scenario| scenario.overhead = asked);
                    Ok(())
                }
            />
        </div>
        <label class="control">
            <span class="control-label">"Unit"</span>
            <select
                name="unit"
                on:change:target=move |event| {
                    let unit = if event.target().value() == "gib" {
                        ByteUnit::Gib
                    } else {
                        ByteUnit::Gb
                    };
                    store.step(|scenario| scenario.unit = unit);
                }
            >
                <option value="gb" selected=move || unit.get() == ByteUnit::Gb>
                    "GB (10⁹ bytes)"
                </option>
                <option value="gib" selected=move || unit.get() == ByteUnit::Gib>
                    "GiB (2³⁰ bytes)"
                </option>
            </select>
        </label>
    }
}
