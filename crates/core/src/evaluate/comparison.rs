//! Why the two methods differ.

use super::precomputed::memory_method;
use super::{Candidate, Evaluation};
use crate::estimate::MemoryMethod;
use crate::memory::formula;
use crate::memory::llama_cpp::{ModelLayout, Settings};
use crate::memory::{Breakdown, Method};
use crate::units::Bytes;

/// A candidate's memory by both methods.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The memory that llama.cpp allocates.
    pub exact: Bytes,
    /// The specification's products.
    pub formula: Bytes,
    /// The parts of the difference: together `exact − formula`, the largest first.
    pub differences: Vec<Difference>,
}

/// A part of the difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Its cause.
    pub reason: Reason,
    /// Bytes that the exact method counts more; negative where it counts fewer.
    pub bytes: i128,
}

/// The cause of a difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// The file holds the tensors of the text model; the formula counts every parameter that was
    /// published, such as those of a picture encoder.
    Parameters {
        /// Parameters of the text model.
        text: u64,
        /// Parameters published.
        published: u64,
    },
    /// The file has other bits per weight than the table.
    Bits {
        /// Of this model's file.
        file: f64,
        /// Of the table.
        table: f64,
    },
    /// The input embedding stays in system memory; what is tied or aligned counts against it.
    Embedding,
    /// Layers with a sliding window keep no more than it.
    Window {
        /// Layers with the window.
        layers: u32,
        /// All layers.
        of: u32,
        /// Tokens of the window.
        tokens: u32,
    },
    /// Latent attention caches one compressed vector a token instead of full heads.
    Latent,
    /// The cache has cells in steps of 256, for what each layer really keeps.
    Cells,
    /// Recurrent layers keep a state.
    RecurrentState,
    /// Intermediate results: the buffer instead of the overhead.
    Compute,
    /// The memory of the runtime itself.
    Runtime,
}

impl Evaluation {
    /// The parts of a candidate's memory by the formula, whatever the scenario's method.
    #[must_use]
    pub fn by_formula(&self, candidate: &Candidate) -> Option<Breakdown> {
        let (catalog, precomputed) = (self.catalog(), self.pool.precomputed());
        let method = memory_method(Method::Formula, &self.scenario, catalog, candidate.cache)?;
        let (model, quantization) = (candidate.model, candidate.quantization);
        let weights = precomputed
            .weights(Method::Formula, model, quantization)?
            .device;
        Some(Breakdown {
            weights,
            compute: self.scenario.goal.overhead.beside(weights),
            ..precomputed.context(model, &method)
        })
    }

    /// A candidate's memory by both methods.
    #[must_use]
    pub fn comparison(&self, candidate: &Candidate) -> Option<Comparison> {
        let (catalog, precomputed) = (self.catalog(), self.pool.precomputed());
        let model = catalog.model(candidate.model)?;
        let quantization = catalog.quantization(candidate.quantization)?;
        let layout = precomputed.layout(candidate.model)?;
        let by_formula = self.by_formula(candidate)?;
        let exact_method = memory_method(Method::Exact, &self.scenario, catalog, candidate.cache)?;
        let exact = precomputed.context(candidate.model, &exact_method);

        let (text, published) = (layout.parameters(), model.parameters.total);
        let nominal = |parameters| formula::weights(parameters, quantization.bits);
        let weights = precomputed.exact_weights(candidate.model, candidate.quantization)?;
        let full = full_cache(layout, &exact_method);

        let mut differences = Vec::new();
        let mut note = |reason, counted: Bytes, instead_of: Bytes| {
            let bytes = i128::from(counted.get()) - i128::from(instead_of.get());
            if bytes != 0 {
                // Largest first; equal ones in the order in which they are counted.
                let larger = |other: &Difference| other.bytes.abs() >= bytes.abs();
                let place = differences.partition_point(larger);
                differences.insert(place, Difference { reason, bytes });
            }
        };
        note(
            Reason::Parameters { text, published },
            nominal(text),
            nominal(published),
        );
        let bits = Reason::Bits {
            file: weights.bits_per_weight,
            table: quantization.bits,
        };
        note(bits, weights.file, nominal(text));
        note(Reason::Embedding, weights.device, weights.file);
        let attention = model.architecture.attention.as_ref();
        let latent = attention.is_some_and(|attention| attention.latent.is_some());
        let whole = if latent {
            Reason::Latent
        } else {
            Reason::Cells
        };
        note(whole, full, by_formula.kv_cache);
        if let Some(window) = attention.and_then(|attention| attention.window.as_ref()) {
            let of = model.architecture.layers;
            let layers = (0..of).filter(|&layer| window.layers.contains(layer));
            let window = Reason::Window {
                layers: u32::try_from(layers.count()).unwrap_or(of),
                of,
                tokens: window.tokens,
            };
            note(window, exact.kv_cache, full);
        }
        note(Reason::RecurrentState, exact.recurrent_state, Bytes::ZERO);
        note(Reason::Compute, exact.compute, by_formula.compute);
        note(Reason::Runtime, exact.runtime, Bytes::ZERO);
        Some(Comparison {
            exact: weights.device + exact.total(),
            formula: by_formula.total(),
            differences,
        })
    }
}

/// The cache if layers with a window kept the whole context.
fn full_cache(layout: &ModelLayout, method: &MemoryMethod) -> Bytes {
    match *method {
        MemoryMethod::Exact { settings, .. } => {
            let full_window = true;
            layout
                .cache(&Settings {
                    full_window,
                    ..settings
                })
                .kv
        }
        MemoryMethod::Formula { .. } => Bytes::ZERO,
    }
}
