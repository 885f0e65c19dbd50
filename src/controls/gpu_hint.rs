//! The GPU that the browser names, offered and never set by itself.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser;
use crate::store::Store;
use crate::views::CollectAny;
use headroom_core::catalog::GpuIndex;

/// The page is drawn first; asking the browser for its GPU can take it a moment.
const PATIENCE: Duration = Duration::from_millis(400);
/// Of more than these the browser's words tell too little.
const MOST: usize = 4;
/// Where the browser keeps that the offer was declined.
const DECLINED: &str = "headroom-gpu-declined";

/// “Looks like this is your GPU. Use it?”
#[component]
pub(super) fn GpuHint(store: Store) -> impl IntoView {
    let offers = RwSignal::new(Vec::new());
    set_timeout(
        move || {
            offers.try_set(find(store));
        },
        PATIENCE,
    );
    let take = move |gpu: GpuIndex| {
        let catalog = store.catalog();
        store.commit(|scenario| scenario.hardware.choose_gpu(gpu, None, &catalog));
        offers.set(Vec::new());
    };
    let decline = move |_| {
        if let Some(kept) = browser::storage() {
            let _ = kept.set_item(DECLINED, "1");
        }
        offers.set(Vec::new());
    };
    let offer = move |(gpu, name)| {
        view! {
            <button type="button" class="link" on:click=move |_| take(gpu)>
                {name}
            </button>
        }
    };
    let chosen = store.derive(|scenario| scenario.hardware.gpu.is_some());
    view! {
        <p class="control-note hint" hidden=move || offers.with(Vec::is_empty) || chosen()>
            {move || match offers.get() {
                gpus if gpus.is_empty() => ().into_any(),
                gpus => {
                    let offers = gpus.into_iter().map(offer).collect_any();
                    view! {
                        "Looks like this is your GPU. Use it? "
                        {offers}
                        <button type="button" class="link" on:click=decline>
                            "No"
                        </button>
                    }
                        .into_any()
                }
            }}
        </p>
    }
}

/// The platforms that the browser's words may mean, with their names; none where the visitor has
/// chosen one or declined the offer.
fn find(store: Store) -> Vec<(GpuIndex, String)> {
    let declined = browser::storage().and_then(|kept| kept.get_item(DECLINED).ok()?);
    if declined.is_some() || store.with_untracked(|scenario| scenario.hardware.gpu.is_some()) {
        return Vec::new();
    }
    let catalog = store.catalog();
    let renderer = browser::renderer().unwrap_or_default();
    let gpus = catalog.gpus_of_renderer(&renderer);
    if gpus.len() > MOST {
        return Vec::new();
    }
    let named = |index| Some((index, catalog.gpu(index)?.name.clone()));
    gpus.into_iter().filter_map(named).collect()
}
