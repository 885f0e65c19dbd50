//! The memory there is.

use leptos::prelude::*;

use super::field::Field;
use super::fold::Fold;
use super::gpu_picker::GpuPicker;
use super::slider::Slider;
use crate::app::store::Store;
use crate::catalog::GpuKind;
use crate::plot::memory_stops;
use crate::scenario::{Hardware, Scenario};
use crate::units::{ByteUnit, Bytes};

/// VRAM, the card, how many, what stays free.
#[component]
pub(super) fn HardwareControls(store: Store) -> impl IntoView {
    let unit = store.part(|scenario| scenario.unit);
    let hardware = {
        let catalog = store.catalog();
        store.part(move |scenario| scenario.hardware(&catalog))
    };
    let capacity = Signal::derive(move || hardware.get().capacity);
    let cards = store.part(|scenario| scenario.gpus);
    let reserve = store.part(|scenario| scenario.reserve);
    view! {
        <fieldset class="group group-hardware">
            <legend class="group-name">"Memory"</legend>
            <div class="control control-main">
                <div class="control-head">
                    <span class="control-name">"VRAM"</span>
                    <Field
                        name="vram-value"
                        label="VRAM, as 24, 24GB, 24GiB or 24564MiB"
                        class="field-large"
                        value=Signal::derive(move || amount(capacity.get(), unit.get()))
                        unit=Signal::derive(move || unit.get().symbol().to_owned())
                        on_text=move |text| set_vram(store, &with_unit(text, unit.get_untracked()))
                    />
                </div>
                <Slider
                    name="vram"
                    label="VRAM"
                    stops=memory_stops().into_iter().map(Bytes::get).collect()
                    value=Signal::derive(move || capacity.get().get())
                    text=Signal::derive(move || capacity.get().show_short(unit.get()))
                    marks=[1, 4, 16, 64, 256, 1_024]
                        .map(|size| (size * 1_000_000_000, mark(size)))
                        .to_vec()
                    on_value=move |bytes| choose_vram(store, Bytes::new(bytes))
                />
                <p class="control-note">{move || explain(store, &hardware.get())}</p>
            </div>
            <Fold name="GPU, cards, memory kept free">
            <GpuPicker store />
            <div class="control-pair">
                <label class="control">
                    <span class="control-label">"Cards"</span>
                    <input
                        type="number"
                        name="gpus"
                        min="1"
                        max=Scenario::MOST_GPUS
                        step="1"
                        prop:value=move || cards.get().to_string()
                        on:change:target=move |event| {
                            let asked = event.target().value_as_number().round();
                            let count = Bytes::from_f64(asked).get().clamp(1, Scenario::MOST_GPUS);
                            event.target().set_value(&count.to_string());
                            store.step(|scenario| scenario.gpus = count);
                        }
                    />
                </label>
                <div class="control">
                    <span class="control-label">"Keep free"</span>
                    <Field
                        name="reserve"
                        label="Memory kept free for other programs"
                        class="field-box"
                        value=Signal::derive(move || reserve.get().show_short(unit.get()))
                        on_text=move |text| {
                            let asked: Bytes = with_unit(text, unit.get_untracked())
                                .parse()
                                .map_err(|error| format!("{error}"))?;
                            let kept = asked.min(Scenario::MOST_VRAM);
                            store.step(|scenario| scenario.reserve = kept);
                            Ok(())
                        }
                    />
                </div>
            </div>
            <Share store />
            </Fold>
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

/// An amount in a unit, without its symbol and without a zero behind the point.
fn amount(bytes: Bytes, unit: ByteUnit) -> String {
    let number = bytes.show_number(unit);
    number.strip_suffix(".0").unwrap_or(&number).to_owned()
}

/// A bare number is meant in the unit that is shown.
fn with_unit(text: &str, unit: ByteUnit) -> String {
    let bare = text.trim().parse::<f64>().is_ok();
    if bare {
        format!("{text}{}", unit.symbol())
    } else {
        text.to_owned()
    }
}

fn set_vram(store: Store, text: &str) -> Result<(), String> {
    let asked: Bytes = text.parse().map_err(|error| format!("{error}"))?;
    if !(Scenario::LEAST_VRAM..=Scenario::MOST_VRAM).contains(&asked) {
        return Err("between 1 GB and 1500 GB".to_owned());
    }
    choose_vram(store, asked);
    Ok(())
}

/// Sets the memory. A card that has a memory of its own is no longer the one that is meant.
fn choose_vram(store: Store, vram: Bytes) {
    let catalog = store.catalog();
    store.change(|scenario| {
        if !scenario.heeds_vram(&catalog) {
            scenario.gpu = None;
            scenario.share = None;
        }
        scenario.vram = vram;
        // A platform that is sold with certain sizes only has the nearest of them.
        scenario.vram = scenario.hardware(&catalog).capacity;
    });
}

/// The amount in the other unit, and how the budget comes about.
fn explain(store: Store, hardware: &Hardware) -> String {
    let (unit, reserve) = store.with(|scenario| (scenario.unit, scenario.reserve));
    let other = match unit {
        ByteUnit::Gb => ByteUnit::Gib,
        ByteUnit::Gib => ByteUnit::Gb,
    };
    let mut text = format!(
        "{} = {}",
        hardware.capacity.show_short(unit),
        hardware.capacity.show_short(other)
    );
    let card = hardware.usable.map(|usable| {
        let percent = usable * 100.0;
        format!(", {percent:.0}% usable by the GPU")
    });
    text.push_str(&card.unwrap_or_default());
    if hardware.cards > 1 {
        text.push_str(&format!(" on each of {} cards", hardware.cards));
    }
    if hardware.usable.is_some() || hardware.cards > 1 || reserve > Bytes::ZERO {
        text.push_str(&format!(
            "; {} for the model",
            hardware.budget.show_short(unit)
        ));
    }
    text
}

/// The share of unified memory that the GPU may use.
#[component]
fn Share(store: Store) -> impl IntoView {
    let catalog = store.catalog();
    let shared = store.part(move |scenario| {
        let gpu = scenario.gpu.and_then(|index| catalog.gpu(index));
        gpu.is_some_and(|gpu| gpu.kind != GpuKind::Discrete)
    });
    let catalog = store.catalog();
    let percent = store.part(move |scenario| {
        let usable = scenario.hardware(&catalog).usable;
        usable.map(|usable| (usable * 100.0).round())
    });
    view! {
        <Show when=move || shared.get()>
            <label class="control">
                <span class="control-label">"Share of the memory the GPU may use, %"</span>
                <input
                    type="number"
                    name="share"
                    min="10"
                    max="100"
                    step="1"
                    placeholder="unknown"
                    prop:value=move || percent.get().map(|share| share.to_string()).unwrap_or_default()
                    on:change:target=move |event| {
                        let asked = event.target().value_as_number();
                        let share = asked.is_finite().then(|| asked.clamp(10.0, 100.0));
                        store.step(|scenario| scenario.share = share);
                    }
                />
            </label>
        </Show>
    }
}
