//! What the model has to do at once.

use leptos::prelude::*;

use super::choices::Choices;
use super::field::Field;
use super::fold::Fold;
use super::slider::Slider;
use crate::store::Store;
use headroom_core::plot::context_stops;
use headroom_core::scenario::{CacheChoice, Scenario};
use headroom_core::units::Tokens;

/// The KV cache types that have a chip; any other has one while it is chosen.
const COMMON_TYPES: [&str; 3] = ["f16", "q8_0", "q4_0"];

/// Context and KV cache.
#[component]
pub(super) fn WorkloadControls(store: Store) -> impl IntoView {
    let context = store.derive(|scenario| scenario.workload.context);
    view! {
        <fieldset class="group group-workload">
            <legend class="group-name">"Workload"</legend>
            <div class="control control-main">
                <div class="control-head">
                    <span class="control-name">"Context"</span>
                    <Field
                        name="ctx-value"
                        label="Context in tokens, as 32768 or 32k"
                        class="field-large"
                        value=Signal::derive(move || context().to_short_string())
                        unit="tokens"
                        on_text=move |text: String| set_context(store, &text)
                    />
                </div>
                <Slider
                    name="ctx"
                    label="Context"
                    stops=context_stops().into_iter().map(Tokens::get).collect()
                    value=Signal::derive(move || context().get())
                    text=Signal::derive(move || format!("{} tokens", context().to_exact_string()))
                    marks=[512, 2_048, 8_192, 32_768, 131_072, 524_288, 2_097_152]
                        .map(|tokens| (tokens, Tokens::new(tokens).to_short_string()))
                        .to_vec()
                    on_value=move |tokens| {
                        store.update(|scenario| scenario.workload.context = Tokens::new(tokens));
                    }
                />
            </div>
            <Fold name="KV cache">
                <CacheTypes store />
            </Fold>
        </fieldset>
    }
}

fn set_context(store: Store, text: &str) -> Result<(), String> {
    let asked: Tokens = text.parse().map_err(|error| format!("{error}"))?;
    if !(Scenario::LEAST_CONTEXT..=Scenario::MOST_CONTEXT).contains(&asked) {
        return Err("between 512 and 2M tokens".to_owned());
    }
    store.update(|scenario| scenario.workload.context = asked);
    Ok(())
}

/// The KV cache type.
#[component]
fn CacheTypes(store: Store) -> impl IntoView {
    let value =
        move || store.with(|scenario| scenario.workload.cache.name(&store.catalog()).to_owned());
    let options = Memo::new(move |_| {
        let chosen = value();
        let mut names: Vec<String> = COMMON_TYPES.map(str::to_owned).to_vec();
        names.push(CacheChoice::ANY.to_owned());
        if !names.contains(&chosen) {
            names.push(chosen);
        }
        names
            .into_iter()
            .map(|name| (name.clone(), name))
            .collect::<Vec<_>>()
    });
    view! {
        <div class="control">
            <span class="control-label">"KV cache"</span>
            <Choices
                name="kv"
                label="KV cache type"
                code=true
                options=options
                value=Signal::derive(value)
                on_choice=move |name: String| {
                    let found = store.catalog().find_cache_type(&name).map(|(index, _)| index);
                    let choice = found.map_or(CacheChoice::Any, CacheChoice::Only);
                    store.commit(|scenario| scenario.workload.cache = choice);
                }
            />
        </div>
    }
}
