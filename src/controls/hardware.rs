//! The memory there is.

use leptos::prelude::*;

use super::field::{Field, TitledField};
use super::fold::Fold;
use super::gpu_hint::GpuHint;
use super::gpu_picker::GpuPicker;
use super::inputs::NumberInput;
use super::slider::Slider;
use crate::store::Store;
use headroom_core::catalog::GpuKind;
use headroom_core::plot::memory_stops;
use headroom_core::scenario::{ExtraGpus, MemoryBudget, Scenario};
use headroom_core::units::{ByteUnit, Bytes, Decimal, parse_number};

/// VRAM, the card, how many, what stays free.
#[component]
pub(super) fn HardwareControls(store: Store) -> impl IntoView {
    let unit = store.derive(|scenario| scenario.view.listing.unit);
    let budget = move || store.with(|scenario| scenario.hardware.memory_budget(&store.catalog()));
    let capacity = move || budget().capacity;
    let cards = store.derive(|scenario| scenario.hardware.gpus.to_string());
    let others =
        move || store.with(|scenario| scenario.hardware.extra_gpus.names(&store.catalog()));
    let reserve = store.derive(|scenario| {
        scenario
            .hardware
            .reserve
            .to_short_string(scenario.view.listing.unit)
    });
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
                        value=Signal::derive(move || amount(capacity(), unit()))
                        unit=Signal::derive(move || unit().symbol().to_owned())
                        on_text=move |text: String| set_vram(store, &text)
                    />
                </div>
                <Slider
                    name="vram"
                    label="VRAM"
                    stops=memory_stops().into_iter().map(Bytes::get).collect()
                    value=Signal::derive(move || capacity().get())
                    text=Signal::derive(move || capacity().to_short_string(unit()))
                    marks=[1, 4, 16, 64, 256, 1_024]
                        .map(|size| (size * 1_000_000_000, mark(size)))
                        .to_vec()
                    on_value=move |bytes| choose_vram(store, Bytes::new(bytes))
                />
                <p class="control-note">{move || explain(store, &budget())}</p>
            </div>
            <Fold name="GPU, cards, memory kept free">
                <GpuPicker store />
                <GpuHint store />
                <div class="control-pair">
                    <NumberInput
                        name="gpus"
                        label="Cards"
                        least=1
                        most=Scenario::MOST_GPUS
                        value=Signal::derive(cards)
                        on_number={move |count: Option<u64>| {
                            store.commit(|scenario| scenario.hardware.gpus = count.unwrap_or(1));
                        }}
                    />
                    <TitledField
                        name="reserve"
                        title="Keep free"
                        label="Memory kept free for other programs"
                        value=Signal::derive(reserve)
                        on_text=move |text: String| set_reserve(store, &text)
                    />
                </div>
                <TitledField
                    name="also"
                    title="Other cards, as 2x P40, 3060 12GB"
                    label="Other cards beside it, as 2x P40, 3060 12GB"
                    value=Signal::derive(others)
                    on_text=move |text: String| set_others(store, &text)
                />
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
    let number = bytes.to_number_string(unit);
    number.strip_suffix(".0").unwrap_or(&number).to_owned()
}

/// A bare number is meant in the unit that is shown.
fn with_unit(text: &str, unit: ByteUnit) -> String {
    let bare = parse_number(text).is_some();
    if bare {
        format!("{text}{}", unit.symbol())
    } else {
        text.to_owned()
    }
}

fn set_vram(store: Store, text: &str) -> Result<(), String> {
    let asked = read(store, text)?;
    if !(Scenario::LEAST_VRAM..=Scenario::MOST_VRAM).contains(&asked) {
        return Err("between 1 GB and 1500 GB".to_owned());
    }
    choose_vram(store, asked);
    Ok(())
}

fn set_reserve(store: Store, text: &str) -> Result<(), String> {
    let kept = read(store, text)?.min(Scenario::MOST_VRAM);
    store.commit(|scenario| scenario.hardware.reserve = kept);
    Ok(())
}

fn set_others(store: Store, text: &str) -> Result<(), String> {
    let others = ExtraGpus::from_words(text, &store.catalog());
    let others = others.map_err(|error| format!("{error}"))?;
    store.commit(|scenario| scenario.hardware.extra_gpus = others);
    Ok(())
}

/// Reads an amount; a bare number is meant in the unit that is shown.
fn read(store: Store, text: &str) -> Result<Bytes, String> {
    let unit = store.with_untracked(|scenario| scenario.view.listing.unit);
    with_unit(text, unit)
        .parse()
        .map_err(|error| format!("{error}"))
}

fn choose_vram(store: Store, vram: Bytes) {
    let catalog = store.catalog();
    store.update(|scenario| scenario.hardware.set_memory(vram, &catalog));
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
            <NumberInput
                name="share"
                label="Share of the memory the GPU may use, %"
                least=10
                most=100
                value=Signal::derive(percent)
                on_number={move |share: Option<u64>| {
                    #[expect(clippy::cast_precision_loss)]
                    store.commit(|scenario| scenario.hardware.share = share.map(|share| share as f64));
                }}
            />
        </div>
    }
}
