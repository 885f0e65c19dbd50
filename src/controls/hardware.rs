//! The memory there is.

use leptos::prelude::*;

use super::disclosure::Disclosure;
use super::gpu_hint::GpuHint;
use super::gpu_picker::GpuPicker;
use super::keyed::{NumberKey, TextKey};
use super::slider::SliderKey;
use crate::store::Store;
use headroom_core::catalog::GpuKind;
use headroom_core::scenario::{MemoryBudget, keys, memory_stops};
use headroom_core::units::{ByteUnit, Bytes, Decimal};

/// The stops of the memory's slider that carry a mark, in GB.
const MARKS: [u64; 6] = [1, 4, 16, 64, 256, 1_024];

/// VRAM, the card, how many, what stays free.
#[component]
pub(super) fn HardwareControls(store: Store) -> impl IntoView {
    let unit = store.derive(|scenario| scenario.view.listing.unit);
    let budget = move || store.with(|scenario| scenario.hardware.memory_budget(&store.catalog()));
    let capacity = move || budget().capacity;
    view! {
        <fieldset class="group group-hardware">
            <legend class="group-name">"Memory"</legend>
            <div class="control control-main">
                <SliderKey
                    store
                    key=&keys::VRAM
                    unit=Signal::derive(move || unit().symbol().to_owned())
                    stops=memory_stops().into_iter().map(Bytes::get).collect()
                    value=Signal::derive(move || capacity().get())
                    text=Signal::derive(move || capacity().to_short_string(unit()))
                    marks=MARKS.map(|size| (size * ByteUnit::Gb.bytes(), mark(size))).to_vec()
                    on_value=move |bytes| {
                        let catalog = store.catalog();
                        store.update(|scenario| scenario.hardware.set_memory(Bytes::new(bytes), &catalog));
                    }
                />
                <p class="control-note">{move || explain(store, &budget())}</p>
            </div>
            <Disclosure name="GPU, cards, memory kept free">
                <GpuPicker store />
                <GpuHint store />
                <div class="control-pair">
                    <NumberKey store key=&keys::GPUS />
                    <TextKey store key=&keys::RESERVE />
                </div>
                <TextKey store key=&keys::ALSO />
                <Share store />
            </Disclosure>
        </fieldset>
    }
}

/// The mark of a size in GB.
fn mark(size: u64) -> String {
    if size < 1_000 {
        size.to_string()
    } else {
        "1T".to_owned()
    }
}

/// The amount in the other unit, and how the budget comes about.
fn explain(store: Store, budget: &MemoryBudget) -> String {
    let (unit, reserve) =
        store.with(|scenario| (scenario.view.listing.unit, scenario.hardware.reserve));
    let other = match unit {
        ByteUnit::Gb => ByteUnit::Gib,
        ByteUnit::Gib => ByteUnit::Gb,
    };
    let mut text = format!(
        "{} = {}",
        budget.capacity.to_short_string(unit),
        budget.capacity.to_short_string(other)
    );
    let card = budget.usable.map(|usable| {
        let percent = Decimal::fixed(usable * 100.0, 0);
        format!(", {percent}% usable by the GPU")
    });
    text.push_str(&card.unwrap_or_default());
    let (own, others) = store.with(|scenario| {
        let others = scenario.hardware.extra_gpus.memory(&store.catalog());
        (scenario.hardware.gpus, others)
    });
    if own > 1 {
        text.push_str(&format!(" on each of {own} cards"));
    }
    if others > Bytes::ZERO {
        text.push_str(&format!(", {} on others", others.to_short_string(unit)));
    }
    if budget.usable.is_some() || budget.cards > 1 || reserve > Bytes::ZERO {
        text.push_str(&format!(
            "; {} for the model",
            budget.budget.to_short_string(unit)
        ));
    }
    text
}

/// The share of unified memory that the GPU may use.
#[component]
fn Share(store: Store) -> impl IntoView {
    let shared = move || {
        store.with(|scenario| {
            let catalog = store.catalog();
            let gpu = scenario.hardware.gpu.and_then(|index| catalog.gpu(index));
            gpu.is_some_and(|gpu| gpu.kind != GpuKind::Discrete)
        })
    };
    let percent = move || {
        let usable =
            store.with(|scenario| scenario.hardware.memory_budget(&store.catalog()).usable);
        usable.map_or_else(String::new, |usable| {
            Decimal::fixed(usable * 100.0, 0).to_string()
        })
    };
    view! {
        <div hidden=move || !shared()>
            <NumberKey store key=&keys::SHARE value=Signal::derive(percent) />
        </div>
    }
}
