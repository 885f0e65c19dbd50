//! Stands in for the crate `wasm-streams`.
//!
//! Leptos links that crate for the streams of server functions. Headroom has no server, and never
//! opens one; but the crate exports classes to JavaScript, which no linker may leave out, and every
//! visitor would download them: four kilobytes. Here is what Leptos names of it, without a class: all
//! streams are empty.

use futures_util::stream::{Empty, Stream, empty};
use wasm_bindgen::{JsCast, JsValue};

/// A stream that gives nothing.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// The stream that the browser holds.
    #[must_use]
    pub const fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// Nothing of what `stream` gives: no stream at all.
    #[must_use]
    pub fn from_stream<S>(_stream: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// The stream that the browser holds.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream that is at its end.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
