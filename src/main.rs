//! The page: starts the app in the browser.

fn main() {
    headroom::app::start();
}
