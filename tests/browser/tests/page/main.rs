//! The page in a real browser, as a visitor finds it.

mod accessibility;
mod every_control;
mod export;
mod fields;
mod foreign_events;
mod hint;
mod history;
mod how;
mod keyboard;
mod layout;
mod links;
mod loading;
mod selection;
mod sliders;
mod theme;
