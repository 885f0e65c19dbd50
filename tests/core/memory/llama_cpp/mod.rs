//! Memory as llama.cpp allocates it, against what it reported.

mod cache;
mod compute;
mod devices;
mod parameters;
mod properties;
mod published;
mod states;
mod weights;
