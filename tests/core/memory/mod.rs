//! Memory by the formula and as llama.cpp allocates it.

mod formula;
mod llama_cpp;
mod methods;
