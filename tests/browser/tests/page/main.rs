//! The page in a real browser, as a visitor finds it.

mod links;
mod loading;
mod sliders;
