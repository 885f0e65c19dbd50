//! What speed depends on beside the platform.

use leptos::prelude::*;

use super::field::TitledField;
use super::inputs::NumberInput;
use crate::store::Store;
use headroom_core::scenario::Scenario;
use headroom_core::units::{Bytes, Decimal, Tokens};

/// Bandwidth where no platform is chosen, depth, prompt, system memory.
#[component]
pub(super) fn PaceControls(store: Store) -> impl IntoView {
    let bandwidth = store.derive(|scenario| {
        let bandwidth = scenario.hardware.bandwidth.map(Decimal::plain);
        bandwidth.map_or_else(String::new, |bandwidth| bandwidth.to_string())
    });
    let chosen = store.derive(|scenario| scenario.hardware.gpu.is_some());
    let depth = store.derive(|scenario| scenario.workload.depth.get().to_string());
    let prompt = store.derive(|scenario| scenario.workload.prompt.get().to_string());
    let ram = store.derive(|scenario| {
        scenario
            .hardware
            .ram
            .to_short_string(scenario.view.listing.unit)
    });
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let most_bandwidth = *Scenario::BANDWIDTHS.end() as u64;
    view! {
        <div hidden=chosen>
            <NumberInput
                name="bandwidth"
                label="Memory bandwidth, GB/s"
                least=1
                most=most_bandwidth
                value=Signal::derive(bandwidth)
                on_number={move |bandwidth: Option<u64>| {
                    #[expect(clippy::cast_precision_loss)]
                    store.commit(|scenario| scenario.hardware.bandwidth = bandwidth.map(|gb| gb as f64));
                }}
            />
        </div>
        <div class="control-pair">
            <NumberInput
                name="depth"
                label="Tokens before it"
                least=0
                most=Scenario::MOST_CONTEXT.get()
                value=Signal::derive(depth)
                on_number={move |depth: Option<u64>| {
                    store.commit(|scenario| scenario.workload.depth = Tokens::new(depth.unwrap_or(0)));
                }}
            />
            <NumberInput
                name="prompt"
                label="Prompt tokens"
                least=1
                most=Scenario::MOST_CONTEXT.get()
                value=Signal::derive(prompt)
                on_number={move |prompt: Option<u64>| {
                    store.commit(|scenario| scenario.workload.prompt = Tokens::new(prompt.unwrap_or(512)));
                }}
            />
        </div>
        <TitledField
            name="ram"
            title="System memory for layers that do not fit"
            label="System memory for layers that do not fit, as 64 or 64GB"
            value=Signal::derive(ram)
            on_text=move |text: String| {
                let ram: Bytes = text.parse().map_err(|error| format!("{error}"))?;
                store.commit(|scenario| scenario.hardware.ram = ram.min(Scenario::MOST_VRAM));
                Ok(())
            }
        />
    }
}
