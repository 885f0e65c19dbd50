//! Requests that the browser may refuse: every call here can fail and says so with an `Option` or
//! does nothing.

use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, HtmlElement, ResizeObserver,
    Response, Storage, Url, WebGlRenderingContext,
};

use headroom_core::units::clamp;

/// Tells the world outside that the first results are on the screen.
pub(super) fn mark_ready() {
    request_animation_frame(|| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-ready", "");
        }
    });
}

/// The query string of the address, with its `?`.
pub(super) fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// The whole address with this query string instead of its own.
pub(super) fn address_with(query: &str) -> String {
    let location = window().location();
    let origin = location.origin().unwrap_or_default();
    let path = location.pathname().unwrap_or_default();
    if query.is_empty() {
        format!("{origin}{path}")
    } else {
        format!("{origin}{path}?{query}")
    }
}

/// Puts a query string in the address bar, as a new entry of the history or in place of the
/// current one. Browsers limit how often, and some throw: then the address stays as it is until
/// the next change.
pub(super) fn write_query(query: &str, new_entry: bool) {
    let Ok(history) = window().history() else {
        return;
    };
    let address = address_with(query);
    let _ = if new_entry {
        history.push_state_with_url(&JsValue::NULL, "", Some(&address))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&address))
    };
}

/// The text of the file that the link with this `id` names; `None` where it cannot be had.
pub(super) async fn fetch_linked(id: &str) -> Option<String> {
    let address = document().get_element_by_id(id)?.get_attribute("href")?;
    let response = JsFuture::from(window().fetch_with_str(&address)).await;
    let response: Response = response.ok()?.dyn_into().ok()?;
    let text = response.ok().then(|| response.text().ok()).flatten()?;
    JsFuture::from(text).await.ok()?.as_string()
}

/// The browser's storage, where it allows it.
pub(super) fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Puts text on the clipboard and says whether that worked.
pub(super) async fn copy(text: &str) -> bool {
    match write_to_clipboard(text) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

/// `navigator.clipboard.writeText(text)`. The browser hides the clipboard on insecure pages, and what
/// stands in for it may throw, which the bindings do not expect.
fn write_to_clipboard(text: &str) -> Result<Promise, JsValue> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &JsValue::from_str(name));
    let clipboard = get(&window().navigator(), "clipboard")?;
    let write: Function = get(&clipboard, "writeText")?.dyn_into()?;
    let promise = write.call1(&clipboard, &JsValue::from_str(text))?;
    Ok(Promise::resolve(&promise))
}

/// Offers a text as a file to be saved.
pub(super) fn save(name: &str, kind: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else {
        return;
    };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else {
        return;
    };
    if let Some(link) = document()
        .create_element("a")
        .ok()
        .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok())
    {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    let _ = Url::revoke_object_url(&address);
}

/// The browser's name for the GPU that it draws with; it may say nothing, or as little as it likes.
/// Nothing is drawn, and nothing is sent anywhere.
pub(super) fn renderer() -> Option<String> {
    let canvas = document().create_element("canvas").ok()?;
    let context = canvas
        .dyn_into::<HtmlCanvasElement>()
        .ok()?
        .get_context("webgl")
        .ok()??
        .dyn_into::<WebGlRenderingContext>()
        .ok()?;
    // Some browsers keep the name behind an extension, others give it away as the renderer's.
    let unmasked = context.get_extension("WEBGL_debug_renderer_info").ok()?;
    let parameter = if unmasked.is_some() {
        UNMASKED_RENDERER
    } else {
        WebGlRenderingContext::RENDERER
    };
    context.get_parameter(parameter).ok()?.as_string()
}

/// `UNMASKED_RENDERER_WEBGL`, a number of the extension `WEBGL_debug_renderer_info`.
const UNMASKED_RENDERER: u32 = 0x9246;

/// The computed value of a CSS property.
pub(super) fn computed_style(element: &HtmlElement, property: &str) -> Option<String> {
    let style = window().get_computed_style(element).ok().flatten()?;
    style.get_property_value(property).ok()
}

/// The number of pixels of the screen to one pixel of the page.
pub(super) fn pixel_ratio() -> f64 {
    clamp(window().device_pixel_ratio(), 1.0, 3.0)
}

/// The height of the window in CSS pixels.
pub(super) fn window_height() -> f64 {
    let height = window().inner_height().ok();
    height
        .and_then(|height| height.as_f64())
        .unwrap_or_default()
}

/// Milliseconds since some fixed time.
pub(super) fn now() -> f64 {
    js_sys::Date::now()
}

/// The key of an event of the keyboard; empty where it has none. Autofill and extensions send such
/// events, and `event.key()` would throw.
pub(super) fn key_of(event: &web_sys::Event) -> String {
    let key = Reflect::get(event, &JsValue::from_str("key")).ok();
    key.and_then(|key| key.as_string()).unwrap_or_default()
}

/// Selects the text of a field that has the focus. Where an event only says that it has, selecting
/// would give it the focus and so bring about the event again.
pub(super) fn select_text(field: &web_sys::HtmlInputElement) {
    if document().active_element().as_ref() == Some(field) {
        field.select();
    }
}

/// True if a media query holds.
pub(super) fn matches(query: &str) -> bool {
    let list = window().match_media(query).ok().flatten();
    list.is_some_and(|list| list.matches())
}

/// Calls back whenever a media query begins or ceases to hold, for as long as the component lives
/// that asks for it.
pub(super) fn on_media_change(query: &str, call: impl Fn() + 'static) {
    const CHANGE: &str = "change";
    let Ok(Some(list)) = window().match_media(query) else {
        return;
    };
    let listener = Closure::<dyn Fn()>::new(call);
    let _ = list.add_event_listener_with_callback(CHANGE, listener.as_ref().unchecked_ref());
    let listening = StoredValue::new_local(Some((list, listener)));
    on_cleanup(move || {
        if let Some((list, listener)) = listening.try_update_value(Option::take).flatten() {
            let function = listener.as_ref().unchecked_ref();
            let _ = list.remove_event_listener_with_callback(CHANGE, function);
        }
    });
}

/// Calls back with the width of an element in CSS pixels, now and whenever it changes, for as long
/// as the element is in the page.
pub(super) fn on_width_change(element: &web_sys::Element, call: impl Fn(f64) + 'static) {
    call(element.get_bounding_client_rect().width());
    let (observed, call) = (element.clone(), Rc::new(call));
    let changed = move |_: JsValue, observer: ResizeObserver| {
        if !observed.is_connected() {
            observer.disconnect();
            return;
        }
        let (observed, call) = (observed.clone(), Rc::clone(&call));
        // What changes its size while the browser goes round its observers makes it complain.
        request_animation_frame(move || {
            if observed.is_connected() {
                call(observed.get_bounding_client_rect().width());
            }
        });
    };
    let listener = Closure::<dyn Fn(JsValue, ResizeObserver)>::new(changed).into_js_value();
    if let Ok(observer) = ResizeObserver::new(listener.unchecked_ref()) {
        observer.observe(element);
    }
}
