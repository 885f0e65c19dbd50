//! The GPU that the browser names, offered and never set by itself.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlButtonElement;

use crate::browser;
use crate::store::Store;
use headroom_core::plot::markup::escaped;

/// The page is drawn first; asking the browser for its GPU can take it a moment.
const PATIENCE: Duration = Duration::from_millis(400);
/// Of more than these the browser's words tell too little.
const MOST: usize = 4;
/// Where the browser keeps that the offer was declined.
const DECLINED: &str = "headroom-gpu-declined";

/// “Looks like an RTX 4090. Use it?”
#[component]
pub(super) fn GpuHint(store: Store) -> impl IntoView {
    let offers = RwSignal::new(String::new());
    set_timeout(
        move || {
            offers.try_set(find(store));
        },
        PATIENCE,
    );
    let answer = move |event: web_sys::MouseEvent| {
        let button = event.target().and_then(|target| target.dyn_into().ok());
        let Some(button) = button.map(|button: HtmlButtonElement| button.value()) else {
            return;
        };
        let catalog = store.catalog();
        if let Some((gpu, _)) = catalog.find_gpu(&button) {
            store.commit(|scenario| scenario.hardware.choose_gpu(gpu, None, &catalog));
        } else if let Some(kept) = browser::storage() {
            let _ = kept.set_item(DECLINED, "1");
        }
        offers.set(String::new());
    };
    view! {
        <p
            class="control-note hint"
            hidden=move || {
                offers.with(String::is_empty) || store.with(|scenario| scenario.hardware.gpu.is_some())
            }
            inner_html=offers
            on:click=answer
        ></p>
    }
}

/// The offers, as buttons whose values are the ids of platforms; empty where there are none.
fn find(store: Store) -> String {
    // Who has chosen needs no offer.
    if store.with_untracked(|scenario| scenario.hardware.gpu.is_some()) {
        return String::new();
    }
    let declined = browser::storage().and_then(|kept| kept.get_item(DECLINED).ok()?);
    if declined.is_some() {
        return String::new();
    }
    let catalog = store.catalog();
    let renderer = browser::renderer().unwrap_or_default();
    let gpus = catalog.gpus_of_renderer(&renderer);
    if gpus.is_empty() || gpus.len() > MOST {
        return String::new();
    }
    let mut markup = "Looks like this is your GPU. Use it? ".to_owned();
    for gpu in gpus.into_iter().filter_map(|index| catalog.gpu(index)) {
        markup += &button(&gpu.id, &gpu.name);
    }
    markup + &button("", "No")
}

fn button(value: &str, text: &str) -> String {
    format!(
        "<button type=\"button\" class=\"link\" value=\"{}\">{}</button>",
        escaped(value),
        escaped(text)
    )
}
