//! The page: starts in the browser.

fn main() {
    #[cfg(target_arch = "wasm32")]
    headroom_page::start();
}
