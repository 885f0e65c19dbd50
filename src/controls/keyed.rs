//! Controls that take everything from the declaration of a key: name, label, value, range, options,
//! and what they say of a value that cannot be used.

use leptos::prelude::*;

use super::field::Field;
use super::inputs::{NumberInput, SelectInput, whole_number};
use super::radio_chips::RadioChips;
use crate::store::Store;
use headroom_core::scenario::{Key, KeyOption};

/// A field of numbers with a least and a most value. A number out of range is brought into it.
#[component]
pub(super) fn NumberKey(
    store: Store,
    key: &'static Key,
    /// Another text of the value, where a number that is not set comes from elsewhere.
    #[prop(into, optional)]
    value: Option<Signal<String>>,
) -> impl IntoView {
    let digits = Signal::derive(move || store.with(|now| key.digits(now, &store.catalog())));
    let (least, most) = key
        .bounds()
        .map_or((0, u64::MAX), |bounds| (bounds.least, bounds.most));
    view! {
        <NumberInput
            name=key.name
            label=key.label
            least
            most
            value=value.unwrap_or(digits)
            on_text=move |text: String| set_number(store, key, &text)
        />
    }
}

/// Sets a key to what is in a field of numbers; an empty one means the default.
fn set_number(store: Store, key: &'static Key, text: &str) -> Option<String> {
    let catalog = store.catalog();
    let mut warning = None;
    store.commit(|scenario| match whole_number(text) {
        Some(number) => warning = key.set_typed(&number.to_string(), scenario, &catalog),
        None => key.reset(scenario, &catalog),
    });
    warning.map(|warning| warning.outcome())
}

/// A field of text in a box, with its title above.
#[component]
pub(super) fn TextKey(store: Store, key: &'static Key) -> impl IntoView {
    view! {
        <div class="control">
            <span class="control-label">{key.label}</span>
            <Field store key name=key.name class="field-box" />
        </div>
    }
}

/// A list of which one entry is chosen.
#[component]
pub(super) fn SelectKey(store: Store, key: &'static Key) -> impl IntoView {
    let (options, chosen) = (options(store, key), chosen(store, key));
    view! {
        <SelectInput
            name=key.name
            label=key.label
            options
            chosen
            on_choice=move |value: String| choose(store, key, &value)
        />
    }
}

/// A row of chips of which one is chosen, with a title above.
#[component]
pub(super) fn ChipsKey(
    store: Store,
    key: &'static Key,
    /// The labels are names of types.
    #[prop(optional)]
    code: bool,
) -> impl IntoView {
    let (options, chosen) = (options(store, key), chosen(store, key));
    view! {
        <span class="control-label">{key.label}</span>
        <RadioChips
            name=key.name
            label=key.spoken_label
            code
            options
            chosen
            on_choice=move |value: String| choose(store, key, &value)
        />
    }
}

/// The text of a key's value.
fn chosen(store: Store, key: &'static Key) -> Signal<String> {
    Signal::derive(move || store.with(|now| key.text(now, &store.catalog())))
}

/// The options of a key, with one for a value that only a link can choose.
fn options(store: Store, key: &'static Key) -> Signal<Vec<KeyOption>> {
    let offered = key.options(&store.catalog());
    let chosen = chosen(store, key);
    let options = move |_: Option<&Vec<KeyOption>>| {
        let mut options = offered.clone();
        let value = chosen.get();
        if !options.iter().any(|option| option.value == value) {
            let none = options.iter().position(|option| option.value.is_empty());
            let place = none.map_or(options.len(), |none| none + 1);
            let label = value.replace(',', ", ");
            options.insert(place, KeyOption { value, label });
        }
        options
    };
    Memo::new(options).into()
}

/// Sets a key to an option; the empty one means the default.
fn choose(store: Store, key: &'static Key, value: &str) {
    let catalog = store.catalog();
    store.commit(|scenario| {
        if value.is_empty() {
            key.reset(scenario, &catalog);
        } else {
            // An option is a value of the key.
            let _ = key.set_typed(value, scenario, &catalog);
        }
    });
}
