//! What waits until the visitor has come to rest.

use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

/// Calls back once what `watched` reads of the state has not changed for so long.
pub(super) fn when_rested(rest: Duration, watched: impl Fn() + 'static, call: impl Fn() + 'static) {
    watch(rest, Box::new(watched), Rc::new(call));
}

/// One body for all, because each costs a first visit.
fn watch(rest: Duration, watched: Box<dyn Fn()>, call: Rc<dyn Fn()>) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let cancel = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    Effect::new(move |_| {
        watched();
        cancel();
        let call = Rc::clone(&call);
        waiting.set_value(set_timeout_with_handle(move || call(), rest).ok());
    });
    // What has gone from the page is not called any more.
    on_cleanup(cancel);
}
