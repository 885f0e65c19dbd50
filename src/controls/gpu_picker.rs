//! The searchable list of GPUs: a combobox after the pattern of the ARIA practices.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser;
use crate::store::Store;
use crate::views::CollectAny;
use headroom_core::catalog::{Catalog, Gpu, GpuIndex, GpuMemory, GpuSearch, Vendor};
use headroom_core::scenario::Scenario;
use headroom_core::units::{ByteUnit, Bytes};

/// The most entries that the list shows at once; the search narrows it down.
const MOST: usize = 60;

/// An entry of the list: a platform with one of its sizes of memory.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    gpu: GpuIndex,
    memory: Option<Bytes>,
    vendor: Vendor,
    name: String,
    size: String,
}

impl Entry {
    fn new(index: GpuIndex, gpu: &Gpu, memory: Option<&GpuMemory>) -> Self {
        Self {
            gpu: index,
            memory: memory.map(|memory| memory.bytes),
            vendor: gpu.vendor,
            name: gpu.name.clone(),
            size: memory.map_or_else(String::new, |memory| {
                memory.bytes.to_short_string(ByteUnit::Gib)
            }),
        }
    }
}

/// The entries that a search finds, vendor by vendor.
fn find(catalog: &Catalog, typed: &str) -> Vec<Entry> {
    let search = GpuSearch::new(typed);
    Vendor::ALL
        .into_iter()
        .flat_map(|vendor| {
            let of_vendor = catalog
                .indexed_gpus()
                .filter(move |(_, gpu)| gpu.vendor == vendor);
            of_vendor.flat_map(|(index, gpu)| {
                let sizes: Vec<Option<&GpuMemory>> = if gpu.memory.is_empty() {
                    vec![None]
                } else {
                    gpu.memory.iter().map(Some).collect()
                };
                sizes.into_iter().map(move |memory| (index, gpu, memory))
            })
        })
        .filter(|(_, gpu, memory)| search.finds(gpu, *memory))
        .map(|(index, gpu, memory)| Entry::new(index, gpu, memory))
        .collect()
}

/// The picker.
#[component]
pub(super) fn GpuPicker(store: Store) -> impl IntoView {
    let typed = RwSignal::new(None::<String>);
    let active = RwSignal::new(0_usize);
    let open = Memo::new(move |_| typed.with(Option::is_some));
    let chosen = move || store.with(|scenario| name_of(&store.catalog(), scenario));
    let catalog = store.catalog();
    let entries = Memo::new(move |_| {
        typed.with(|typed| {
            typed
                .as_ref()
                .map(|typed| find(&catalog, typed))
                .unwrap_or_default()
        })
    });
    let choose = move |entry: Entry| {
        let catalog = store.catalog();
        store.commit(|scenario| {
            scenario
                .hardware
                .choose_gpu(entry.gpu, entry.memory, &catalog);
        });
        typed.set(None);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let count = entries.with(Vec::len).min(MOST);
        match browser::key_of(&event).as_str() {
            "ArrowDown" if !open.get() => typed.set(Some(String::new())),
            "ArrowDown" if count > 0 => active.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => active.update(|at| *at = (*at + count - 1) % count),
            "Enter" if open.get() => {
                let entry = entries.with(|entries| entries.get(active.get()).cloned());
                if let Some(entry) = entry {
                    choose(entry);
                }
            }
            "Escape" if open.get() => typed.set(None),
            _ => return,
        }
        event.prevent_default();
        scroll_to_option(active.get());
    };
    view! {
        <div class="control picker">
            <label class="control-label" for="gpu">
                "GPU"
            </label>
            <div class="picker-field">
                <input
                    id="gpu"
                    type="text"
                    name="gpu"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    aria-expanded=move || open.get().to_string()
                    aria-controls="gpu-list"
                    aria-autocomplete="list"
                    aria-activedescendant=move || {
                        (open.get() && entries.with(|entries| !entries.is_empty()))
                            .then(|| format!("gpu-{}", active.get()))
                    }
                    placeholder="Choose a card, or keep the slider"
                    prop:value=move || typed.get().or_else(chosen).unwrap_or_default()
                    on:focus:target=move |event| browser::select_text(&event.target())
                    on:click=move |_| {
                        if !open.get() {
                            active.set(0);
                            typed.set(Some(String::new()));
                        }
                    }
                    on:input:target=move |event| {
                        active.set(0);
                        typed.set(Some(event.target().value()));
                    }
                    on:keydown=on_key
                    on:blur=move |_| typed.set(None)
                />
                    <button
                        type="button"
                        hidden=move || chosen().is_none()
                        class="picker-clear"
                        aria-label="No card"
                        on:click=move |_| clear(store)
                    >
                        "×"
                    </button>
            </div>
            <div class="picker-list" id="gpu-list" role="listbox" aria-label="GPUs" hidden=move || !open.get()>
                {move || listed(&entries.read(), active, choose)}
            </div>
            <span class="visually-hidden" role="status">
                {move || if open.get() { format!("{} found", entries.with(Vec::len)) } else { String::new() }}
            </span>
        </div>
    }
}

/// The chosen platform, with its memory where it is sold with several sizes.
fn name_of(catalog: &Catalog, scenario: &Scenario) -> Option<String> {
    let gpu = catalog.gpu(scenario.hardware.gpu?)?;
    let size = scenario.hardware.memory_budget(catalog).capacity;
    Some(if gpu.memory.len() > 1 {
        format!("{}, {}", gpu.name, size.to_short_string(ByteUnit::Gib))
    } else {
        gpu.name.clone()
    })
}

/// Takes the card off and keeps its memory.
fn clear(store: Store) {
    let catalog = store.catalog();
    store.commit(|scenario| scenario.hardware.clear_gpu(&catalog));
}

fn listed(
    entries: &[Entry],
    active: RwSignal<usize>,
    choose: impl Fn(Entry) + Copy + 'static,
) -> AnyView {
    if entries.is_empty() {
        // A list must have an option, if only one that cannot be chosen.
        return view! {
            <p class="picker-none" role="option" aria-disabled="true" aria-selected="false">
                "No such GPU. Set its memory with the slider."
            </p>
        }
        .into_any();
    }
    let more = entries.len().saturating_sub(MOST);
    let options = entries.iter().take(MOST).enumerate().map(|(at, entry)| {
        let first = at == 0
            || entries
                .get(at - 1)
                .is_some_and(|before| before.vendor != entry.vendor);
        let taken = entry.clone();
        view! {
            {first
                .then(|| {
                    view! {
                        <div class="picker-vendor" role="presentation">
                            {entry.vendor.name()}
                        </div>
                    }
                        .into_any()
                })}
            <div
                id=format!("gpu-{at}")
                class="picker-option"
                role="option"
                aria-selected=move || (active.get() == at).to_string()
                // The field keeps the focus, or the list would close before the click.
                on:mousedown=|event| event.prevent_default()
                // Not at once when it is touched: a finger may be scrolling the list.
                on:click=move |_| choose(taken.clone())
            >
                <span>{entry.name.clone()}</span>
                <span class="picker-size">{entry.size.clone()}</span>
            </div>
        }
    });
    view! {
        {options.collect_any()}
        {(more > 0)
            .then(|| {
                view! { <p class="picker-none">{format!("and {more} more: type to search")}</p> }
                    .into_any()
            })}
    }
    .into_any()
}

/// Keeps the active option in view.
fn scroll_to_option(at: usize) {
    request_animation_frame(move || {
        let option = document().get_element_by_id(&format!("gpu-{at}"));
        if let Some(option) =
            option.and_then(|option| option.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}
