//! Controls of the workload.

use leptos::prelude::*;

use super::disclosure::Disclosure;
use super::keyed::ChipsKey;
use super::slider::SliderKey;
use crate::store::Store;
use headroom_core::scenario::{context_stops, keys};
use headroom_core::units::Tokens;

/// The stops of the context's slider that carry a mark.
const MARKS: [u64; 7] = [512, 2_048, 8_192, 32_768, 131_072, 524_288, 2_097_152];

/// Context and KV cache.
#[component]
pub(super) fn WorkloadControls(store: Store) -> impl IntoView {
    let context = store.derive(|scenario| scenario.workload.context);
    view! {
        <fieldset class="group group-workload">
            <legend class="group-name">"Workload"</legend>
            <div class="control control-main">
                <SliderKey
                    store
                    key=&keys::CTX
                    unit="tokens"
                    stops=context_stops().into_iter().map(Tokens::get).collect()
                    value=Signal::derive(move || context().get())
                    text=Signal::derive(move || format!("{} tokens", context().to_exact_string()))
                    marks=MARKS.map(|tokens| (tokens, Tokens::new(tokens).to_short_string())).to_vec()
                    on_value=move |tokens| {
                        store.update(|scenario| scenario.workload.context = Tokens::new(tokens));
                    }
                />
            </div>
            <Disclosure name="KV cache">
                <div class="control">
                    <ChipsKey store key=&keys::KV code=true />
                </div>
            </Disclosure>
        </fieldset>
    }
}
